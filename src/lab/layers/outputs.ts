import {emptyMoments, type Moments} from "../../core/numeric/kernels/index.ts";
import type {Stack} from "../options.ts";
import {join, nothing, type Spread, spreadOf} from "./spread.ts";

/** What is counted of a layer's outputs, of some rows. */
export interface Outputs {
  readonly spread: Spread;
  readonly bins: Float64Array;
  readonly saturated: number;
  readonly nonFinite: number;
}

/** |tanh| beyond which a unit counts as saturated. */
const SATURATION = 0.97;
/** φ′ there: a unit passes back 5.9 % of what it would at 0. */
const FLAT = 1 - SATURATION ** 2;

/** Totals for a layer's outputs, to be counted by the kernel. */
export function outputMoments({bins, domain, nonlinearity}: Stack): Moments {
  return emptyMoments({bins, low: domain[0], high: domain[1], saturation: nonlinearity === "relu" ? 0 : SATURATION});
}

/**
 * Completes what the kernel counted of a layer's outputs `h`. The kernel adds squares in single precision, which lose
 * numbers beyond 1e±19 and a spread that is small beside the mean: there the numbers are gone through once more.
 */
export function finishMoments(moments: Moments, h: Float32Array, net: Stack): Outputs {
  const {count, sum, sumOfSquares, bins, nonFinite} = moments;
  const mean = count === 0 ? 0 : sum / count;
  const square = count === 0 ? 0 : sumOfSquares / count;
  const variance = square - mean * mean;
  const reliable = square > 1e-20 && square < 1e20 && variance > 0.1 * mean * mean;
  return {
    spread: count === 0 ? nothing : reliable ? {count, mean, std: Math.sqrt(variance)} : spreadOf(h, mean),
    bins,
    saturated: saturated(moments, h, net),
    nonFinite,
  };
}

/**
 * How many units pass back less than 5.9 % of the largest gradient that φ′ can give. For tanh that is |h| > 0.97, as the
 * kernel counts; for sigmoid |2h − 1| > 0.97; for ReLU the zeros; for ELU what is near −α.
 */
function saturated(moments: Moments, h: Float32Array, {nonlinearity, alpha}: Stack): number {
  switch (nonlinearity) {
    case "identity":
      return 0;
    case "tanh":
      return moments.saturated;
    case "sigmoid":
      return countOutside(h, (1 - SATURATION) / 2, (1 + SATURATION) / 2);
    case "relu":
      return moments.count - moments.saturated; // all but those above 0
    case "leaky-relu":
      return alpha < FLAT ? countOutside(h, 0, Infinity) : 0;
    case "elu":
      return countOutside(h, Math.min(0, FLAT * Math.max(1, alpha) - alpha), Infinity);
  }
}

/** How many are not between `low` and `high`. */
function countOutside(h: Float32Array, low: number, high: number): number {
  let count = 0;
  for (let i = 0; i < h.length; i++) {
    const x = h[i] as number;
    if (x <= low || x >= high) count++;
  }
  return count;
}

/** What is counted of two sets of rows together. */
export function joinOutputs(a: Outputs, b: Outputs): Outputs {
  return {
    spread: join(a.spread, b.spread),
    bins: a.bins.map((count, i) => count + (b.bins[i] as number)),
    saturated: a.saturated + b.saturated,
    nonFinite: a.nonFinite + b.nonFinite,
  };
}
