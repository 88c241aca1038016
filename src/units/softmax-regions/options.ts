import type {Matrix} from "../../core/numeric/index.ts";
import type {ClassifierState} from "./classifier.ts";

export interface SoftmaxRegionsOptions {
  /** Points of the plane, one a row, and the class of each, from 0: what `gauss` returns. None where nothing is given. */
  data?: {readonly inputs: Matrix; readonly labels: ArrayLike<number>};
  /** One [w1, w2] a class. Three short arrows where nothing is given. */
  weights?: readonly (readonly number[])[];
  /** One number a class. Default zeros. */
  biases?: readonly number[];
  /** Weights and biases to step through, instead of moving them. */
  path?: readonly ClassifierState[];
  /** Where on the path to begin. Default 0. */
  step?: number;
  /** A point whose scores are told and that the reader moves; null for none. Default [1, 1]. */
  probe?: readonly [number, number] | null;
  /** The classes' names, short. Default A, B, C. */
  names?: readonly string[];
  /** The plane shows −range … range, and a weight goes as far. Default 4. */
  range?: number;
  /** Milliseconds from one step of a playing path to the next. Default 160. */
  pace?: number;
  /** What a screen reader calls the unit. */
  title?: string;
}

export interface SoftmaxRegionsValue extends ClassifierState {
  readonly probe: readonly [number, number] | undefined;
  /** At the probe. */
  readonly scores: readonly number[];
  readonly probabilities: readonly number[];
  /** Of the data: the mean of −log p, how many are right, and what share this is; undefined without data. */
  readonly loss: number | undefined;
  readonly right: number | undefined;
  readonly accuracy: number | undefined;
  readonly count: number;
  readonly step: number;
  readonly steps: number;
}

export type SoftmaxRegionsElement = HTMLElement & {
  readonly value: SoftmaxRegionsValue;
  /** Moves weights, biases or probe, as if the reader had. @throws {RangeError} for what does not fit, or weights with a path */
  set(changed: {
    weights?: readonly (readonly number[])[];
    biases?: readonly number[];
    probe?: readonly [number, number];
  }): void;
  goTo(step: number): void;
};

export const CLASSES = 3;

/** @throws {RangeError} for weights, biases, points or a path that do not fit */
export function check({data, weights, biases, path, probe, names}: SoftmaxRegionsOptions): void {
  const fail = (what: string): never => {
    throw new RangeError(`softmaxRegions(): ${what}.`);
  };
  const checkState = (state: Partial<ClassifierState>, where: string) => {
    if (state.weights && !(state.weights.length === CLASSES && state.weights.every((w) => w.length === 2 && finite(w))))
      fail(`the weights${where} are three pairs of finite numbers, not ${JSON.stringify(state.weights)}`);
    if (state.biases && !(state.biases.length === CLASSES && finite(state.biases)))
      fail(`the biases${where} are three finite numbers, not ${JSON.stringify(state.biases)}`);
  };
  checkState({...(weights && {weights}), ...(biases && {biases})}, "");
  if (path?.length === 0) fail("the path has no states");
  for (const [step, state] of path?.entries() ?? []) checkState(state, ` of step ${step}`);
  if (probe && !(probe.length === 2 && finite(probe)))
    fail(`the probe is two finite numbers, not ${JSON.stringify(probe)}`);
  if (names && names.length !== CLASSES) fail(`there are three names, not ${names.length}`);
  if (!data) return;
  if (data.inputs.cols !== 2) fail(`points have two coordinates, not ${data.inputs.cols}`);
  if (data.inputs.rows !== data.labels.length)
    fail(`${data.inputs.rows} points need as many labels, not ${data.labels.length}`);
  const odd = Array.from(data.labels).findIndex((label) => !(label === 0 || label === 1 || label === 2));
  if (odd >= 0) fail(`the class of point ${odd} is 0, 1 or 2, not ${data.labels[odd]}`);
}

function finite(numbers: ArrayLike<number>): boolean {
  return Array.from(numbers).every(Number.isFinite);
}
