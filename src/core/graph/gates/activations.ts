import {ScalarGate} from "./gate.ts";

/**
 * The logistic function 1/(1+e⁻ˣ). Only e^{−|x|} is ever taken, so that nothing overflows and the tail below 0 keeps its
 * digits: σ(−40) = 4.2e−18.
 */
export function sigmoid(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return x < 0 ? e / (1 + e) : 1 / (1 + e);
}

/** σ(x) = 1/(1+e⁻ˣ) */
export class SigmoidGate extends ScalarGate {
  readonly op = "σ";
  protected compute(x: number): number {
    return sigmoid(x);
  }
  protected derivatives(x: number): number[] {
    // (1 − σ)σ, with 1 − σ(x) taken as σ(−x): the difference would be 0 from x = 37 on.
    return [sigmoid(-x) * sigmoid(x)];
  }
}

/** tanh x */
export class TanhGate extends ScalarGate {
  readonly op = "tanh";
  protected compute(x: number): number {
    return Math.tanh(x);
  }
  protected derivatives(x: number): number[] {
    // 1 − tanh² as 1/cosh², which is still right where tanh rounds to 1.
    return [1 / Math.cosh(x) ** 2];
  }
}

/** max(0, x). At 0 any slope from 0 to 1 is a subgradient; the convention here is 0. */
export class ReluGate extends ScalarGate {
  readonly op = "relu";
  protected compute(x: number): number {
    return x > 0 || Number.isNaN(x) ? x : 0;
  }
  protected derivatives(x: number): number[] {
    return [x > 0 ? 1 : 0];
  }
}
