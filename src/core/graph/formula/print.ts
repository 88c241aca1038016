import {GraphError} from "../errors.ts";
import type {GraphNode} from "../types.ts";
import type {Formula} from "./formula.ts";
import {PRECEDENCE} from "./formula.ts";
import {gateFormula} from "./gate-formulas.ts";

/** One kind of writing: plain text, TeX, or code. */
export interface Notation {
  /** What a formula is made of: literal text, and parts that must hold together at least as tightly as `least`. */
  write(formula: Exclude<Formula, {kind: "node"}>): {precedence: number; pieces: Piece[]};
  name(text: string): string;
  open: string;
  close: string;
}

/** `afterSign`: a minus at the front of the part gets parentheses, "x × (−y)", even where it could do without. */
export type Piece = string | {formula: Formula; least: number; afterSign?: boolean};

/** A piece of a printed formula and the node that it belongs to: an operator's sign to its gate, a name to its node. */
export interface FormulaPart {
  text: string;
  node?: GraphNode;
}

/** Where a node's whole sub-formula stands: parts[start] … parts[end − 1]. A node that is written twice has two ranges. */
export interface FormulaRange {
  node: GraphNode;
  start: number;
  end: number;
}

/** Longest formula that is printed. A graph's shared nodes can make a formula exponentially longer than the graph. */
const MAX_PARTS = 500_000;

type Task = Piece | {end: FormulaRange};

/**
 * Writes a formula in a notation. It keeps its own stack, so that a formula may be nested as deeply as it likes.
 *
 * @param nameOf what to write for a node instead of its gate's formula; undefined to go on with the formula
 * @throws {GraphError} if the formula has more than 500,000 parts
 */
export function printFormula(
  formula: Formula,
  notation: Notation,
  nameOf: (node: GraphNode) => string | undefined,
): {parts: FormulaPart[]; ranges: FormulaRange[]} {
  const parts: FormulaPart[] = [];
  const ranges: FormulaRange[] = [];
  const tasks: {task: Task; owner?: GraphNode}[] = [{task: {formula, least: 0}}];
  for (let next = tasks.pop(); next; next = tasks.pop()) {
    const {task} = next;
    let {owner} = next;
    if (typeof task === "string") {
      parts.push(owner ? {text: task, node: owner} : {text: task});
      if (parts.length > MAX_PARTS) throw new GraphError("This formula is too long to print: print the graph instead.");
      continue;
    }
    if ("end" in task) {
      task.end.end = parts.length;
      continue;
    }
    let written = task.formula;
    while (written.kind === "node") {
      owner = written.node;
      const range = {node: owner, start: parts.length, end: parts.length};
      ranges.push(range);
      tasks.push({task: {end: range}});
      written = expandNode(owner, nameOf);
    }
    const {precedence, pieces} = notation.write(written);
    const frame = precedence < task.least || (task.afterSign && startsWithMinus(written));
    const framed = frame ? [notation.open, ...pieces, notation.close] : pieces;
    for (const piece of framed.toReversed()) tasks.push(owner ? {task: piece, owner} : {task: piece});
  }
  return {parts, ranges};
}

function startsWithMinus(formula: Formula): boolean {
  return formula.kind === "negate" || (formula.kind === "number" && formula.value < 0);
}

function expandNode(node: GraphNode, nameOf: (node: GraphNode) => string | undefined): Formula {
  const name = nameOf(node);
  if (name !== undefined) return {kind: "name", name};
  if (node.gate) {
    return gateFormula(
      node.gate,
      node.inputs.map((input) => ({kind: "node", node: input})),
    );
  }
  return node.op === "constant" ? {kind: "number", value: node.value ?? Number.NaN} : {kind: "name", name: node.id};
}

/** Whether a node was named by whoever built the graph: the ids of the others hold a colon ("×:1"). */
export function isNamed(node: GraphNode): boolean {
  return !node.id.includes(":");
}

/** The pieces of "a, b, c". */
export function list(args: readonly Formula[], separator = ", "): Piece[] {
  return args.flatMap((formula, i): Piece[] => [...(i > 0 ? [separator] : []), {formula, least: PRECEDENCE.choose}]);
}
