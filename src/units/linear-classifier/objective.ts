import {classificationAccuracy, logLikelihood, plateaus, type SignedSample} from "../../core/objectives/index.ts";
import {numberText} from "../shared/number-text.ts";
import type {ObjectiveName} from "./options.ts";

export type Weights = readonly [number, number];

/** One objective, as the pictures need it. */
export interface Objective {
  readonly name: ObjectiveName;
  readonly title: string;
  at(weights: Weights, points: readonly SignedSample[]): number;
  /** The curve along w₁ from −range to range: (w₁, value) in order. Two entries with the same w₁ are a jump. */
  slice(w2: number, range: number, points: readonly SignedSample[]): [number, number][];
  text(value: number): string;
  /** What the axis shows for such values. */
  domain(low: number, high: number): [number, number];
  ticks(domain: readonly [number, number]): number[];
  tickText(value: number): string;
}

const SAMPLES = 160;

const objectives: Record<ObjectiveName, Objective> = {
  accuracy: {
    name: "accuracy",
    title: "accuracy",
    at: classificationAccuracy,
    slice: (w2, range, points) =>
      plateaus([-range, w2], [range, w2], points).flatMap(({from, to, accuracy}) => [
        [(2 * from - 1) * range, accuracy],
        [(2 * to - 1) * range, accuracy],
      ]),
    text: (value) => `${numberText(100 * value, 1)} %`,
    domain: () => [0, 1],
    ticks: () => [0, 0.25, 0.5, 0.75, 1],
    tickText: (value) => `${100 * value} %`,
  },
  "log-likelihood": {
    name: "log-likelihood",
    title: "log-likelihood",
    at: logLikelihood,
    slice: (w2, range, points) =>
      Array.from({length: SAMPLES + 1}, (_, i) => {
        const w1 = (2 * (i / SAMPLES) - 1) * range;
        return [w1, logLikelihood([w1, w2], points)];
      }),
    text: (value) => numberText(value, 2),
    domain: (low) => {
      const step = tickStep(low);
      return [Math.floor(low / step) * step, 0];
    },
    ticks: ([low]) => {
      const step = tickStep(low);
      return Array.from({length: Math.round(-low / step) + 1}, (_, i) => low + i * step);
    },
    tickText: (value) => numberText(value, 0),
  },
};

export function objective(name: ObjectiveName): Objective {
  return objectives[name];
}

/** 1, 2 or 5 times a power of ten: three to six of them reach from `low` to 0. */
function tickStep(low: number): number {
  const rough = Math.max(-low, 1) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((n) => n * power).find((step) => step >= rough - 1e-12)!;
}

/** How often the accuracy jumps along w₁, from −range to range. */
export function countJumps(w2: number, range: number, points: readonly SignedSample[]): number {
  return plateaus([-range, w2], [range, w2], points).length - 1;
}
