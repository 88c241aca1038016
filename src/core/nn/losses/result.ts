import type {Matrix} from "../../numeric/index.ts";
import {copyOf, type DoubleMatrix} from "../doubles.ts";
import type {Loss, Targets} from "../types.ts";

/** A loss and its gradient in the outputs, in a matrix of their own. */
export interface LossResult {
  readonly loss: number;
  /** ∂loss/∂output */
  readonly gradient: DoubleMatrix;
}

/** One forward and one backward pass of a loss. */
export function evaluateLoss(loss: Loss, output: Matrix, targets: Targets): LossResult {
  const value = loss.forward(output, targets);
  return {loss: value, gradient: copyOf(loss.backward())};
}
