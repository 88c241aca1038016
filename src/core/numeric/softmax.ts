/**
 * Softmax: probabilities p_k = exp(s_k / T) / Σ_j exp(s_j / T), in the order of the scores. The largest score is subtracted
 * first, which changes no probability and keeps exp from overflowing.
 * @param scores any finite numbers, one a class
 * @param options.temperature T > 0, default 1: below 1 the largest score gets more, above 1 the shares become more equal
 * @throws {RangeError} for no scores, or a temperature that is not above 0
 */
export function softmax(scores: ArrayLike<number>, {temperature = 1}: {temperature?: number} = {}): number[] {
  if (!(temperature > 0)) throw new RangeError(`a temperature is a number above 0, not ${temperature}`);
  if (scores.length === 0) throw new RangeError("softmax needs at least one score");
  const p = new Float64Array(scores.length);
  softmaxInto(
    p,
    Float64Array.from(scores, (s) => s / temperature),
    0,
    p.length,
  );
  return [...p];
}

/**
 * log Σ exp(s_j), as m + log Σ exp(s_j − m) with the largest score m: no exponent is above 0, and one of them is 0, so that
 * the sum neither overflows nor vanishes. −∞ for no scores.
 */
export function logSumExp(scores: ArrayLike<number>): number {
  if (scores.length === 0) return -Infinity;
  return softmaxInto(new Float64Array(scores.length), scores, 0, scores.length);
}

/** Writes the softmax of `count` scores from place `from` into p at the same places, and returns their log-sum-exp. */
export function softmaxInto(p: Float64Array, s: ArrayLike<number>, from: number, count: number): number {
  let largest = -Infinity;
  for (let at = from; at < from + count; at++) if (s[at]! > largest) largest = s[at]!;
  let sum = 0;
  for (let at = from; at < from + count; at++) sum += p[at] = Math.exp(s[at]! - largest);
  for (let at = from; at < from + count; at++) p[at]! /= sum;
  return largest + Math.log(sum);
}
