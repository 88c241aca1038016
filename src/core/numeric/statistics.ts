import type {Matrix} from "./matrix.ts";

/** Numbers in a row: an array, or all those of a matrix. */
export type Numbers = Matrix | ArrayLike<number> | Iterable<number>;

/** What is known of some numbers at a glance. */
export interface Summary {
  readonly count: number;
  readonly mean: number;
  /** The mean squared deviation from the mean: divided by n, as numpy does, not by n − 1. */
  readonly variance: number;
  /** The square root of the variance. */
  readonly std: number;
  readonly min: number;
  readonly max: number;
}

/** One bar of a histogram: how many numbers are in [x0, x1), in [x0, x1] for the last bar. */
export interface Bin {
  readonly x0: number;
  readonly x1: number;
  readonly count: number;
}

/** The mean; NaN of no numbers. */
export function mean(values: Numbers): number {
  return moments(values).mean;
}

/** The standard deviation √(Σ(x − mean)² / n); NaN of no numbers. */
export function std(values: Numbers): number {
  return moments(values).std;
}

/** Mean, spread and range, in two passes, so that a small spread around a large mean keeps its digits. */
export function moments(values: Numbers): Summary {
  const numbers = numbersOf(values);
  const count = numbers.length;
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const x = numbers[i] as number;
    sum += x;
    min = Math.min(min, x);
    max = Math.max(max, x);
  }
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < count; i++) squares += ((numbers[i] as number) - mean) ** 2;
  const variance = squares / count;
  return {
    count,
    mean,
    variance,
    std: Math.sqrt(variance),
    min: count ? min : Number.NaN,
    max: count ? max : Number.NaN,
  };
}

/**
 * Counts of numbers in equal bins over `domain`, by default 30 bins from the least number to the greatest. What is
 * outside of the domain or not finite is in no bin.
 * @throws RangeError when there is no whole number of bins, or the domain is not a range
 */
export function histogram(
  values: Numbers,
  {bins = 30, domain}: {bins?: number; domain?: readonly [low: number, high: number]} = {},
): Bin[] {
  if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`a histogram cannot have ${bins} bins`);
  const numbers = numbersOf(values);
  const [low, high] = domain ?? extent(numbers);
  if (!(low < high) || !Number.isFinite(high - low)) {
    throw new RangeError(`the domain of a histogram runs from a lower to a higher number, not from ${low} to ${high}`);
  }
  const edge = (bin: number): number => (bin === bins ? high : low + ((high - low) * bin) / bins);
  const counts = new Array<number>(bins).fill(0);
  for (let i = 0; i < numbers.length; i++) {
    const x = numbers[i] as number;
    if (!(x >= low && x <= high)) continue;
    let bin = Math.min(Math.floor(((x - low) / (high - low)) * bins), bins - 1);
    // The quotient may be off in its last digit, but a number belongs between the edges that are told.
    if (x < edge(bin)) bin--;
    else if (bin < bins - 1 && x >= edge(bin + 1)) bin++;
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts.map((count, bin) => ({x0: edge(bin), x1: edge(bin + 1), count}));
}

/** From the least finite number to the greatest, with room around where they are the same. */
function extent(numbers: ArrayLike<number>): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < numbers.length; i++) {
    const x = numbers[i] as number;
    if (!Number.isFinite(x)) continue;
    low = Math.min(low, x);
    high = Math.max(high, x);
  }
  if (low > high) return [0, 1];
  // Half a unit to both sides, as numpy does; more where half a unit is lost beside the number.
  const room = Math.max(0.5, Math.abs(low) * 1e-6);
  return low === high ? [low - room, high + room] : [low, high];
}

function numbersOf(values: Numbers): ArrayLike<number> {
  if (typeof values !== "object" || values === null) {
    throw new TypeError(`expected a matrix or an array of numbers, not ${values}`);
  }
  if ("data" in values) return values.data;
  if ("length" in values) return values;
  return [...values];
}
