import {checkSamples, linearScore, type SignedSample} from "./signed-sample.ts";

export interface PerceptronOptions {
  /** Default: all 0. */
  start?: readonly number[];
  /** How often the samples are gone through at most. Default 10. */
  passes?: number;
}

/** Where the rule stands after looking at a sample. */
export interface PerceptronStep {
  readonly weights: readonly number[];
  /** The sample that was looked at, from 0; not for the start. */
  readonly sample?: number;
  /** Whether it was told wrong, so that its features were added or subtracted. */
  readonly mistake?: boolean;
}

/**
 * The perceptron's rule (Rosenblatt, 1958): look at one sample after the other, and where sign(wᵀf) ≠ y, w ← w + y f.
 * It ends after a pass without a mistake, which comes if the two classes can be separated by a line through 0 (Novikoff,
 * 1962), or after `passes` passes.
 * @returns the start and the state after each sample
 * @throws RangeError unless there are samples, each of as many features as there are weights
 */
export function perceptron(
  samples: readonly SignedSample[],
  {start = samples[0]?.f.map(() => 0) ?? [], passes = 10}: PerceptronOptions = {},
): PerceptronStep[] {
  checkSamples("perceptron", start, samples);
  const path: PerceptronStep[] = [{weights: [...start]}];
  for (let pass = 0, mistakes = 1; pass < passes && mistakes > 0; pass++) {
    mistakes = 0;
    for (const [sample, {f, y}] of samples.entries()) {
      const {weights} = path.at(-1)!;
      const mistake = Math.sign(linearScore(weights, f)) !== y;
      if (mistake) mistakes++;
      path.push({weights: mistake ? weights.map((w, i) => w + y * f[i]!) : weights, sample, mistake});
    }
  }
  return path;
}
