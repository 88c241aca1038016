import {
  AbsGate,
  AddGate,
  CosGate,
  DivideGate,
  ExpGate,
  LogGate,
  MaxGate,
  MinGate,
  MultiplyGate,
  NegateGate,
  PowerGate,
  PowGate,
  ReciprocalGate,
  ReluGate,
  ScaleGate,
  ShiftGate,
  SigmoidGate,
  SinGate,
  SqrtGate,
  SubtractGate,
  TanhGate,
  type Ties,
} from "../gates/index.ts";
import type {Gate, GraphNode} from "../types.ts";
import type {Operator} from "./tokenize.ts";

/** A number that is written in the expression, or a node. */
export type Operand = number | GraphNode;
type Apply = (gate: Gate, ...operands: Operand[]) => Operand;

/** The gate of a function of the expression language. */
export function functionGate(name: string, count: number, ties: Ties): Gate {
  switch (name) {
    case "exp":
      return new ExpGate();
    case "log":
      return new LogGate();
    case "sqrt":
      return new SqrtGate();
    case "sin":
      return new SinGate();
    case "cos":
      return new CosGate();
    case "tanh":
      return new TanhGate();
    case "relu":
      return new ReluGate();
    case "abs":
      return new AbsGate();
    case "max":
      return new MaxGate(count, {ties});
    case "min":
      return new MinGate(count, {ties});
    default:
      return new SigmoidGate();
  }
}

export function unaryMinus(operand: Operand, apply: Apply): Operand {
  // 0 − 0, as −0 would be a second zero.
  return typeof operand === "number" ? 0 - operand : apply(new NegateGate(), operand);
}

/**
 * The gate of an operator. Where one side is a constant it becomes part of a gate with one operand, as the slides draw it:
 * 1 + u is "+1", 2 · u is "×2", 1/u is "1/x".
 */
export function binaryGate(operator: Operator, left: Operand, right: Operand, apply: Apply): Operand {
  const [c, d] = [typeof left === "number" ? left : undefined, typeof right === "number" ? right : undefined];
  const folds = (c === undefined) !== (d === undefined);
  switch (operator) {
    case "+":
      if (folds && c !== undefined) return apply(new ShiftGate(c), right);
      if (folds && d !== undefined) return apply(new ShiftGate(d, {constantFirst: false}), left);
      return apply(new AddGate(), left, right);
    case "-":
      if (folds && d !== undefined) return apply(new ShiftGate(-d, {constantFirst: false}), left);
      return apply(new SubtractGate(), left, right);
    case "*":
      if (folds && (c === -1 || d === -1)) return apply(new NegateGate(), c === undefined ? left : right);
      if (folds && c !== undefined) return apply(new ScaleGate(c), right);
      if (folds && d !== undefined) return apply(new ScaleGate(d, {constantFirst: false}), left);
      return apply(new MultiplyGate(), left, right);
    case "/":
      if (folds && c === 1) return apply(new ReciprocalGate(), right);
      // A division by 0, or by so little that 1/d overflows, stays one, so that the gate can say what is wrong.
      if (folds && d !== undefined && Number.isFinite(1 / d)) return apply(ScaleGate.dividingBy(d), left);
      return apply(new DivideGate(), left, right);
    case "^":
      if (folds && d !== undefined) return apply(new PowGate(d), left);
      return apply(new PowerGate(), left, right);
  }
}
