import {type RunOutcome, runExercise} from "../../reader/exercises/run.ts";
import type {OpenPage} from "../../reader/index.ts";

type Cells = Pick<OpenPage, "latest">;

let open: (page: Cells) => void;
const opened = new Promise<Cells>((resolve) => {
  open = resolve;
});

/** The page whose cells a check may read. */
export function readFrom(page: Cells): void {
  open(page);
}

/** A worker for one run. Its script holds the core: it is loaded when something is checked. */
export async function newWorker(): Promise<Worker> {
  const {newExerciseWorker} = await import("./new-worker.ts");
  return newExerciseWorker();
}

/** Runs code and a check as a reader of the open page would, and shows nothing: what `npm run check` calls. */
export function tryExercise(code: string, exercise: {check: string; starter: string}): Promise<RunOutcome> {
  const value = async (name: string) => (await opened).latest(name);
  return runExercise(code, exercise, {createWorker: newWorker, value, tell() {}});
}
