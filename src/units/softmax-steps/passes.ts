/** What the stepper starts from. */
export interface SoftmaxInputs {
  /** One score (logit) a class. */
  readonly scores: readonly number[];
  /** The true class, from 0; without one there is nothing to judge. */
  readonly label?: number | undefined;
  /** Whether the largest score is subtracted first. */
  readonly stable: boolean;
}

/** All numbers of the way from scores to gradient, as floating point has them: ∞ and NaN where it overflows. */
export interface SoftmaxPasses extends SoftmaxInputs {
  /** The largest score, or 0 where nothing is subtracted. */
  readonly shift: number;
  readonly exponents: readonly number[];
  readonly exps: readonly number[];
  readonly sum: number;
  readonly probabilities: readonly number[];
  /** −log p of the true class. */
  readonly loss: number | undefined;
  /** p − y. */
  readonly gradient: readonly number[] | undefined;
  /** What is not finite, in words. */
  readonly problem: string | undefined;
}

/** Written out as the formulas say it; the stable form is bit for bit what core's `softmax` and `logSumExp` do. */
export function softmaxPasses(inputs: SoftmaxInputs): SoftmaxPasses {
  const {scores, label, stable} = inputs;
  const shift = stable ? Math.max(...scores) : 0;
  const exponents = scores.map((s) => s - shift);
  const exps = exponents.map((z) => Math.exp(z));
  const sum = exps.reduce((total, e) => total + e, 0);
  const probabilities = exps.map((e) => e / sum);
  const judged = label !== undefined;
  const loss = !judged ? undefined : stable ? shift + Math.log(sum) - scores[label]! : -Math.log(probabilities[label]!);
  const gradient = judged ? probabilities.map((p, k) => p - (k === label ? 1 : 0)) : undefined;
  return {...inputs, shift, exponents, exps, sum, probabilities, loss, gradient, problem: problemOf(exps, sum, loss)};
}

function problemOf(exps: readonly number[], sum: number, loss: number | undefined): string | undefined {
  if (exps.some((e) => e === Infinity)) {
    return "an exponential is larger than the largest number there is, about 1.8 × 10³⁰⁸. It becomes ∞, and ∞ / ∞ is not a number";
  }
  if (sum === Infinity) return "the sum is larger than the largest number there is, and becomes ∞";
  if (sum === 0)
    return "every exponential is smaller than the smallest number there is. All become 0, and 0 / 0 is not a number";
  if (loss === Infinity) return "the true class’s probability is rounded to 0, and the logarithm of 0 is −∞";
  return undefined;
}
