/** What batch normalization does to each unit's sums z: factor · z + offset. */
export interface Normalization {
  readonly factor: Float32Array;
  readonly offset: Float32Array;
  /** 1/√(variance + ε) of the sums with the weights' scale in them: what gradients are multiplied by. */
  readonly inverse: Float64Array;
}

/** A unit whose sums vary by less than this, relatively, is constant but for rounding, which must not be blown up. */
const ROUNDING = 1e-6;

/**
 * Batch normalization (Ioffe and Szegedy 2015) with γ = 1 and β = 0 of scale · z, from the sums over the batch: each unit's
 * sum of z, then each unit's sum of z², then the number of samples. A unit that does not vary gives β: 0.
 */
export function columnFactors(total: Float64Array, width: number, scale: number, epsilon: number): Normalization {
  const samples = total[2 * width] as number;
  const factor = new Float32Array(width);
  const offset = new Float32Array(width);
  const inverse = new Float64Array(width);
  for (let j = 0; j < width; j++) {
    const mean = (total[j] as number) / samples;
    const raw = (total[width + j] as number) / samples - mean * mean;
    const variance = raw > ROUNDING ** 2 * mean * mean ? raw : 0;
    const spread = Math.hypot(scale * Math.sqrt(variance), Math.sqrt(epsilon));
    inverse[j] = spread === 0 ? 0 : 1 / spread;
    // The constant unit's z − mean is rounding too: it is left out, not scaled.
    factor[j] = variance === 0 ? 0 : scale * (inverse[j] as number);
    offset[j] = -mean * (factor[j] as number);
  }
  return {factor, offset, inverse};
}

/** The sums that `normalizeGradient` needs of all shards: Σg by unit, Σgx by unit, the number of samples. */
export function gradientSums(x: Float32Array, gradient: Float32Array, width: number): Float64Array {
  const sums = new Float64Array(2 * width + 1);
  const rows = x.length / width;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < width; j++) {
      const g = gradient[i * width + j] as number;
      sums[j] = (sums[j] as number) + g;
      sums[width + j] = (sums[width + j] as number) + g * (x[i * width + j] as number);
    }
  }
  sums[2 * width] = rows;
  return sums;
}

/** g ← (g − mean(g) − x · mean(g x))/√(variance + ε), x being what batch normalization gave: its backward pass. */
export function normalizeGradient(
  x: Float32Array,
  gradient: Float32Array,
  width: number,
  total: Float64Array,
  inverse: Float64Array,
): void {
  const samples = total[2 * width] as number;
  for (let at = 0; at < gradient.length; ) {
    for (let j = 0; j < width; j++, at++) {
      const centred =
        (gradient[at] as number) - ((total[j] as number) + (x[at] as number) * (total[width + j] as number)) / samples;
      gradient[at] = (inverse[j] as number) * centred;
    }
  }
}
