import type {ComputationalGraph, GraphNode} from "../../../core/graph/index.ts";
import {wireKey} from "./wire-key.ts";

/** A circuit's structure: what stays the same while values and steps change. */
export interface CircuitModel {
  /** In topological order. */
  nodes: ModelNode[];
  byId: ReadonlyMap<string, ModelNode>;
  wires: ModelWire[];
  /** The output's id. */
  output: string;
  /** What the output is called: its own name, or "f". */
  outputName: string;
}

export interface ModelNode {
  id: string;
  /** What prose calls it: its name, or its formula. */
  label: string;
  kind: "input" | "constant" | "gate";
  /** "+", "exp", "σ" …; "input" and "constant" for sources. */
  op: string;
  /** Whether the expression's author named it. */
  named: boolean;
  /** Ids of the operands. */
  inputs: string[];
  /** How many wires read it. */
  readers: number;
}

export interface ModelWire {
  key: string;
  from: string;
  to: string;
  argument: number;
}

export function circuitModel(graph: ComputationalGraph): CircuitModel {
  const sorted = graph.nodesTopologicallySorted();
  const nodes = sorted.map((node): ModelNode => ({...plain(node), readers: 0}));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const wires = nodes.flatMap((to) =>
    to.inputs.map((from, argument): ModelWire => {
      byId.get(from)!.readers++;
      return {key: wireKey(to.id, argument), from, to: to.id, argument};
    }),
  );
  const output = byId.get(graph.output.id)!;
  return {nodes, byId, wires, output: output.id, outputName: output.named ? output.label : "f"};
}

function plain(node: GraphNode): Omit<ModelNode, "readers"> {
  return {
    id: node.id,
    label: node.label,
    kind: node.op === "input" ? "input" : node.op === "constant" ? "constant" : "gate",
    op: node.op,
    named: !node.id.includes(":"),
    inputs: node.inputs.map((input) => input.id),
  };
}

/** Longer than this, a formula is not repeated in prose: the gate's sign stands for it, if no other such gate has that sign. */
const LONGEST_LABEL = 13;

/** What a gradient is called: "∂f/∂q"; a formula that is differentiated in stands in parentheses. */
export function gradientName(model: CircuitModel, id: string): string {
  const name = nodeName(model, id);
  const plain = id === model.output || model.byId.get(id)!.named;
  return `∂${model.outputName}/∂${plain ? name : `(${name})`}`;
}

/**
 * What prose calls a node: its name or its formula, the gate's sign where that is long and the sign tells which gate. The output is called f even where
 * nobody named it.
 */
export function nodeName(model: CircuitModel, id: string): string {
  if (id === model.output) return model.outputName;
  const {label, named, op} = model.byId.get(id)!;
  if (named || label.length <= LONGEST_LABEL) return label;
  return model.nodes.some((other) => other.id !== id && other.op === op && isLong(other)) ? label : op;
}

function isLong({label, named}: ModelNode): boolean {
  return !named && label.length > LONGEST_LABEL;
}
