import type {ExerciseProblem} from "../../compiler/exercise-program.ts";
import type {LiveExercise} from "../live-page.ts";
import {type FromWorker, type LiveValue, type Outcome, STOPPED_LATE, TIME_LIMIT, type ToWorker} from "./protocol.ts";

export interface RunOptions {
  /** Starts a worker that serves one run; see worker/serve.ts. */
  createWorker: () => Worker | Promise<Worker>;
  /** The latest value of a name of the page's cells, for checks that read it; its cell may have to run first. */
  value: (name: string) => Promise<unknown>;
  /** What the program says on its way. */
  tell: (message: Extract<FromWorker, {kind: "log" | "result" | "holds"}>) => void;
  /** What the check expects, told before anything runs. */
  expect?: (labels: string[]) => void;
}

export type RunOutcome = Outcome | {kind: "problem"; problem: ExerciseProblem} | {kind: "unavailable"; message: string};

/** How long a worker may take to start, in milliseconds: on a slow machine its script takes a while to be read. */
const PATIENCE = 15_000;

/**
 * Runs a reader's code and the check behind it in a worker of its own, for two seconds at the most. Never rejects. The
 * worker is gone when this resolves, whatever its code is doing.
 */
export async function runExercise(
  code: string,
  {check, starter}: Pick<LiveExercise, "check" | "starter">,
  options: RunOptions,
): Promise<RunOutcome> {
  const {compileExercise} = await import("../../compiler/exercise-program.ts");
  const program = compileExercise(code, check, starter);
  if ("problem" in program) return {kind: "problem", problem: program.problem};
  options.expect?.(program.labels);
  const read = program.reads.map(async (name) => [name, await liveValue(name, options.value)] as const);
  const live = Object.fromEntries(await Promise.all(read));
  let worker: Worker;
  try {
    worker = await options.createWorker();
  } catch (error) {
    return unavailable((error as Error).message);
  }
  return new Promise((resolve) => {
    const end = (outcome: RunOutcome) => {
      clearTimeout(timer);
      worker.onmessage = worker.onerror = null;
      worker.terminate();
      resolve(outcome);
    };
    let timer = setTimeout(() => end(unavailable("its worker does not start")), PATIENCE);
    worker.onerror = (event) => {
      event.preventDefault();
      end(unavailable(event.message || "its worker cannot start"));
    };
    worker.onmessage = ({data}: MessageEvent<FromWorker>) => {
      if (data.kind === "ready") {
        clearTimeout(timer);
        timer = setTimeout(() => end({kind: "error", message: STOPPED_LATE}), TIME_LIMIT);
        worker.postMessage({kind: "run", program, live} satisfies ToWorker);
      } else if (data.kind === "end") end(data.outcome);
      else options.tell(data);
    };
  });
}

function unavailable(reason: string): RunOutcome {
  return {kind: "unavailable", message: `This browser cannot run the code: ${reason}. Your code is kept.`};
}

/** What a worker can be given of a cell's value; of an element with a value, as inputs and circuits are, that value. */
async function liveValue(name: string, latest: (name: string) => Promise<unknown>): Promise<LiveValue> {
  try {
    const value = await latest(name);
    if (value === undefined)
      return {
        missing: `The check reads \`${name}\` of this page, which has no value. Wait for its cell, or mend it where it has an error, then check again.`,
      };
    return {value: structuredClone(value instanceof Element && "value" in value ? value.value : value)};
  } catch {
    return {missing: `The check reads \`${name}\` of this page, whose value cannot be taken to it.`};
  }
}
