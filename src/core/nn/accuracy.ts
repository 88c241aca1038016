import type {Matrix} from "../numeric/index.ts";
import {asTargetMatrix, checkTargets} from "./losses/targets.ts";
import type {Targets} from "./types.ts";

/**
 * The share of samples that are told right, 0 … 1: with several scores a sample, those whose largest score (the first, at
 * a tie) is the true class; with a single one, those whose score has the sign of the target. A score that is not a number
 * is never right.
 * @throws RangeError unless there is one target a sample
 */
export function accuracy(scores: Matrix, targets: Targets): number {
  const labels = asTargetMatrix(targets);
  checkTargets("accuracy", scores, labels, 1);
  const classes = scores.cols;
  let right = 0;
  for (let i = 0; i < scores.rows; i++) {
    const told = classes === 1 ? Math.sign(scores.data[i]!) : largestOfRow(scores, i);
    if (told === (classes === 1 ? Math.sign(labels.data[i]!) : labels.data[i]!)) right++;
  }
  return right / scores.rows;
}

/** The class of each row: where its largest score stands, the first at a tie; −1 for a row with NaN. */
export function predictedClasses(scores: Matrix): Int32Array {
  return Int32Array.from({length: scores.rows}, (_, i) => largestOfRow(scores, i));
}

function largestOfRow({cols, data}: Matrix, row: number): number {
  let best = 0;
  for (let k = 0; k < cols; k++) {
    const score = data[row * cols + k]!;
    if (Number.isNaN(score)) return -1;
    if (score > data[row * cols + best]!) best = k;
  }
  return best;
}
