import {printFormula} from "../../core/graph/formula/print.ts";
import type {ComputationalGraph, GraphNode} from "../../core/graph/index.ts";
import {type CircuitModel, nodeName} from "../shared/circuit/model.ts";
import {splitName} from "../shared/circuit/names.ts";
import {html} from "../shared/element.ts";
import {MARK, PAGE} from "./formula-notation.ts";

/** A formula with more parts is not set: the picture and the table say it better. */
const MOST_PARTS = 400;

/** The expression with one element a node: hover or focus one, and its wire, its code line and its row light up. */
export interface FormulaView {
  node: HTMLElement;
  terms: HTMLElement[];
}

/** One equation for every definition, the output's last. Undefined where the expression is too long to be read. */
export function formulaView(graph: ComputationalGraph, model: CircuitModel): FormulaView | undefined {
  const equations = graph
    .nodesTopologicallySorted()
    .filter((node) => node === graph.output || (node.gate && isNamed(node)));
  const terms: HTMLElement[] = [];
  const lines: HTMLElement[] = [];
  let parts = 0;
  for (const root of equations) {
    const printed = print(root);
    parts += printed?.parts.length ?? Number.POSITIVE_INFINITY;
    if (!printed || parts > MOST_PARTS) return undefined;
    // An input that is the whole expression equals only itself.
    const left = root.gate || !isNamed(root) ? [...nameNodes(nodeName(model, root.id)), " = "] : [];
    const line = html("div", {class: "circuit-equation"}, ...left);
    set(line, printed, terms);
    lines.push(line);
  }
  const spoken = equations.map((root) => `${nodeName(model, root.id)} = ${plainText(root)}`).join("; ");
  const node = html(
    "div",
    {class: "circuit-formula", role: "group", "aria-label": `The expression: ${spoken}`},
    ...lines,
  );
  return {node, terms};
}

function print(root: GraphNode) {
  try {
    return printFormula({kind: "node", node: root}, PAGE, (node) =>
      node !== root && isNamed(node) ? node.id : undefined,
    );
  } catch {
    // Too long to print at all.
    return undefined;
  }
}

function plainText(root: GraphNode): string {
  const {parts} = print(root)!;
  return parts.map(({text}) => SPOKEN[text] ?? text).join("");
}

const SPOKEN: Record<string, string> = {
  [`${MARK}frac`]: "(",
  [`${MARK}over`]: ") over (",
  [`${MARK}sup`]: " to the (",
  [`${MARK}root`]: "(",
  [`${MARK}end`]: ")",
};

/** Nests the printed parts as elements: ranges become terms, marks become fractions and exponents. */
function set(line: HTMLElement, {parts, ranges}: ReturnType<typeof printFormula>, terms: HTMLElement[]): void {
  const stack: HTMLElement[] = [line];
  const open = (element: HTMLElement) => {
    stack.at(-1)!.append(element);
    stack.push(element);
  };
  const starts = grouped(ranges, ({start}) => start);
  const ends = grouped(ranges, ({end}) => end);
  for (const [i, {text}] of parts.entries()) {
    // Of ranges that start together the outer one was written first.
    for (const {node} of starts.get(i) ?? []) {
      const term = html("span", {class: "circuit-term", "data-node": node.id, tabindex: -1});
      terms.push(term);
      open(term);
    }
    if (text === `${MARK}frac`) {
      open(html("span", {class: "circuit-fraction"}));
      open(html("span", {class: "circuit-above"}));
    } else if (text === `${MARK}over`) {
      stack.pop();
      open(html("span", {class: "circuit-below"}));
    } else if (text === `${MARK}sup`) open(html("sup"));
    else if (text === `${MARK}root`) open(html("span", {class: "circuit-root"}));
    else if (text === `${MARK}end`) {
      const closed = stack.pop();
      if (closed?.className === "circuit-below") stack.pop();
    } else stack.at(-1)!.append(...textNodes(text));
    for (const _ of ends.get(i + 1) ?? []) stack.pop();
  }
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

function textNodes(text: string): (Node | string)[] {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text) ? nameNodes(text) : [text];
}

function nameNodes(name: string): (Node | string)[] {
  const [base, subscript] = splitName(name);
  return [html("i", {}, base), ...(subscript ? [html("sub", {}, subscript)] : [])];
}

function isNamed(node: GraphNode): boolean {
  return !node.id.includes(":");
}
