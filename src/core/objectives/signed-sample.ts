import type {Dataset} from "../nn/data/dataset.ts";

/** The two labels of a binary classifier. */
export type Sign = 1 | -1;

/** One labelled example: its features f(x), and its label y. */
export interface SignedSample {
  readonly f: readonly number[];
  readonly y: Sign;
}

/** A data set as labelled examples: y is 1 for the class `positive` (default 0), and −1 for all others. */
export function signedSamples({inputs, labels}: Dataset, {positive = 0}: {positive?: number} = {}): SignedSample[] {
  const {cols, data} = inputs;
  return Array.from(labels, (label, i) => ({
    f: Array.from(data.subarray(i * cols, (i + 1) * cols)),
    y: label === positive ? 1 : -1,
  }));
}

/** The score wᵀf of features f under weights w, which are as many. */
export function linearScore(w: readonly number[], f: readonly number[]): number {
  let score = 0;
  for (let i = 0; i < w.length; i++) score += w[i]! * f[i]!;
  return score;
}

/** @throws RangeError unless there are samples, each of as many features as there are weights */
export function checkSamples(what: string, w: readonly number[], samples: readonly SignedSample[]): void {
  if (samples.length === 0) throw new RangeError(`${what}: there are no samples`);
  const odd = samples.findIndex(({f}) => f.length !== w.length);
  if (odd >= 0) {
    throw new RangeError(
      `${what}: ${w.length} weights need samples of ${w.length} features, but sample ${odd} has ${samples[odd]!.f.length}`,
    );
  }
}
