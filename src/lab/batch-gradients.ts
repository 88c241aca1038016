import {type Random, randomStream} from "../core/numeric/index.ts";

/** The gradient of one sample, or the mean of several: one number a weight. */
export type GradientVector = readonly number[];

export interface BatchGradientsOptions {
  /** k, samples a batch: 1 … N. Default 10. */
  size?: number;
  /** How many batches are drawn, each anew from all samples. Default 200. */
  batches?: number;
  /** Whether a sample may come twice into a batch. Default false. */
  replacement?: boolean;
  /** Default 1. */
  seed?: number;
}

export interface BatchGradients {
  readonly size: number;
  readonly replacement: boolean;
  /** The mean over all N samples: what each batch estimates. */
  readonly full: GradientVector;
  /** The mean of each batch, and which samples were in it. */
  readonly batches: readonly {readonly samples: readonly number[]; readonly mean: GradientVector}[];
  /** The root of the mean square distance of the batches' means from `full`. */
  readonly spread: number;
  /** What `spread` tends to with more and more batches: see {@link theoreticalSpread}. */
  readonly theory: number;
}

/**
 * Draws mini-batches and compares their mean gradients with the mean over all samples. The batches of one seed come in
 * the same order whatever their number: the first ten of a hundred are the first ten of a thousand.
 * @throws RangeError for no gradients, gradients of different lengths, or a size that is not 1 … N
 */
export function batchGradients(
  gradients: readonly GradientVector[],
  {size = 10, batches = 200, replacement = false, seed = 1}: BatchGradientsOptions = {},
): BatchGradients {
  check(gradients, size);
  if (!(Number.isInteger(batches) && batches >= 1)) throw new RangeError(`there cannot be ${batches} batches`);
  const rng = randomStream(seed, "batches", size, replacement ? "with" : "without");
  const full = meanOf(
    gradients,
    gradients.map((_, i) => i),
  );
  const order = gradients.map((_, i) => i);
  const drawn = Array.from({length: batches}, () => {
    const samples = replacement
      ? Array.from({length: size}, () => rng.integer(gradients.length))
      : firstOf(order, size, rng);
    return {samples, mean: meanOf(gradients, samples)};
  });
  const spread = Math.sqrt(drawn.reduce((sum, {mean}) => sum + squaredDistance(mean, full), 0) / batches);
  return {
    size,
    replacement,
    full,
    batches: drawn,
    spread,
    theory: theoreticalSpread(gradients, {size, replacement}),
  };
}

/**
 * √(E‖batch mean − full mean‖²), exactly: σ/√k, where σ² is the mean square distance of a sample's gradient from the mean
 * of all N; without replacement times √((N − k)/(N − 1)), the finite population correction, which is 0 for k = N.
 * @throws RangeError as {@link batchGradients}
 */
export function theoreticalSpread(
  gradients: readonly GradientVector[],
  {size, replacement = false}: {size: number; replacement?: boolean},
): number {
  check(gradients, size);
  const count = gradients.length;
  const full = meanOf(
    gradients,
    gradients.map((_, i) => i),
  );
  const variance = gradients.reduce((sum, gradient) => sum + squaredDistance(gradient, full), 0) / count;
  const correction = replacement || count === 1 ? 1 : (count - size) / (count - 1);
  return Math.sqrt((variance / size) * correction);
}

/** The first k of a partly shuffled deck (Fisher–Yates, stopped after k cards). */
function firstOf(order: number[], k: number, rng: Random): number[] {
  for (let i = 0; i < k; i++) {
    const j = i + rng.integer(order.length - i);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order.slice(0, k);
}

function meanOf(gradients: readonly GradientVector[], samples: readonly number[]): number[] {
  const mean = Array.from(gradients[0]!, () => 0);
  for (const i of samples) for (let d = 0; d < mean.length; d++) mean[d]! += gradients[i]![d]!;
  return mean.map((sum) => sum / samples.length);
}

function squaredDistance(a: GradientVector, b: GradientVector): number {
  return a.reduce((sum, value, d) => sum + (value - b[d]!) ** 2, 0);
}

function check(gradients: readonly GradientVector[], size: number): void {
  const first = gradients[0];
  if (!first) throw new RangeError("there are no gradients to draw from");
  const odd = gradients.findIndex(({length}) => length !== first.length);
  if (odd >= 0)
    throw new RangeError(`gradient ${odd} has ${gradients[odd]!.length} entries, not ${first.length} as the first`);
  if (!(Number.isInteger(size) && size >= 1 && size <= gradients.length))
    throw new RangeError(`a batch of ${gradients.length} samples has 1 to ${gradients.length} of them, not ${size}`);
}
