import {atLeastTwo, ScalarGate} from "./gate.ts";

/**
 * Who receives the gradient of max or min when several operands are equal. Any sharing out is a valid subgradient; the
 * convention here is "first": all of it goes to the first of the equal operands. "split" gives them equal shares.
 */
export type Ties = "first" | "split";

abstract class SelectionGate extends ScalarGate {
  readonly ties: Ties;
  constructor(op: string, operands: number, ties: Ties) {
    super(atLeastTwo(op, operands));
    this.ties = ties;
  }
  protected derivatives(...x: number[]): number[] {
    const chosen = this.compute(...x);
    const first = x.indexOf(chosen);
    const equal = x.filter((xi) => xi === chosen).length;
    return x.map((xi, i) => (this.ties === "split" ? (xi === chosen ? 1 / equal : 0) : i === first ? 1 : 0));
  }
}

/** The largest operand: routes its whole gradient to that operand. */
export class MaxGate extends SelectionGate {
  readonly op = "max";
  constructor(operands = 2, {ties = "first"}: {ties?: Ties} = {}) {
    super("max", operands, ties);
  }
  protected compute(...x: number[]): number {
    return x.reduce((a, b) => Math.max(a, b));
  }
}

/** The smallest operand: routes its whole gradient to that operand. */
export class MinGate extends SelectionGate {
  readonly op = "min";
  constructor(operands = 2, {ties = "first"}: {ties?: Ties} = {}) {
    super("min", operands, ties);
  }
  protected compute(...x: number[]): number {
    return x.reduce((a, b) => Math.min(a, b));
  }
}
