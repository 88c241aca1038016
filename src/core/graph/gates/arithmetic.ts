import {atLeastTwo, ScalarGate} from "./gate.ts";

/** x₁ + x₂ + … : passes its gradient to every operand unchanged. */
export class AddGate extends ScalarGate {
  readonly op = "+";
  constructor(operands = 2) {
    super(atLeastTwo("+", operands));
  }
  protected compute(...x: number[]): number {
    return x.reduce((sum, xi) => sum + xi);
  }
  protected derivatives(...x: number[]): number[] {
    return x.map(() => 1);
  }
}

/** x − y */
export class SubtractGate extends ScalarGate {
  readonly op = "−";
  constructor() {
    super(2);
  }
  protected compute(x: number, y: number): number {
    return x - y;
  }
  protected derivatives(): number[] {
    return [1, -1];
  }
}

/** x₁ · x₂ · … : each operand's local gradient is the product of the others. */
export class MultiplyGate extends ScalarGate {
  readonly op = "×";
  constructor(operands = 2) {
    super(atLeastTwo("×", operands));
  }
  protected compute(...x: number[]): number {
    return x.reduce((product, xi) => product * xi);
  }
  protected derivatives(...x: number[]): number[] {
    // Not product / xᵢ, which fails where an operand is 0.
    return x.map((_, i) => x.reduce((product, xj, j) => (j === i ? product : product * xj), 1));
  }
}

/** x / y */
export class DivideGate extends ScalarGate {
  readonly op = "÷";
  constructor() {
    super(2);
  }
  protected compute(x: number, y: number): number {
    return x / y;
  }
  protected derivatives(x: number, y: number): number[] {
    return [1 / y, -x / y / y];
  }
}

/** xʸ, both of them operands. With a constant exponent use PowGate, which is also at home with x < 0. */
export class PowerGate extends ScalarGate {
  readonly op = "^";
  constructor() {
    super(2);
  }
  protected compute(x: number, y: number): number {
    return x ** y;
  }
  protected derivatives(x: number, y: number): number[] {
    const inBase = y === 0 ? 0 : y * x ** (y - 1);
    // xʸ ln x → 0 as x → 0 for y > 0, where 0 · ln 0 would give NaN.
    const inExponent = x === 0 && y > 0 ? 0 : x ** y * Math.log(x);
    return [inBase, inExponent];
  }
}
