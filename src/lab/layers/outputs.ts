import type {Moments} from "../../core/numeric/kernels/index.ts";
import type {Stack} from "../options.ts";
import {nothing, type Spread, spreadOf} from "./spread.ts";

/** What is counted of a layer's outputs, on one shard. */
export interface Outputs {
  readonly spread: Spread;
  readonly bins: Float64Array;
  readonly saturated: number;
  readonly nonFinite: number;
}

/** |tanh| beyond which a unit counts as saturated. */
const SATURATION = 0.97;

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
    spread: count === 0 ? nothing : reliable ? {count, mean, std: Math.sqrt(variance)} : spreadOf(h),
    bins,
    saturated: saturated(moments, h, net),
    nonFinite,
  };
}

/**
 * How many units pass back less than 1 − 0.97² = 5.9 % of the largest gradient that φ′ can give. For tanh that is
 * |h| > 0.97, as the kernel counts; for sigmoid |2h − 1| > 0.97; for ReLU the zeros; for ELU what is near −α.
 */
function saturated(moments: Moments, h: Float32Array, {nonlinearity, alpha}: Stack): number {
  const flat = 1 - SATURATION ** 2;
  switch (nonlinearity) {
    case "identity":
      return 0;
    case "tanh":
      return moments.saturated;
    case "sigmoid":
      return countWhere(h, (x) => Math.abs(2 * x - 1) > SATURATION);
    case "relu":
      return countWhere(h, (x) => x === 0);
    case "leaky-relu":
      return alpha < flat ? countWhere(h, (x) => x <= 0) : 0;
    case "elu":
      return countWhere(h, (x) => x <= 0 && x + alpha < flat * Math.max(1, alpha));
  }
}

function countWhere(h: Float32Array, is: (x: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < h.length; i++) if (is(h[i] as number)) count++;
  return count;
}
