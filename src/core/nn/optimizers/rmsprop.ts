import type {Optimizer, Param} from "../types.ts";
import {Memory} from "./memory.ts";
import {checkDecay, checkRate} from "./settings.ts";

const defaults = {rate: 0.001, decay: 0.9, epsilon: 1e-8};

/**
 * RMSProp (Tieleman and Hinton, 2012, lecture 6.5): s ← ρ s + (1 − ρ) g², w ← w − α g/(√s + ε). AdaGrad that forgets:
 * s is an average over the last 1/(1 − ρ) steps or so.
 */
export class RMSProp implements Optimizer {
  readonly name = "rmsprop";
  rate: number;
  /** ρ */
  readonly decay: number;
  readonly epsilon: number;
  readonly #squares = new Memory();

  /** @throws RangeError unless rate ≥ 0 and 0 ≤ decay < 1 */
  constructor({
    rate = defaults.rate,
    decay = defaults.decay,
    epsilon = defaults.epsilon,
  }: Partial<typeof defaults> = {}) {
    checkRate(this.name, rate);
    checkDecay(this.name, "decay", decay);
    this.rate = rate;
    this.decay = decay;
    this.epsilon = epsilon;
  }

  step(params: readonly Param[]): void {
    const {rate, decay, epsilon} = this;
    for (const param of params) {
      const w = param.value.data;
      const g = param.grad.data;
      const s = this.#squares.of(param);
      for (let i = 0; i < w.length; i++) {
        s[i] = decay * s[i]! + (1 - decay) * g[i]! * g[i]!;
        w[i]! -= (rate * g[i]!) / (Math.sqrt(s[i]!) + epsilon);
      }
    }
  }

  reset(): void {
    this.#squares.forget();
  }
}
