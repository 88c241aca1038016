import {
  AbsGate,
  AddGate,
  CopyGate,
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
} from "../gates/index.ts";
import type {Gate} from "../types.ts";
import {binary, type Comparison, call, choose, type Formula, negate, number} from "./formula.ts";

const FUNCTIONS = [
  [ExpGate, "exp"],
  [LogGate, "log"],
  [SqrtGate, "sqrt"],
  [SinGate, "sin"],
  [CosGate, "cos"],
  [TanhGate, "tanh"],
  [AbsGate, "abs"],
  [SigmoidGate, "sigmoid"],
  [ReluGate, "relu"],
  [MaxGate, "max"],
  [MinGate, "min"],
] as const;

/** What a gate computes, over the given operands. A gate from elsewhere is written as a call: `MyGate(x, y)`. */
export function gateFormula(gate: Gate, operands: readonly Formula[]): Formula {
  const [a, b] = operands as [Formula, Formula];
  if (gate instanceof CopyGate) return a;
  if (gate instanceof AddGate) return operands.reduce((sum, x) => binary(sum, "+", x));
  if (gate instanceof MultiplyGate) return operands.reduce((product, x) => binary(product, "*", x));
  if (gate instanceof SubtractGate) return binary(a, "-", b);
  if (gate instanceof DivideGate) return binary(a, "/", b);
  if (gate instanceof PowerGate) return binary(a, "^", b);
  if (gate instanceof NegateGate) return negate(a);
  if (gate instanceof ReciprocalGate) return binary(number(1), "/", a);
  if (gate instanceof PowGate) return binary(a, "^", number(gate.exponent));
  if (gate instanceof ScaleGate) {
    if (gate.divisor !== undefined) return binary(a, "/", number(gate.divisor));
    return gate.constantFirst ? binary(number(gate.factor), "*", a) : binary(a, "*", number(gate.factor));
  }
  if (gate instanceof ShiftGate) {
    if (gate.constantFirst) return binary(number(gate.shift), "+", a);
    return gate.shift < 0 ? binary(a, "-", number(-gate.shift)) : binary(a, "+", number(gate.shift));
  }
  const known = FUNCTIONS.find(([kind]) => gate instanceof kind);
  return call(known ? known[1] : gate.op, ...operands);
}

/**
 * The derivative of a gate's output in each operand, over the given operands. Some are shortest in the output itself
 * (d exp = the output, dσ = (1 − σ)σ): pass its formula, or it is written out.
 */
export function localFormulas(gate: Gate, operands: readonly Formula[], output?: Formula): Formula[] {
  const [a, b] = operands as [Formula, Formula];
  const z = output ?? gateFormula(gate, operands);
  const [zero, one, two] = [number(0), number(1), number(2)];
  if (gate instanceof AddGate) return operands.map(() => one);
  if (gate instanceof CopyGate || gate instanceof ShiftGate) return [one];
  if (gate instanceof SubtractGate) return [one, number(-1)];
  if (gate instanceof NegateGate) return [number(-1)];
  if (gate instanceof MultiplyGate) {
    return operands.map((_, i) => operands.filter((__, j) => j !== i).reduce((product, x) => binary(product, "*", x)));
  }
  if (gate instanceof DivideGate) return [binary(one, "/", b), binary(negate(a), "/", binary(b, "^", two))];
  if (gate instanceof ReciprocalGate) return [binary(number(-1), "/", binary(a, "^", two))];
  if (gate instanceof ScaleGate) {
    return [gate.divisor === undefined ? number(gate.factor) : binary(one, "/", number(gate.divisor))];
  }
  if (gate instanceof PowGate) return [powerRule(a, gate.exponent)];
  if (gate instanceof PowerGate) {
    return [binary(b, "*", binary(a, "^", binary(b, "-", one))), binary(z, "*", call("log", a))];
  }
  if (gate instanceof ExpGate) return [z];
  if (gate instanceof LogGate) return [binary(one, "/", a)];
  if (gate instanceof SqrtGate) return [binary(one, "/", binary(two, "*", z))];
  if (gate instanceof SinGate) return [call("cos", a)];
  if (gate instanceof CosGate) return [negate(call("sin", a))];
  if (gate instanceof TanhGate) return [binary(one, "-", binary(z, "^", two))];
  if (gate instanceof SigmoidGate) return [binary(binary(one, "-", z), "*", z)];
  if (gate instanceof ReluGate) return [choose([{left: a, relation: ">", right: zero}], one, zero)];
  if (gate instanceof AbsGate) {
    const below = choose([{left: a, relation: "<", right: zero}], number(-1), zero);
    return [choose([{left: a, relation: ">", right: zero}], one, below)];
  }
  if (gate instanceof MaxGate) return operands.map((_, i) => chosen(operands, i, gate.ties === "split", ">", "≥"));
  if (gate instanceof MinGate) return operands.map((_, i) => chosen(operands, i, gate.ties === "split", "<", "≤"));
  return operands.map((_, i) => call(`∂${gate.op}/∂${i + 1}`, ...operands));
}

function powerRule(x: Formula, p: number): Formula {
  if (p === 0 || p === 1) return number(p);
  return binary(number(p), "*", p === 2 ? x : binary(x, "^", number(p - 1)));
}

/** Whether operand i is the one that max or min chose: strictly better than those before it, no worse than those after. */
function chosen(
  operands: readonly Formula[],
  i: number,
  split: boolean,
  better: ">" | "<",
  noWorse: "≥" | "≤",
): Formula {
  const others = operands.map((right, j) => ({right, j})).filter(({j}) => j !== i);
  const left = operands[i]!;
  if (!split) {
    const when = others.map(({right, j}): Comparison => ({left, relation: j < i ? better : noWorse, right}));
    return choose(when, number(1), number(0));
  }
  if (others.length === 1) {
    const half = choose([{left, relation: "=", right: others[0]!.right}], number(0.5), number(0));
    return choose([{left, relation: better, right: others[0]!.right}], number(1), half);
  }
  const equals = others.map(({right}) => choose([{left, relation: "=", right}], number(1), number(0)));
  const share = binary(
    number(1),
    "/",
    equals.reduce((sum, one) => binary(sum, "+", one), number(1)),
  );
  return choose(
    others.map(({right}): Comparison => ({left, relation: noWorse, right})),
    share,
    number(0),
  );
}
