import type {Param} from "./types.ts";

/** What large weights cost, beside the loss: l1 · Σ|w| + ½ l2 · Σw². Biases, γ and β cost nothing. */
export interface Regularization {
  /** Draws each weight towards 0 by the same amount, so that many end up at 0. */
  l1?: number;
  /** Draws each weight towards 0 in proportion to it. */
  l2?: number;
}

/** Adds the penalty's gradient, l1 · sign(w) + l2 · w, to the gradients of the weights. */
export function addPenaltyGradient(params: readonly Param[], {l1 = 0, l2 = 0}: Regularization): void {
  if (l1 === 0 && l2 === 0) return;
  for (const {value, grad, regularized} of params) {
    if (!regularized) continue;
    for (let i = 0; i < value.data.length; i++) {
      const w = value.data[i]!;
      grad.data[i]! += l1 * Math.sign(w) + l2 * w;
    }
  }
}

/** The penalty itself. */
export function penalty(params: readonly Param[], {l1 = 0, l2 = 0}: Regularization): number {
  let sum = 0;
  for (const {value, regularized} of params) {
    if (!regularized) continue;
    for (const w of value.data) sum += l1 * Math.abs(w) + 0.5 * l2 * w * w;
  }
  return sum;
}
