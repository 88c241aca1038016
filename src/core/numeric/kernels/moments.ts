import type {Moments} from "./types.ts";

/** The most bins that the kernels count in. */
export const MAX_BINS = 1024;

/**
 * Totals of no numbers yet, to be filled by `activateWithStatistics`: a histogram of `bins` bins over [low, high], and
 * the count of those beyond ±`saturation`.
 * @throws RangeError when there are no bins or more than 1024, or `low` is not below `high`
 */
export function emptyMoments({
  bins = 30,
  low = -1,
  high = 1,
  saturation = 0.97,
}: {
  bins?: number;
  low?: number;
  high?: number;
  saturation?: number;
} = {}): Moments {
  if (!Number.isInteger(bins) || bins < 1 || bins > MAX_BINS) {
    throw new RangeError(`a histogram has 1 to ${MAX_BINS} bins, not ${bins}`);
  }
  if (!(low < high) || !Number.isFinite(high - low)) throw new RangeError(`no histogram fits from ${low} to ${high}`);
  return {
    count: 0,
    sum: 0,
    sumOfSquares: 0,
    saturated: 0,
    saturation,
    nonFinite: 0,
    bins: new Float64Array(bins),
    low,
    high,
  };
}

/** Adds the totals of other numbers, counted in the same bins, and returns `into`. */
export function addMoments(into: Moments, other: Moments): Moments {
  into.count += other.count;
  into.sum += other.sum;
  into.sumOfSquares += other.sumOfSquares;
  into.saturated += other.saturated;
  into.nonFinite += other.nonFinite;
  for (let i = 0; i < into.bins.length; i++) into.bins[i] = (into.bins[i] as number) + (other.bins[i] ?? 0);
  return into;
}
