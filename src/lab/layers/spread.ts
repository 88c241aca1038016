/** Count, mean and standard deviation of some numbers: what parts of a batch are joined by. */
export interface Spread {
  readonly count: number;
  readonly mean: number;
  /** √(mean of the squared deviations from the mean), without Bessel's correction, as numpy's std. */
  readonly std: number;
}

export const nothing: Spread = {count: 0, mean: 0, std: 0};

/**
 * The spread of `values`, those that are not finite left out, in double precision. `centre` should lie near the mean, as
 * seen from the standard deviation.
 */
export function spreadOf(values: Float32Array, centre = 0): Spread {
  let first = 0;
  let second = 0;
  for (let i = 0; i < values.length; i++) {
    const x = (values[i] as number) - centre;
    first += x;
    second += x * x;
  }
  // One number that is not finite shows in the sums.
  if (first - first !== 0) return spreadOf(values.filter(Number.isFinite), centre);
  const count = values.length;
  if (count === 0) return nothing;
  const mean = first / count;
  return {count, mean: centre + mean, std: Math.sqrt(Math.max(0, second / count - mean * mean))};
}

/** The spread of two sets of numbers together (Chan, Golub and LeVeque 1979), without overflow of squares. */
export function join(a: Spread, b: Spread): Spread {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const count = a.count + b.count;
  const p = a.count / count;
  const q = b.count / count;
  return {
    count,
    mean: p * a.mean + q * b.mean,
    std: Math.hypot(Math.sqrt(p) * a.std, Math.sqrt(q) * b.std, Math.sqrt(p * q) * (a.mean - b.mean)),
  };
}

/** The spread of the numbers times `factor` ≥ 0. */
export function scaled({count, mean, std}: Spread, factor: number): Spread {
  return {count, mean: times(mean, factor), std: times(std, factor)};
}

/** 0 · ∞ is 0: where every number is 0, so is each multiple. */
function times(a: number, b: number): number {
  return a === 0 ? 0 : a * b;
}
