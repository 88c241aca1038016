import type {Gate, GraphNode} from "../types.ts";
import {type Formula, name} from "./formula.ts";
import {gateFormula, localFormulas} from "./gate-formulas.ts";
import {isNamed, type Notation, printFormula} from "./print.ts";
import {TEX} from "./tex.ts";
import {BOOK_TEXT} from "./text.ts";

/** A name for a node that has none of its own, or undefined. */
export type NodeNames = (node: GraphNode) => string | undefined;

/** The same formula as plain text and for KaTeX. */
export interface Written {
  readonly text: string;
  readonly tex: string;
}

/**
 * What a gate computes and its local derivatives, over the operands x, or a, b, c, …, and the output z. For a multiply
 * gate: z = a × b, ∂z/∂a = b, ∂z/∂b = a.
 */
export function describeGate(gate: Gate): {value: Written; derivatives: Written[]} {
  const names = gate.arity === 1 ? ["x"] : Array.from({length: gate.arity}, (_, i) => String.fromCharCode(97 + i));
  const operands = names.map(name);
  return {
    value: write(gateFormula(gate, operands), "z = ", "z = "),
    derivatives: localFormulas(gate, operands).map((formula, i) =>
      write(formula, `∂z/∂${names[i]} = `, `\\frac{\\partial z}{\\partial ${names[i]}} = `),
    ),
  };
}

/**
 * The local derivative along one edge in the graph's own names: ∂f/∂q = z. Nodes without a name are written as their
 * formula, ∂f/∂(x + y) = z, unless `nameOf` gives them one.
 */
export function describeEdge(node: GraphNode, argument: number, nameOf: NodeNames = () => undefined): Written {
  const operands = node.inputs.map((input): Formula => ({kind: "node", node: input}));
  const local = node.gate && localFormulas(node.gate, operands)[argument];
  const input = node.inputs[argument];
  if (!local || !input) throw new RangeError(`"${node.label}" has no operand ${argument}.`);
  const [above, below] = [subject(node, nameOf), subject(input, nameOf)];
  return write(
    local,
    `∂${above.text}/∂${below.text} = `,
    `\\frac{\\partial ${above.tex}}{\\partial ${below.tex}} = `,
    nameOf,
  );
}

function subject(node: GraphNode, nameOf: NodeNames): Written {
  const {text, tex} = write({kind: "node", node}, "", "", nameOf);
  return isNamed(node) || nameOf(node) !== undefined ? {text, tex} : {text: `(${text})`, tex: `\\left(${tex}\\right)`};
}

function write(formula: Formula, text: string, tex: string, nameOf: NodeNames = () => undefined): Written {
  return {text: text + print(formula, BOOK_TEXT, nameOf), tex: tex + print(formula, TEX, nameOf)};
}

function print(formula: Formula, notation: Notation, nameOf: NodeNames): string {
  return printFormula(formula, notation, (node) => {
    const given = nameOf(node);
    if (given !== undefined) return given;
    if (isNamed(node)) return node.id;
    // A label of this length has been shortened, or is as good as unreadable inside another formula.
    return node.label.length > 40 ? "…" : undefined;
  })
    .parts.map((part) => part.text)
    .join("");
}
