import {type FromWorker, TIME_LIMIT, type ToWorker} from "../protocol.ts";
import {numericalGradient} from "./expectations.ts";
import {harden, lockDown, type Realm} from "./lock-down.ts";
import {Meter, meterBuiltins} from "./meter.ts";
import {linesBefore, runProgram} from "./run-program.ts";

/** What a worker sees of the page. */
export interface ExerciseScope {
  postMessage(message: FromWorker): void;
}

/**
 * Runs one exercise in this worker, which is of no use for anything else after this call: it is locked down before any
 * of the reader's code is there.
 * @param core the names that code and check may use, and the reference that checks compare with
 */
export function serveExercise(scope: ExerciseScope & typeof globalThis, core: Readonly<Record<string, unknown>>): void {
  const tell = scope.postMessage.bind(scope) as (message: FromWorker) => void;
  const now = performance.now.bind(performance);
  const makeFunction = Function;
  const library = {...core, numericalGradient};
  linesBefore(makeFunction);
  Error.stackTraceLimit = 30;
  let meter: Meter | undefined;
  let ended = false;
  scope.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    if (!ended) tell({kind: "log", level: "error", text: `Not awaited, and rejected: ${textOf(event.reason)}`});
  });
  scope.addEventListener("message", async ({data}: MessageEvent<ToWorker>) => {
    if (meter) return;
    // A little less than the page waits: so it can still be said where the code was.
    const end = now() + TIME_LIMIT - 150;
    meter = new Meter(() => now() > end);
    const outcome = await runProgram(data.program, {library, live: data.live, meter, makeFunction, tell});
    ended = true;
    tell({kind: "end", outcome});
  });
  meterBuiltins(globalThis, () => meter);
  const left = lockDown(globalThis as Realm);
  harden(library);
  if (left.length > 0) tell({kind: "log", level: "warn", text: `Could not be taken away here: ${left.join(", ")}`});
  tell({kind: "ready"});
}

function textOf(reason: unknown): string {
  try {
    return String(reason).slice(0, 500);
  } catch {
    return "something that cannot be read";
  }
}
