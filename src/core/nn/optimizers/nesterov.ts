import type {Optimizer, Param} from "../types.ts";
import {Memory} from "./memory.ts";
import {checkDecay, checkRate} from "./settings.ts";

const defaults = {rate: 0.03, momentum: 0.9};

/**
 * Nesterov's accelerated gradient, as momentum that looks ahead (Nesterov, 1983; Sutskever, Martens, Dahl and Hinton, 2013):
 *
 *     v ← μ v − α ∇g(w + μ v),   w ← w + v
 *
 * What is kept, and what the gradient is taken at, is the point ahead, θ = w + μ v (Bengio, Boulanger-Lewandowski and
 * Pascanu, 2013, eq. 7): v ← μ v − α ∇g(θ), θ ← θ + μ v − α ∇g(θ).
 */
export class Nesterov implements Optimizer {
  readonly name = "nesterov";
  rate: number;
  /** μ; may be changed between steps. */
  momentum: number;
  readonly #velocity = new Memory();

  /** @throws RangeError unless rate ≥ 0 and 0 ≤ momentum < 1 */
  constructor({rate = defaults.rate, momentum = defaults.momentum}: Partial<typeof defaults> = {}) {
    checkRate(this.name, rate);
    checkDecay(this.name, "momentum", momentum);
    this.rate = rate;
    this.momentum = momentum;
  }

  step(params: readonly Param[]): void {
    const {rate, momentum} = this;
    for (const param of params) {
      const w = param.value.data;
      const g = param.grad.data;
      const v = this.#velocity.of(param);
      for (let i = 0; i < w.length; i++) {
        v[i] = momentum * v[i]! - rate * g[i]!;
        w[i]! += momentum * v[i]! - rate * g[i]!;
      }
    }
  }

  reset(): void {
    this.#velocity.forget();
  }
}
