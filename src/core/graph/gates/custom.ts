import type {Gate} from "../types.ts";

/** A gate as someone writes it by hand, in a lesson's exercise for one: forward and backward are enough. */
export interface GateLike {
  readonly op?: string;
  readonly arity?: number;
  forward(...x: number[]): number;
  backward(dz: number): number[];
  localGradients?(): number[];
}

/** Completes a hand-written gate: its local gradients are what its `backward` gives for an upstream gradient of 1. */
export function asGate(gate: GateLike | Gate, operands: number): Gate {
  if (gate.op !== undefined && gate.arity !== undefined && gate.localGradients) return gate as Gate;
  return new CustomGate(gate, operands);
}

class CustomGate implements Gate {
  readonly op: string;
  readonly arity: number;
  readonly written: GateLike;

  constructor(written: GateLike, operands: number) {
    this.written = written;
    this.arity = written.arity ?? operands;
    const name = written.constructor?.name ?? "";
    this.op = written.op ?? (name === "" || name === "Object" ? "gate" : name);
  }
  forward(...x: number[]): number {
    return this.written.forward(...x);
  }
  localGradients(): number[] {
    return this.written.localGradients?.() ?? this.written.backward(1);
  }
  backward(dz: number): number[] {
    return this.written.backward(dz);
  }
}
