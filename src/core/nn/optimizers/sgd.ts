import type {Optimizer, Param} from "../types.ts";
import {checkRate} from "./settings.ts";

const defaults = {rate: 0.03};

/** Gradient descent: w ← w − α ∇g. On mini-batches it is stochastic gradient descent (Robbins and Monro, 1951). */
export class SGD implements Optimizer {
  readonly name = "sgd";
  rate: number;

  /** @throws RangeError unless rate ≥ 0 */
  constructor({rate = defaults.rate}: Partial<typeof defaults> = {}) {
    checkRate(this.name, rate);
    this.rate = rate;
  }

  step(params: readonly Param[]): void {
    const rate = this.rate;
    for (let k = 0; k < params.length; k++) {
      const w = params[k]!.value.data;
      const g = params[k]!.grad.data;
      for (let i = 0; i < w.length; i++) w[i]! -= rate * g[i]!;
    }
  }

  reset(): void {}
}
