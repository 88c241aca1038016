import type {Optimizer, Param} from "../types.ts";
import {Memory} from "./memory.ts";
import {checkDecay, checkRate} from "./settings.ts";

const defaults = {rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8};

/**
 * Adam (Kingma and Ba, 2015, Algorithm 1): momentum over RMSProp, both averages corrected for having begun at 0,
 *
 *     v ← β₁ v + (1 − β₁) g,   s ← β₂ s + (1 − β₂) g²
 *     w ← w − α v̂/(√ŝ + ε)   with   v̂ = v/(1 − β₁ᵗ), ŝ = s/(1 − β₂ᵗ) at step t = 1, 2, …
 */
export class Adam implements Optimizer {
  readonly name = "adam";
  rate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly #means = new Memory();
  readonly #squares = new Memory();
  #steps = 0;

  /** @throws RangeError unless rate ≥ 0, 0 ≤ beta1 < 1 and 0 ≤ beta2 < 1 */
  constructor({
    rate = defaults.rate,
    beta1 = defaults.beta1,
    beta2 = defaults.beta2,
    epsilon = defaults.epsilon,
  }: Partial<typeof defaults> = {}) {
    checkRate(this.name, rate);
    checkDecay(this.name, "beta1", beta1);
    checkDecay(this.name, "beta2", beta2);
    this.rate = rate;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  step(params: readonly Param[]): void {
    const {rate, beta1, beta2, epsilon} = this;
    this.#steps++;
    const correction1 = 1 - beta1 ** this.#steps;
    const correction2 = 1 - beta2 ** this.#steps;
    for (const param of params) {
      const w = param.value.data;
      const g = param.grad.data;
      const v = this.#means.of(param);
      const s = this.#squares.of(param);
      for (let i = 0; i < w.length; i++) {
        v[i] = beta1 * v[i]! + (1 - beta1) * g[i]!;
        s[i] = beta2 * s[i]! + (1 - beta2) * g[i]! * g[i]!;
        w[i]! -= (rate * (v[i]! / correction1)) / (Math.sqrt(s[i]! / correction2) + epsilon);
      }
    }
  }

  reset(): void {
    this.#means.forget();
    this.#squares.forget();
    this.#steps = 0;
  }
}
