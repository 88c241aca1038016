import type {ComputationalGraph} from "../graph.ts";
import type {GraphNode} from "../types.ts";
import {isNamed} from "./print.ts";

/** What a value without a name is called in code, by its gate. */
const WORDS: Record<string, string> = {
  "+": "sum",
  "−": "difference",
  "×": "product",
  "÷": "quotient",
  "^": "power",
  "×−1": "negative",
  "1/x": "reciprocal",
  σ: "sigma",
  exp: "exponential",
  log: "logarithm",
  sqrt: "root",
  sin: "sine",
  cos: "cosine",
  abs: "absolute",
  max: "largest",
  min: "smallest",
  copy: "copy",
};

// Of the global names only those that the code itself uses, or that strict code may not assign.
const RESERVED = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends " +
    "false finally for function if implements import in instanceof interface let new null package private protected " +
    "public return static super switch this throw true try typeof var void while with yield Math undefined NaN Infinity"
  ).split(" "),
);

/** A JavaScript name for every node, different from each other, and for every node's gradient. */
export interface CodeNames {
  value(node: GraphNode): string;
  /** "df_dq" */
  gradient(node: GraphNode): string;
}

export function codeNames(graph: ComputationalGraph): CodeNames {
  const taken = new Set(RESERVED);
  const free = (wanted: string, numbered = false) => {
    let name = numbered ? `${wanted}1` : wanted;
    for (let n = 2; taken.has(name); n++) name = numbered ? `${wanted}${n}` : `${wanted}_${n}`;
    taken.add(name);
    return name;
  };
  const values = new Map<GraphNode, string>();
  const nodes = graph.nodesTopologicallySorted();
  for (const node of nodes) if (isNamed(node)) values.set(node, free(identifier(node.id)));
  const {output} = graph;
  if (!values.has(output)) values.set(output, free("f"));
  for (const node of nodes) if (!values.has(node)) values.set(node, free(word(node.op), true));

  const gradients = new Map<GraphNode, string>();
  for (const node of nodes) gradients.set(node, free(`d${values.get(output)}_d${values.get(node)}`));
  return {value: (node) => values.get(node)!, gradient: (node) => gradients.get(node)!};
}

function word(op: string): string {
  const known = Object.hasOwn(WORDS, op) ? WORDS[op] : undefined;
  if (known) return known;
  if (op.startsWith("×") || op.startsWith("÷")) return "scaled";
  if (op.startsWith("^")) return "power";
  if (/^[+−]\d/.test(op)) return "shifted";
  return identifier(op) || "value";
}

function identifier(text: string): string {
  return text
    .replace(/[₀-₉]/g, (digit) => String(digit.charCodeAt(0) - 0x2080))
    .replace(/[^\p{ID_Continue}$]/gu, "")
    .replace(/^(?!\p{ID_Start}|_)./u, "_$&");
}
