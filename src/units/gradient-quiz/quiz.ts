import type {ComputationalGraph} from "../../core/graph/index.ts";
import {localText} from "../shared/circuit/gate-text.ts";
import {type CircuitModel, gradientName, type ModelNode} from "../shared/circuit/model.ts";
import {gateName} from "../shared/circuit/names.ts";
import {type Trace, trace} from "../shared/circuit/trace.ts";

/** One gap to fill. */
export interface Question {
  /** Unique in the quiz: the node's id, and what is asked of it. */
  key: string;
  node: string;
  ask: "value" | "gradient";
  /** "∂f/∂q", "value of a × b". */
  label: string;
  /** The number asked for, in full precision. */
  answer: number;
  /** The number that rounding at each gate comes to, where that also counts. */
  rounded?: number;
  /** The node's own value, a popular wrong answer for its gradient. */
  value: number;
  /** Where the gradient comes from: one entry for each wire that reads the node. None for values and for the output. */
  paths: readonly Path[];
  /** For a value: the gate over its operands' names. */
  formula?: string;
}

/** One edge backwards. */
export interface Path {
  /** "multiply gate" */
  gate: string;
  /** What the upstream gradient is called. */
  from: string;
  /** The local derivative as a formula, or "". */
  formula: string;
  upstream: number;
  local: number;
  downstream: number;
}

export interface QuizOptions {
  /** Decimals that an answer must have right. */
  digits: number;
  /** Whether answers that were rounded at each gate count too. */
  roundEachGate: boolean;
  /** Whether values are asked too. */
  forward: boolean;
}

/** A formula longer than this is called by its gate. */
const LONGEST = 13;

/** All gaps in the order in which one can fill them: values forward, then gradients backward. */
export function questions(
  graph: ComputationalGraph,
  model: CircuitModel,
  inputs: Readonly<Record<string, number>>,
  {digits, roundEachGate, forward}: QuizOptions,
): Question[] {
  const rounding = roundEachGate ? results(trace(graph, inputs, {roundEachGate: digits})) : undefined;
  // The exact run comes last, so that the graph's own nodes keep its numbers.
  const run = trace(graph, inputs);
  const exact = results(run);
  const names = shortNames(model);
  const nodes = model.nodes.filter(({id, kind}) => kind !== "constant" && id in exact.gradients);
  const question = (node: ModelNode, ask: "value" | "gradient"): Question => ({
    key: `${ask} ${node.id}`,
    node: node.id,
    ask,
    label: ask === "value" ? `value of ${names.get(node.id)!.value}` : names.get(node.id)!.gradient,
    answer: exact[`${ask}s`][node.id]!,
    ...(rounding && {rounded: rounding[`${ask}s`][node.id]!}),
    value: exact.values[node.id]!,
    paths: ask === "value" ? [] : pathsTo(node.id, graph, run, names),
    ...(ask === "value" && {formula: names.get(node.id)!.rule}),
  });
  const values = forward ? nodes.filter(({kind}) => kind === "gate").map((node) => question(node, "value")) : [];
  return [...values, ...nodes.toReversed().map((node) => question(node, "gradient"))];
}

interface Names {
  value: string;
  gradient: string;
  rule: string;
}

/** Names for values and gradients that fit beside a field; of two gates with one name the second is number 2. */
function shortNames(model: CircuitModel): Map<string, Names> {
  const taken = new Map<string, number>();
  return new Map(
    model.nodes.map((node) => {
      const operands = node.inputs
        .map((id) => model.byId.get(id)!.label)
        .map((label) => (label.length > LONGEST ? "…" : label));
      const rule = `${gateName(node.op).toLowerCase()} of ${operands.join(" and ")}`;
      if (node.id === model.output)
        return [node.id, {value: model.outputName, gradient: gradientName(model, node.id), rule}];
      if (node.named) return [node.id, {value: node.label, gradient: gradientName(model, node.id), rule}];
      if (node.label.length <= LONGEST) {
        return [node.id, {value: node.label, gradient: `∂${model.outputName}/∂(${node.label})`, rule}];
      }
      const gate = gateName(node.op).toLowerCase();
      const count = (taken.get(gate) ?? 0) + 1;
      taken.set(gate, count);
      const name = count > 1 ? `${gate} ${count}` : gate;
      return [node.id, {value: name, gradient: `∂${model.outputName}/∂(${name})`, rule}];
    }),
  );
}

function pathsTo(id: string, graph: ComputationalGraph, run: Trace, names: ReadonlyMap<string, Names>): Path[] {
  return run.steps.flatMap((step) => {
    if (step.phase !== "backward" || step.input !== id) return [];
    const {node, argument, upstream, local, downstream} = step;
    const formula = localText(graph.node(node), argument);
    const gate = gateName(graph.node(node).op).toLowerCase();
    return [{gate, from: names.get(node)!.gradient, formula, upstream, local, downstream}];
  });
}

/** Each node's value and gradient at the end of both passes. */
function results({given, steps}: Trace): {values: Record<string, number>; gradients: Record<string, number>} {
  const values: Record<string, number> = {...given};
  const gradients: Record<string, number> = {};
  for (const step of steps) {
    if (step.phase === "forward") values[step.node] = step.value;
    else if (step.phase === "seed") gradients[step.node] = step.downstream;
    else gradients[step.input] = step.total;
  }
  return {values, gradients};
}
