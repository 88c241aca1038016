import {GraphError} from "../errors.ts";
import type {Gate} from "../types.ts";

/**
 * The base of every gate of this folder. A gate says two things side by side: what it computes, and the derivative of
 * that in each operand. Remembering the operands between the two passes and applying the chain rule is done here, once.
 */
export abstract class ScalarGate implements Gate {
  abstract readonly op: string;
  readonly arity: number;
  // Not a #private field: clone() copies it.
  private operands: readonly number[] | undefined;

  constructor(arity = 1) {
    this.arity = arity;
  }

  /** The output at the operands. */
  protected abstract compute(...x: number[]): number;
  /** ∂output/∂operand for each operand, at the operands. */
  protected abstract derivatives(...x: number[]): number[];

  /** @throws {GraphError} if the number of operands is not the gate's arity. */
  forward(...x: number[]): number {
    if (x.length !== this.arity) {
      throw new GraphError(`The ${this.op} gate takes ${plural(this.arity, "operand")}, not ${x.length}.`);
    }
    this.operands = x;
    return this.compute(...x);
  }

  /** @throws {GraphError} before the first `forward`. */
  localGradients(): number[] {
    if (!this.operands) throw notYet(this.op);
    return this.derivatives(...this.operands);
  }

  /** The chain rule: `dz` times each local gradient. @throws {GraphError} before the first `forward`. */
  backward(dz: number): number[] {
    return this.localGradients().map((local) => dz * local);
  }

  clone(): this {
    return Object.assign(Object.create(Object.getPrototypeOf(this)), this);
  }
}

/** The number of operands of a gate that takes two or more. */
export function atLeastTwo(op: string, count: number): number {
  if (!Number.isInteger(count) || count < 2) {
    throw new GraphError(`The ${op} gate takes two or more operands, not ${count}.`);
  }
  return count;
}

/** A constant that a gate is made with; −0 becomes 0. */
export function finite(op: string, value: number): number {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new GraphError(`The constant of a ${op} gate must be a finite number, not ${String(value)}.`);
  }
  return value + 0;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function notYet(op: string): GraphError {
  return new GraphError(
    `The ${op} gate has no operands yet: its derivative is taken where the last forward pass was. Call forward(…) before backward(…).`,
  );
}
