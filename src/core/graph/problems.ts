import {gateFormula} from "./formula/gate-formulas.ts";
import {printFormula} from "./formula/print.ts";
import {BOOK_TEXT} from "./formula/text.ts";
import {DivideGate, ExpGate, LogGate, PowerGate, PowGate, ReciprocalGate, ScaleGate, SqrtGate} from "./gates/index.ts";
import {formatNumber, formatShort} from "./number.ts";
import type {GraphNode} from "./types.ts";

/** Why a gate's value is not finite, in words; undefined if it is. */
export function valueProblem(node: GraphNode, operands: readonly number[], value: number): string | undefined {
  if (Number.isFinite(value)) return undefined;
  const culprit = node.inputs.find((_, i) => !Number.isFinite(operands[i]));
  if (culprit) return `comes from ${culprit.label}, which is ${formatNumber(culprit.value ?? Number.NaN)}`;
  const [a, b] = operands as [number, number];
  const {gate} = node;
  if (gate instanceof LogGate) return a === 0 ? "log of 0 is −∞" : `log of ${formatNumber(a)} is undefined`;
  if (gate instanceof SqrtGate) return `the square root of ${formatNumber(a)} is not a real number`;
  if (gate instanceof ReciprocalGate) return a === 0 ? "1/0: division by zero" : overflow(node, operands);
  if (gate instanceof DivideGate && b === 0) return `${formatNumber(a)} / 0: division by zero`;
  if (gate instanceof ScaleGate && gate.divisor === 0) return `${formatNumber(a)} / 0: division by zero`;
  if (gate instanceof ExpGate) return `exp overflowed at ${formatNumber(a)} (the largest it can take is 709.78)`;
  if (gate instanceof PowGate || gate instanceof PowerGate) {
    if (a === 0) return `${written(node, operands)}: division by zero`;
    if (Number.isNaN(value)) return `${written(node, operands)} is not a real number`;
  }
  return overflow(node, operands);
}

/** Why a gradient that flowed along an edge is not finite, in words; undefined if it is. */
export function gradientProblem(
  node: GraphNode,
  argument: number,
  {upstream, local, downstream, total}: {upstream: number; local: number; downstream: number; total: number},
): string | undefined {
  if (Number.isFinite(downstream)) {
    return Number.isFinite(total) ? undefined : `the sum of the gradients is ${formatNumber(total)}`;
  }
  if (!Number.isFinite(upstream)) return `the gradient of ${node.label} is already ${formatNumber(upstream)}`;
  if (!Number.isFinite(local)) {
    const operands = node.inputs.map((input) => input.value ?? Number.NaN);
    const of = node.inputs.length > 1 ? ` in ${node.inputs[argument]?.label}` : "";
    return `the derivative of ${written(node, operands)}${of} is ${Number.isNaN(local) ? "undefined" : "infinite"}`;
  }
  return `${formatShort(upstream)} × ${formatShort(local)} overflowed: beyond ±1.8e308`;
}

function overflow(node: GraphNode, operands: readonly number[]): string {
  return `${written(node, operands)} overflowed: beyond ±1.8e308`;
}

/** The gate with its numbers in place: "(−8)^0.5". */
function written(node: GraphNode, operands: readonly number[]): string {
  if (!node.gate) return node.label;
  const formula = gateFormula(
    node.gate,
    operands.map((value) => ({kind: "number", value})),
  );
  return printFormula(formula, BOOK_TEXT, () => undefined)
    .parts.map((part) => part.text)
    .join("");
}
