import {CopyGate} from "../gates/index.ts";
import {ComputationalGraph} from "../graph.ts";
import {topologicalSort} from "../topological-sort.ts";
import type {GraphNode} from "../types.ts";
import {type FormulaPart, type FormulaRange, isNamed, type Notation, printFormula} from "./print.ts";
import {TEX} from "./tex.ts";
import {ASCII_TEXT, BOOK_TEXT} from "./text.ts";

export interface FormulaOptions {
  /** Write definitions out down to the inputs (the default), or stop at named nodes: "q * z". */
  expand?: boolean;
}

export interface TextOptions extends FormulaOptions {
  /** The signs of a keyboard, * / - (the default), or of a book, × / −. `parse` reads both. */
  signs?: "keyboard" | "book";
}

export interface TexOptions extends FormulaOptions {
  /**
   * What to put around each node's formula, so that a page can find it again:
   * `(node) => [\`\\htmlData{node=${node.id}}{\`, "}"]`.
   */
  wrap?: (node: GraphNode) => readonly [open: string, close: string];
}

/**
 * The expression of a node or of a whole graph, with no more parentheses than needed; `parse` makes the same graph of it.
 * A node is written as one formula over the inputs. A graph is written with its definitions, `q = x + y; f = q * z`; a
 * value that several gates read without having a name gets one, v1, v2, …
 *
 * @throws {GraphError} if a node's formula would have more than 500,000 parts, as a graph with many branches can bring about
 */
export function toExpression(target: GraphNode | ComputationalGraph, {signs, ...options}: TextOptions = {}): string {
  const notation = signs === "book" ? BOOK_TEXT : ASCII_TEXT;
  if (!(target instanceof ComputationalGraph)) return join(print(target, notation, options).parts);
  const names = statementNames(target);
  const needed = new Set(topologicalSort([target.output]));
  // In the order in which they were made, not sorted: definitions come back as they were written, and so do the ids.
  return target.nodes
    .filter((node) => needed.has(node) && (node === target.output || (names.has(node) && node.op !== "input")))
    .map((node) => {
      const {parts} = printFormula({kind: "node", node}, notation, (other) =>
        other === node && node.op !== "input" ? undefined : names.get(other),
      );
      return names.has(node) && node.op !== "input" ? `${names.get(node)} = ${join(parts)}` : join(parts);
    })
    .join("; ");
}

/** The formula of a node, or of a graph's output, for KaTeX. */
export function toTex(target: GraphNode | ComputationalGraph, {wrap, ...options}: TexOptions = {}): string {
  const {parts, ranges} = print(rootOf(target), TEX, options);
  if (!wrap) return join(parts);
  const before: string[] = [];
  const after: string[] = [];
  // Ranges come outermost first, so an inner one opens later and closes earlier at the same place.
  for (const {node, start, end} of ranges) {
    const [open, close] = wrap(node);
    before[start] = (before[start] ?? "") + open;
    after[end - 1] = close + (after[end - 1] ?? "");
  }
  return parts.map(({text}, i) => `${before[i] ?? ""}${text}${after[i] ?? ""}`).join("");
}

/**
 * The formula as pieces of text that know their node, and for each node the range of pieces that its whole sub-formula
 * takes up: what a page needs to light up a term and its wire together.
 */
export function formulaParts(
  target: GraphNode | ComputationalGraph,
  {signs = "book", ...options}: TextOptions = {},
): {parts: FormulaPart[]; ranges: FormulaRange[]} {
  return print(rootOf(target), signs === "book" ? BOOK_TEXT : ASCII_TEXT, options);
}

function print(root: GraphNode, notation: Notation, {expand = true}: FormulaOptions) {
  return printFormula({kind: "node", node: root}, notation, (node) =>
    !expand && node !== root && isNamed(node) ? node.id : undefined,
  );
}

function rootOf(target: GraphNode | ComputationalGraph): GraphNode {
  return target instanceof ComputationalGraph ? target.output : target;
}

function join(parts: readonly FormulaPart[]): string {
  return parts.map((part) => part.text).join("");
}

/** The nodes that a graph's expression calls by a name: those that have one, and gates with several readers. */
function statementNames(graph: ComputationalGraph): Map<GraphNode, string> {
  const readers = new Map<GraphNode, number>();
  for (const {from, to} of graph.edges) {
    // Copy gates are not written: their readers read what they copy.
    if (to.gate instanceof CopyGate) continue;
    const source = copied(from);
    readers.set(source, (readers.get(source) ?? 0) + 1);
  }
  const names = new Map<GraphNode, string>();
  let count = 0;
  for (const node of graph.nodesTopologicallySorted()) {
    if (isNamed(node)) names.set(node, node.id);
    else if (node.gate && !(node.gate instanceof CopyGate) && (readers.get(node) ?? 0) > 1) {
      do count++;
      while (graph.has(`v${count}`));
      names.set(node, `v${count}`);
    }
  }
  return names;
}

function copied(node: GraphNode): GraphNode {
  let source = node;
  while (source.gate instanceof CopyGate) source = source.inputs[0]!;
  return source;
}
