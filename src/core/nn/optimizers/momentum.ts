import type {Optimizer, Param} from "../types.ts";
import {Memory} from "./memory.ts";
import {checkDecay, checkRate} from "./settings.ts";

const defaults = {rate: 0.03, momentum: 0.9};

/**
 * Momentum (Polyak, 1964): v ← μ v − α ∇g, then w ← w + v. A ball that rolls down, with friction: μ is what is left of
 * its velocity after a step. On a slope that stays the same it ends up 1/(1 − μ) times as fast as gradient descent.
 */
export class Momentum implements Optimizer {
  readonly name = "momentum";
  rate: number;
  /** μ; may be changed between steps, as when it is annealed from 0.5 to 0.99. */
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
        w[i]! += v[i]!;
      }
    }
  }

  reset(): void {
    this.#velocity.forget();
  }
}
