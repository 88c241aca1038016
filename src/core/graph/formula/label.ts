import {CopyGate} from "../gates/index.ts";
import {formatNumber} from "../number.ts";
import type {Gate, GraphNode} from "../types.ts";
import type {Formula} from "./formula.ts";
import {isNamed, printFormula} from "./print.ts";
import {BOOK_TEXT} from "./text.ts";

/** Longest formula of an operand that is still part of its gate's label, in characters; a longer one becomes "…". */
const MAX_OPERAND = 40;

/** The label of a gate that nobody named: its formula over its operands' labels, "(x + y) × z". */
export function gateLabel(gate: Gate, inputs: readonly GraphNode[]): string {
  const operands = inputs.map((node): Formula => ({kind: "node", node}));
  if (gate instanceof CopyGate) return `copy of ${print(operands[0]!)}`;
  // The gate's own node does not exist yet, so a stand-in that is never shown carries it.
  return print({kind: "node", node: {id: ":", label: "", op: gate.op, gate, inputs}});
}

export function constantLabel(value: number): string {
  return formatNumber(value);
}

function print(formula: Formula): string {
  const {parts} = printFormula(formula, BOOK_TEXT, nameInLabel);
  return parts.map((part) => part.text).join("");
}

function nameInLabel(node: GraphNode): string | undefined {
  if (isNamed(node)) return node.id;
  return node.label.length > MAX_OPERAND ? "…" : undefined;
}
