import type {ExerciseProgram} from "../../compiler/exercise-program.ts";

/** What is said between a page and the worker that runs an exercise once. Everything is plain data. */

/** A value of the page that a check reads, or why it cannot be had. */
export type LiveValue = {value: unknown} | {missing: string};

export interface ToWorker {
  kind: "run";
  program: ExerciseProgram;
  live: Record<string, LiveValue>;
}

/** What a run came to. Lines count from the first of the reader's code. */
export type Outcome =
  | {kind: "passed"}
  /** An expectation does not hold. `label` is its text, `message` what was found in its place. */
  | {kind: "failed"; label: string; message: string}
  /** Something was thrown, by the reader's code where there is a line, else for want of something the check needs. */
  | {kind: "error"; message: string; line?: number};

export type FromWorker =
  | {kind: "ready"}
  /** A line of the console. */
  | {kind: "log"; level: "log" | "warn" | "error"; text: string}
  /** The value of the reader's last line, as text. */
  | {kind: "result"; text: string}
  | {kind: "holds"; label: string}
  | {kind: "end"; outcome: Outcome};

/** How long an exercise may run, in milliseconds. */
export const TIME_LIMIT = 2000;
/** How many lines of the console are shown, and how many characters of each. */
export const MOST_LINES = 100;
export const MOST_CHARACTERS = 2000;
/** What is said of a run that was stopped for its time. */
export const STOPPED_LATE = `Stopped after ${TIME_LIMIT / 1000} seconds: a loop, or a function that calls itself, did not come to its end.`;
