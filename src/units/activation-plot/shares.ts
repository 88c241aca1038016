/** How numbers spread over bins of one width, as shares of all of them. */
export interface Shares {
  readonly low: number;
  readonly high: number;
  readonly bins: readonly number[];
  /** Of what lies outside, and of what is not a number. */
  readonly below: number;
  readonly above: number;
  readonly invalid: number;
}

/** Counts values into `count` bins from low to high; the last bin holds its upper edge. No values give all zeros. */
export function shares(values: ArrayLike<number>, low: number, high: number, count: number): Shares {
  const bins = Array.from({length: count}, () => 0);
  let [below, above, invalid] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) invalid++;
    else if (value < low) below++;
    else if (value > high) above++;
    else bins[Math.min(count - 1, Math.floor(((value - low) / (high - low)) * count))]!++;
  }
  const n = Math.max(1, values.length);
  return {low, high, bins: bins.map((bin) => bin / n), below: below / n, above: above / n, invalid: invalid / n};
}

/** The mean of the finite values; NaN if there are none. */
export function meanOf(values: ArrayLike<number>): number {
  let [sum, n] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    sum += values[i]!;
    n++;
  }
  return sum / n;
}

/** The values mapped one by one, whatever kind of list they come in. */
export function mapped(values: ArrayLike<number>, f: (value: number) => number): Float64Array {
  return Float64Array.from(values, f);
}
