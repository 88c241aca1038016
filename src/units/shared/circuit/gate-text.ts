import type {Formula} from "../../../core/graph/formula/formula.ts";
import {gateFormula, localFormulas} from "../../../core/graph/formula/gate-formulas.ts";
import {printFormula} from "../../../core/graph/formula/print.ts";
import {BOOK_TEXT} from "../../../core/graph/formula/text.ts";
import type {GraphNode} from "../../../core/graph/index.ts";
import type {Format} from "../number-text.ts";

/** Longer than this, an operand's formula is not repeated inside another one. */
const LONGEST = 24;

/** A gate over its operands' names: "q × z", "exp(−s)". */
export function gateText(node: GraphNode): string {
  return node.gate ? print(gateFormula(node.gate, node.inputs.map(operand))) : node.label;
}

/** A gate with numbers in place of its operands: "3 × (−4)". */
export function gateWithNumbers(node: GraphNode, operands: readonly number[], format: Format): string {
  if (!node.gate) return format(node.value);
  const places = operands.map((value): Formula => named(format(value)));
  return print(gateFormula(node.gate, places));

  /** A negative number keeps its parentheses where another sign stands before it, as the printer does for a minus. */
  function named(text: string): Formula {
    return text.startsWith("−")
      ? {kind: "negate", operand: {kind: "name", name: text.slice(1)}}
      : {kind: "name", name: text};
  }
}

/**
 * The local derivative in an operand as a formula over the operands' names: "z", "−(1 / x^2)"; "1" for an add gate. Where
 * it is shortest in the gate's own output, the gate's sign stands for that: "(1 − σ) × σ". "" where it would say nothing.
 */
export function localText(node: GraphNode, argument: number): string {
  if (!node.gate) return "";
  const output: Formula = {kind: "name", name: node.id.includes(":") ? node.op : node.label};
  const operands = node.inputs.map(operand);
  const [only] = operands;
  // A gate with one operand is written as its rule in x where that operand is long, as in a table of derivatives.
  if (operands.length === 1 && only?.kind === "name" && only.name === ELLIPSIS) operands[0] = {kind: "name", name: "x"};
  const text = print(localFormulas(node.gate, operands, output)[argument]!);
  return text.includes(ELLIPSIS) ? "" : text;
}

const ELLIPSIS = "…";

function operand(node: GraphNode): Formula {
  if (node.op === "constant" && node.value !== undefined) return {kind: "number", value: node.value};
  if (!node.id.includes(":")) return {kind: "name", name: node.label};
  return node.label.length > LONGEST ? {kind: "name", name: ELLIPSIS} : {kind: "node", node};
}

function print(formula: Formula): string {
  const nameOf = (node: GraphNode) => (node.id.includes(":") ? undefined : node.label);
  return printFormula(formula, BOOK_TEXT, nameOf)
    .parts.map((part) => part.text)
    .join("");
}
