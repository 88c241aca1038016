import {checkSamples, linearScore, type SignedSample} from "./signed-sample.ts";

/**
 * The share of samples whose label is the sign of their score, 0 … 1:
 *
 *     accuracy(w) = (1/m) Σ [sign(wᵀf(x⁽ⁱ⁾)) = y⁽ⁱ⁾]
 *
 * A score of exactly 0 has no sign, and is never right.
 * @throws RangeError unless there are samples, each of as many features as there are weights
 */
export function classificationAccuracy(w: readonly number[], samples: readonly SignedSample[]): number {
  checkSamples("classificationAccuracy", w, samples);
  let right = 0;
  for (const {f, y} of samples) if (Math.sign(linearScore(w, f)) === y) right++;
  return right / samples.length;
}

/** A stretch of a line on which the accuracy does not change. */
export interface Plateau {
  /** Where it begins and ends, 0 … 1 along the line. */
  readonly from: number;
  readonly to: number;
  readonly accuracy: number;
}

/**
 * The accuracy along the straight line from weights `start` to weights `end`, exactly: the score of each sample is linear
 * there, so that it changes its sign at one place at most. Neighbours of the same accuracy are one plateau; hence there
 * is one jump less than there are plateaus.
 * @throws RangeError unless there are samples, each of as many features as there are weights
 */
export function plateaus(
  start: readonly number[],
  end: readonly number[],
  samples: readonly SignedSample[],
): Plateau[] {
  checkSamples("plateaus", start, samples);
  const crossings = samples.map(({f}) => {
    const [a, b] = [linearScore(start, f), linearScore(end, f)];
    return a / (a - b);
  });
  const stops = [0, ...crossings.filter((t) => t > 0 && t < 1).sort((a, b) => a - b), 1];
  const found: Plateau[] = [];
  for (let i = 1; i < stops.length; i++) {
    const [from, to] = [stops[i - 1]!, stops[i]!];
    // Two samples at the same place leave nothing between them.
    if (to - from < 1e-12) continue;
    const middle = (from + to) / 2;
    const accuracy = classificationAccuracy(
      start.map((w, j) => w + middle * (end[j]! - w)),
      samples,
    );
    const last = found.at(-1);
    if (last?.accuracy === accuracy) found[found.length - 1] = {...last, to};
    else found.push({from, to, accuracy});
  }
  return found;
}
