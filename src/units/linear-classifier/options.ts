import type {SignedSample} from "../../core/objectives/index.ts";

export type ObjectiveName = "accuracy" | "log-likelihood";

/** A state of the weights that a search or a rule has gone through: what `localSearch` and `perceptron` return. */
export interface PathStep {
  readonly weights: readonly number[];
  /** What was looked at and either taken or not. */
  readonly tried?: readonly number[];
  readonly value?: number;
  readonly triedValue?: number;
  readonly accepted?: boolean;
  /** The sample that was looked at, from 0, and whether it was told wrong. */
  readonly sample?: number;
  readonly mistake?: boolean;
}

export interface LinearClassifierOptions {
  /** Points of the plane with labels 1 and −1. */
  points: readonly SignedSample[];
  /** Default [−2, 1]. */
  weights?: readonly [number, number];
  /** Which weights the reader moves. Default "both". */
  move?: "both" | "w1";
  /** What is shown over the weights. Default accuracy alone. [] shows the data only. */
  objectives?: readonly ObjectiveName[];
  /** A slice along w1, or the surface over both weights. Default "slice". */
  view?: "slice" | "surface";
  /** Whether the reader can switch between slice and surface. Default true. */
  views?: boolean;
  /** What colours the plane: the sign of the score, or the probability of label +1. Default "sign". */
  shading?: "sign" | "probability";
  /** Whether points can be changed. Default true, and false with a path. */
  edit?: boolean;
  /** Weights to step through, instead of moving them; a weight left out of a step is that of `weights`. */
  path?: readonly PathStep[];
  /** Where on the path to begin. Default 0. */
  step?: number;
  /** What the weights' axes show: −range … range. Default 4. */
  range?: number;
  /** What a screen reader calls the unit. */
  label?: string;
}

export interface LinearClassifierValue {
  readonly weights: readonly [number, number];
  readonly points: readonly SignedSample[];
  /** The share that is told right, and how many they are. */
  readonly accuracy: number;
  readonly right: number;
  readonly logLikelihood: number;
  /** How often the accuracy jumps along the slice. */
  readonly jumps: number;
  readonly view: "slice" | "surface";
  readonly step: number;
  readonly steps: number;
}

export type LinearClassifierElement = HTMLElement & {
  readonly value: LinearClassifierValue;
  /** Moves the weights, as if the reader had. @throws {RangeError} for what is not finite, or with a path */
  set(weights: Partial<{w1: number; w2: number}>): void;
  goTo(step: number): void;
};

/** @throws {RangeError} for weights or a path that cannot be shown */
export function check(options: LinearClassifierOptions): void {
  const {weights = [0, 0], path, objectives = []} = options;
  if (weights.length !== 2 || !weights.every(Number.isFinite)) {
    throw new RangeError(`linearClassifier(): weights are two finite numbers, not ${JSON.stringify(weights)}.`);
  }
  for (const name of objectives) {
    if (name !== "accuracy" && name !== "log-likelihood") {
      throw new RangeError(
        `linearClassifier(): objectives are "accuracy" and "log-likelihood", not ${JSON.stringify(name)}.`,
      );
    }
  }
  if (!path) return;
  if (path.length === 0) throw new RangeError("linearClassifier(): the path has no steps.");
  const odd = path.findIndex((step) => step.weights.length > 2 || !step.weights.every(Number.isFinite));
  if (odd >= 0) throw new RangeError(`linearClassifier(): step ${odd} of the path needs one or two finite weights.`);
}
