import {sigmoid} from "../numeric/elementwise.ts";
import {checkSamples, linearScore, type Sign, type SignedSample} from "./signed-sample.ts";

/**
 * The probability of label y for features f, by the softmax of the two scores wᵀf (of 1) and −wᵀf (of −1):
 *
 *     p(y | f; w) = e^{y wᵀf} / (e^{wᵀf} + e^{−wᵀf}) = σ(2 y wᵀf)
 *
 * It is computed as the sigmoid, which overflows for no score.
 */
export function labelProbability(w: readonly number[], f: readonly number[], y: Sign = 1): number {
  return sigmoid(2 * y * linearScore(w, f));
}

/** log p(y | f; w) from y wᵀf, without overflow, and without losing what is below the smallest probability. */
function logProbability(score: number): number {
  return score > 0 ? -Math.log1p(Math.exp(-2 * score)) : 2 * score - Math.log1p(Math.exp(2 * score));
}

/**
 * The probability of all labels together, the product of {@link labelProbability} over the samples. It underflows to 0
 * for a few hundred samples: use {@link logLikelihood}.
 * @throws RangeError unless there are samples, each of as many features as there are weights
 */
export function likelihood(w: readonly number[], samples: readonly SignedSample[]): number {
  checkSamples("likelihood", w, samples);
  return samples.reduce((product, {f, y}) => product * labelProbability(w, f, y), 1);
}

/**
 * Σ log p(y⁽ⁱ⁾ | f(x⁽ⁱ⁾); w): at most 0, and m log ½ for w = 0.
 * @throws RangeError unless there are samples, each of as many features as there are weights
 */
export function logLikelihood(w: readonly number[], samples: readonly SignedSample[]): number {
  checkSamples("logLikelihood", w, samples);
  let sum = 0;
  for (const {f, y} of samples) sum += logProbability(y * linearScore(w, f));
  return sum;
}

/**
 * ∇ of {@link logLikelihood} in w: Σ 2 y (1 − p) f, where p is the probability of the sample's own label.
 * @throws RangeError unless there are samples, each of as many features as there are weights
 */
export function logLikelihoodGradient(w: readonly number[], samples: readonly SignedSample[]): number[] {
  checkSamples("logLikelihoodGradient", w, samples);
  const gradient = w.map(() => 0);
  for (const {f, y} of samples) {
    const missing = sigmoid(-2 * y * linearScore(w, f)); // 1 − p, without cancellation
    for (let j = 0; j < gradient.length; j++) gradient[j]! += 2 * y * missing * f[j]!;
  }
  return gradient;
}
