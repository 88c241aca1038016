import {type Matrix, softmaxInto} from "../../numeric/index.ts";
import {asDoubles, copyOf, type DoubleMatrix} from "../doubles.ts";
import type {Loss, Targets} from "../types.ts";
import {Workspace} from "../workspace.ts";
import {evaluateLoss, type LossResult} from "./result.ts";
import {asTargetMatrix, checkTargets, classOf} from "./targets.ts";

/**
 * The negative log-likelihood of the true classes under the softmax of the scores, mean over m samples:
 *
 *     p_k = exp(s_k) / Σ_j exp(s_j),   L = (1/m) Σ (log Σ_j exp(s_j) − s_y)        ∂L/∂s = (p − [k = y]) / m
 *
 * The log of the sum is taken after subtracting the largest score (log-sum-exp), so that nothing overflows. Targets are
 * classes counted from 0.
 */
export class SoftmaxCrossEntropy implements Loss {
  readonly name = "softmax cross-entropy";
  readonly #probabilities = new Workspace();
  readonly #gradient = new Workspace();
  #p: DoubleMatrix | undefined;
  #targets: DoubleMatrix | undefined;

  /** The softmax of the last scores; overwritten by the next pass. */
  get probabilities(): Matrix | undefined {
    return this.#p;
  }

  /** @throws RangeError for a shape that does not fit, or a class that is not there */
  forward(scores: Matrix, targets: Targets): number {
    const labels = asTargetMatrix(targets);
    checkTargets(this.name, scores, labels, 1);
    const {rows, cols} = scores;
    const s = asDoubles(scores).data;
    const p = this.#probabilities.take(rows, cols);
    let sum = 0;
    for (let i = 0; i < rows; i++) {
      const label = classOf(this.name, labels, i, cols);
      const logSum = softmaxInto(p.data, s, i * cols, cols);
      sum += logSum - s[i * cols + label]!;
    }
    this.#p = p;
    this.#targets = labels;
    return sum / rows;
  }

  backward(): DoubleMatrix {
    if (!this.#p || !this.#targets) throw new Error(`${this.name}: call forward before backward`);
    const {rows, cols, data} = this.#p;
    const gradient = this.#gradient.take(rows, cols);
    for (let i = 0, at = 0; i < rows; i++) {
      const label = this.#targets.data[i]!;
      for (let k = 0; k < cols; k++, at++) gradient.data[at] = (data[at]! - (k === label ? 1 : 0)) / rows;
    }
    return gradient;
  }
}

/** The loss of scores (one sample a row) for classes counted from 0, with its gradient and the probabilities. */
export function softmaxCrossEntropy(
  scores: Matrix,
  labels: Targets,
): LossResult & {readonly probabilities: DoubleMatrix} {
  const loss = new SoftmaxCrossEntropy();
  const result = evaluateLoss(loss, scores, labels);
  return {...result, probabilities: copyOf(loss.probabilities!)};
}
