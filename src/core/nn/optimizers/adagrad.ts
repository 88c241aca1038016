import type {Optimizer, Param} from "../types.ts";
import {Memory} from "./memory.ts";
import {checkRate} from "./settings.ts";

const defaults = {rate: 0.01, epsilon: 1e-8};

/**
 * AdaGrad (Duchi, Hazan and Singer, 2011): s ← s + g², w ← w − α g/(√s + ε). Each parameter has a rate of its own, which
 * only ever falls.
 */
export class AdaGrad implements Optimizer {
  readonly name = "adagrad";
  rate: number;
  readonly epsilon: number;
  readonly #squares = new Memory();

  /** @throws RangeError unless rate ≥ 0 */
  constructor({rate = defaults.rate, epsilon = defaults.epsilon}: Partial<typeof defaults> = {}) {
    checkRate(this.name, rate);
    this.rate = rate;
    this.epsilon = epsilon;
  }

  step(params: readonly Param[]): void {
    const {rate, epsilon} = this;
    for (const param of params) {
      const w = param.value.data;
      const g = param.grad.data;
      const s = this.#squares.of(param);
      for (let i = 0; i < w.length; i++) {
        s[i]! += g[i]! * g[i]!;
        w[i]! -= (rate * g[i]!) / (Math.sqrt(s[i]!) + epsilon);
      }
    }
  }

  reset(): void {
    this.#squares.forget();
  }
}
