import {formatShort} from "../number.ts";
import {finite, ScalarGate} from "./gate.ts";

/** −x, printed "×−1" as on the slides. */
export class NegateGate extends ScalarGate {
  readonly op = "×−1";
  protected compute(x: number): number {
    return -x;
  }
  protected derivatives(): number[] {
    return [-1];
  }
}

/** f_a(x) = a·x, printed "×2"; or x / d, printed "÷4", if made by `ScaleGate.dividingBy`. */
export class ScaleGate extends ScalarGate {
  readonly op: string;
  readonly factor: number;
  /** Set if the gate divides by a constant: x / 3 differs from x · (1/3) in the last digit. */
  readonly divisor: number | undefined;
  /** Whether a printer writes 2 · x (true) or x · 2. */
  readonly constantFirst: boolean;

  constructor(factor: number, {constantFirst = true, divisor}: {constantFirst?: boolean; divisor?: number} = {}) {
    super();
    this.factor = finite("×", factor);
    this.divisor = divisor;
    this.constantFirst = constantFirst;
    this.op = divisor === undefined ? `×${formatShort(factor)}` : `÷${formatShort(divisor)}`;
  }
  static dividingBy(divisor: number): ScaleGate {
    return new ScaleGate(1 / divisor, {divisor, constantFirst: false});
  }
  protected compute(x: number): number {
    return this.divisor === undefined ? this.factor * x : x / this.divisor;
  }
  protected derivatives(): number[] {
    return [this.factor];
  }
}

/** f_c(x) = c + x, printed "+1" or "−3". */
export class ShiftGate extends ScalarGate {
  readonly op: string;
  readonly shift: number;
  /** Whether a printer writes 1 + x (true) or x + 1. */
  readonly constantFirst: boolean;

  constructor(shift: number, {constantFirst = true}: {constantFirst?: boolean} = {}) {
    super();
    this.shift = finite("+", shift);
    this.constantFirst = constantFirst;
    this.op = shift < 0 ? formatShort(shift) : `+${formatShort(shift)}`;
  }
  protected compute(x: number): number {
    return this.shift + x;
  }
  protected derivatives(): number[] {
    return [1];
  }
}

/** 1/x */
export class ReciprocalGate extends ScalarGate {
  readonly op = "1/x";
  protected compute(x: number): number {
    return 1 / x;
  }
  protected derivatives(x: number): number[] {
    return [-1 / x / x];
  }
}

/** xᵖ with a constant exponent, printed "^2". */
export class PowGate extends ScalarGate {
  readonly op: string;
  readonly exponent: number;
  constructor(exponent: number) {
    super();
    this.exponent = finite("^", exponent);
    this.op = `^${formatShort(exponent)}`;
  }
  protected compute(x: number): number {
    return x ** this.exponent;
  }
  protected derivatives(x: number): number[] {
    const p = this.exponent;
    return [p === 0 ? 0 : p * x ** (p - 1)];
  }
}
