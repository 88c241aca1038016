import {PowerGate} from "../gates/index.ts";
import type {ComputationalGraph} from "../graph.ts";
import type {GraphNode} from "../types.ts";
import {CODE} from "./code.ts";
import {type CodeNames, codeNames} from "./code-names.ts";
import {binary, choose, type Formula, name, negate, number} from "./formula.ts";
import {gateFormula, localFormulas} from "./gate-formulas.ts";
import {isNamed, printFormula} from "./print.ts";

/** One line of straight-line code, and the step of a pass that it is. */
export interface CodeLine {
  /** Unique in the listing: "forward q", "seed f", "backward ×:1 0". */
  readonly id: string;
  readonly phase: "forward" | "seed" | "backward";
  /** A JavaScript assignment: "q = x + y", "df_dx += z * df_dq". */
  readonly code: string;
  /** The variable that it assigns to; the line is its first assignment unless `accumulates`. */
  readonly assigns: string;
  readonly accumulates: boolean;
  /** The gate, by id. */
  readonly node: string;
  /** Of a backward line: the operand that receives a gradient, by id, and the edge's number among the gate's. */
  readonly input?: string;
  readonly argument?: number;
}

/**
 * The two passes as the code that someone would write by hand, in the order of `forwardSteps` and `backwardSteps`: one
 * line a gate, one for the seed, one an edge. Named constants have a line of their own before they are used. It is
 * JavaScript over the inputs' names; a gate that was not made here is written as a call, `MyGate(x, y)`.
 */
export function codeLines(graph: ComputationalGraph): CodeLine[] {
  const names = codeNames(graph);
  const sorted = graph.nodesTopologicallySorted();
  return [...forwardLines(sorted, graph.output, names), ...backwardLines(sorted, graph.output, names)];
}

/**
 * The listing as a program that can be pasted and run: a function from the inputs to the output and its gradients.
 * Only the names of the inputs are its parameters: `({x, y, z}) => ({value, gradients: {x, y, z}})`.
 */
export function codeProgram(graph: ComputationalGraph): string {
  const names = codeNames(graph);
  const property = (node: GraphNode, variable: string) =>
    node.id === variable ? variable : `"${node.id}": ${variable}`;
  const parameters = graph.inputs.map((input) => property(input, names.value(input)));
  const lines = codeLines(graph).map(({code, accumulates}) => `  ${accumulates ? "" : "let "}${code};`);
  const reached = new Set(codeLines(graph).map((line) => line.assigns));
  const gradients = graph.inputs.map((input) => {
    const variable = names.gradient(input);
    return `"${input.id}": ${reached.has(variable) ? variable : 0}`;
  });
  const result = `  return {value: ${names.value(graph.output)}, gradients: {${gradients.join(", ")}}};`;
  return `({${parameters.join(", ")}}) => {\n${[...lines, result].join("\n")}\n}`;
}

function forwardLines(sorted: readonly GraphNode[], output: GraphNode, names: CodeNames): CodeLine[] {
  return sorted.flatMap((node): CodeLine[] => {
    const formula = node.gate ? gateFormula(node.gate, operandsOf(node, names)) : number(node.value ?? Number.NaN);
    if (!node.gate && !(node.op === "constant" && (isNamed(node) || node === output))) return [];
    const assigns = names.value(node);
    const code = `${assigns} = ${print(formula)}`;
    return [{id: `forward ${node.id}`, phase: "forward", code, assigns, accumulates: false, node: node.id}];
  });
}

function backwardLines(sorted: readonly GraphNode[], output: GraphNode, names: CodeNames): CodeLine[] {
  const seed = names.gradient(output);
  const lines: CodeLine[] = [
    {id: `seed ${output.id}`, phase: "seed", code: `${seed} = 1`, assigns: seed, accumulates: false, node: output.id},
  ];
  const reached = new Set([output]);
  for (const node of sorted.toReversed()) {
    if (!node.gate || !reached.has(node)) continue;
    const locals = localFormulas(node.gate, operandsOf(node, names), name(names.value(node)));
    for (const [argument, input] of node.inputs.entries()) {
      if (input.op === "constant") continue;
      const assigns = names.gradient(input);
      const accumulates = reached.has(input);
      reached.add(input);
      const product = chainRule(guard(node, argument, locals[argument]!, names), name(names.gradient(node)));
      const code = `${assigns} ${accumulates ? "+=" : "="} ${print(product)}`;
      const id = `backward ${node.id} ${argument}`;
      lines.push({id, phase: "backward", code, assigns, accumulates, node: node.id, input: input.id, argument});
    }
  }
  return lines;
}

/** 0 · ln 0 and 0 · 0⁻¹ are NaN in code where the gate knows the limit, 0. */
function guard(node: GraphNode, argument: number, local: Formula, names: CodeNames): Formula {
  if (!(node.gate instanceof PowerGate)) return local;
  const zero = operandsOf(node, names)[1 - argument]!;
  if (zero.kind === "number" && zero.value !== 0) return local;
  return choose([{left: zero, relation: "=", right: number(0)}], number(0), local);
}

/** local × upstream, as one would write it: no factor 1, and −1 as a minus. */
function chainRule(local: Formula, upstream: Formula): Formula {
  if (local.kind === "number" && local.value === 1) return upstream;
  if (local.kind === "number" && local.value === -1) return negate(upstream);
  return binary(local, "*", upstream);
}

function operandsOf(node: GraphNode, names: CodeNames): Formula[] {
  return node.inputs.map((input) =>
    input.op === "constant" && !isNamed(input) ? number(input.value ?? Number.NaN) : name(names.value(input)),
  );
}

function print(formula: Formula): string {
  return printFormula(formula, CODE, () => undefined)
    .parts.map((part) => part.text)
    .join("");
}
