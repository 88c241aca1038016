import {ComputationalGraph} from "../../core/graph/index.ts";

/** What a gate does with the gradient that comes back to it. */
export type Behaviour = "distributes" | "routes" | "scales";

/** `label` gives nothing away that the reader is to find; `told`, if there, takes its place once the names are told. */
export const BEHAVIOURS: readonly {key: Behaviour; label: string; told?: string; would: string}[] = [
  {key: "distributes", label: "distributes", would: "would send both inputs the same amount"},
  {key: "routes", label: "routes", would: "would send all of it to one input and 0 to the other"},
  {
    key: "scales",
    label: "does something else",
    told: "swaps and scales",
    would: "would send amounts that grow and shrink with the values",
  },
];

/** A gate with two inputs, x and y. */
export interface SortedGate {
  name: string;
  /** What it computes, as the core reads it. */
  expression: string;
  /** The same in a small box. */
  symbol: string;
  behaviour: Behaviour;
  /** What the reader sees once the names are told. */
  rule: string;
}

export const GATES: readonly SortedGate[] = [
  {
    name: "add",
    expression: "x + y",
    symbol: "+",
    behaviour: "distributes",
    rule: "Both inputs get the whole gradient.",
  },
  {
    name: "subtract",
    expression: "x - y",
    symbol: "−",
    behaviour: "distributes",
    rule: "Both get the whole gradient, y with its sign turned.",
  },
  {
    name: "average",
    expression: "(x + y) / 2",
    symbol: "mean",
    behaviour: "distributes",
    rule: "Each input gets half of the gradient.",
  },
  {
    name: "max",
    expression: "max(x, y)",
    symbol: "max",
    behaviour: "routes",
    rule: "All of it goes to the larger input; at a tie, to the first.",
  },
  {
    name: "min",
    expression: "min(x, y)",
    symbol: "min",
    behaviour: "routes",
    rule: "All of it goes to the smaller input; at a tie, to the first.",
  },
  {
    name: "multiply",
    expression: "x * y",
    symbol: "×",
    behaviour: "scales",
    rule: "Each input gets the gradient times the other input’s value.",
  },
  {
    name: "twice the product",
    expression: "2 * x * y",
    symbol: "2xy",
    behaviour: "scales",
    rule: "Each input gets twice the gradient times the other input’s value.",
  },
];

/** What stands at a gate's wires. */
export interface Operands {
  x: number;
  y: number;
  /** ∂L/∂output, as it comes from above. */
  upstream: number;
}

export interface Flow extends Operands {
  value: number;
  dx: number;
  dy: number;
}

/** Runs one gate forward and backward, by the core. */
export function flow({expression}: SortedGate, {x, y, upstream}: Operands): Flow {
  const graph = ComputationalGraph.parse(expression);
  const value = graph.forward({x, y});
  const local = graph.backward();
  // + 0: no picture shows −0.
  return {x, y, upstream, value, dx: upstream * local.x! + 0, dy: upstream * local.y! + 0};
}

/** Whether what one sees at these operands could come from a gate of that behaviour. */
export function looksLike(behaviour: Behaviour, {x, y, upstream, dx, dy}: Flow): boolean {
  if (behaviour === "distributes") return near(Math.abs(dx), Math.abs(dy));
  if (behaviour === "routes") return (dx === upstream && dy === 0) || (dy === upstream && dx === 0);
  return near(dx * x, dy * y);
}

/** Operands at which a gate shows that it does not behave so: those at hand, else the first of a few that tell. */
export function counterexample(gate: SortedGate, behaviour: Behaviour, now: Operands): Flow | null {
  const values = [3, 2, -4, 1, -1];
  const tries = [now, ...values.flatMap((x) => values.map((y) => ({x, y, upstream: now.upstream || 2})))];
  for (const operands of tries) {
    const seen = flow(gate, operands);
    if (!looksLike(behaviour, seen)) return seen;
  }
  return null;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
