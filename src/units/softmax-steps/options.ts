import type {Phase} from "./stages.ts";

export interface SoftmaxStepsOptions {
  /** The classes' names, short. Default A, B, C, … */
  names?: readonly string[];
  /** The true class, from 0: the steps then go on to the loss and its gradient. */
  label?: number;
  /** Whether to subtract the largest score first. Default false. */
  stable?: boolean;
  /** Whether the reader can change scores, label and form. Default true; else they come by `set`. */
  edit?: boolean;
  /** Where to begin; "end" is after the last step. Default 0. */
  step?: number | "end";
  /** What a screen reader calls the unit. */
  title?: string;
}

/** The inputs, and what has been computed at this step; what has not is undefined. */
export interface SoftmaxStepsValue {
  readonly scores: readonly number[];
  readonly label: number | undefined;
  readonly stable: boolean;
  readonly step: number;
  readonly steps: number;
  readonly phase: Phase;
  readonly exps: readonly (number | undefined)[];
  readonly sum: number | undefined;
  readonly probabilities: readonly (number | undefined)[];
  readonly loss: number | undefined;
  readonly gradient: readonly (number | undefined)[];
  /** What is not finite so far, in words. */
  readonly problem: string | undefined;
}

export type SoftmaxStepsElement = HTMLElement & {
  readonly value: SoftmaxStepsValue;
  /** Takes other inputs and keeps the step. @throws {RangeError} for scores that are not finite, or another number of them */
  set(inputs: {scores?: readonly number[]; label?: number | undefined; stable?: boolean}): void;
  /** A step, or "end". @throws {RangeError} for what is not a number */
  goTo(step: number | "end"): void;
};

/** @throws {RangeError} for scores, names or a label that do not fit */
export function check(scores: readonly number[], names: readonly string[], label: number | undefined): void {
  if (scores.length < 2 || scores.length > 6) {
    throw new RangeError(`softmaxSteps(): there are 2 to 6 classes, not ${scores.length}.`);
  }
  const odd = scores.findIndex((score) => typeof score !== "number" || !Number.isFinite(score));
  if (odd >= 0) throw new RangeError(`softmaxSteps(): the score of ${names[odd]} must be finite, not ${scores[odd]}.`);
  if (names.length !== scores.length) {
    throw new RangeError(`softmaxSteps(): ${scores.length} scores need as many names, not ${names.length}.`);
  }
  if (label !== undefined && !(Number.isInteger(label) && label >= 0 && label < scores.length)) {
    throw new RangeError(`softmaxSteps(): the true class is one of 0 … ${scores.length - 1}, not ${label}.`);
  }
}
