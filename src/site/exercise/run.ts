import {type RunOutcome, runExercise} from "../../reader/exercises/run.ts";
import type {OpenPage} from "../../reader/index.ts";

let page: Pick<OpenPage, "latest"> | undefined;

/** The page whose cells a check may read. */
export function readFrom(live: Pick<OpenPage, "latest">): void {
  page = live;
}

/** A worker for one run. Its script holds the core: it is loaded when something is checked. */
export async function newWorker(): Promise<Worker> {
  const {newExerciseWorker} = await import("./new-worker.ts");
  return newExerciseWorker();
}

/** Runs code and a check as a reader of the open page would, and shows nothing: what `npm run check` calls. */
export function tryExercise(code: string, exercise: {check: string; starter: string}): Promise<RunOutcome> {
  return runExercise(code, exercise, {createWorker: newWorker, value: async (name) => page?.latest(name), tell() {}});
}
