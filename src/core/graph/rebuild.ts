import {gateLabel} from "./formula/label.ts";
import {isNamed} from "./formula/print.ts";
import {ComputationalGraph} from "./graph.ts";
import type {Gate, GraphNode} from "./types.ts";

/** The new graph as it stands while it is built. */
export interface Rebuilding {
  /** What an old node has become. */
  now(old: GraphNode): GraphNode;
  /** Copies an old node, with its id. */
  keep(old: GraphNode): GraphNode;
  /** Adds a gate, under the id and label of the named node that it replaces, if it replaces one. */
  add(gate: Gate, inputs: readonly GraphNode[], replaced?: GraphNode): GraphNode;
}

/**
 * Makes a new graph from an old one, node by node in the order in which they were made. `visit` returns what the node
 * becomes, or undefined to leave it out. Values and gradients, as far as the old graph has them, are computed anew.
 */
export function rebuild(
  graph: ComputationalGraph,
  visit: (node: GraphNode, building: Rebuilding) => GraphNode | undefined,
): ComputationalGraph {
  const result = new ComputationalGraph();
  const became = new Map<GraphNode, GraphNode>();
  const now = (old: GraphNode) => became.get(old)!;
  const newId = (op: string) => {
    let id: string;
    do id = result.freeId(op);
    while (graph.has(id));
    return id;
  };
  const building: Rebuilding = {
    now,
    keep(old) {
      const inputs = old.inputs.map(now);
      if (!old.gate) return result.insert({...old, inputs});
      const gate = old.gate.clone?.() ?? old.gate;
      // What its operands are called may have changed.
      const label = isNamed(old) ? old.label : gateLabel(gate, inputs);
      return result.insert({id: old.id, label, op: old.op, gate, inputs});
    },
    add(gate, inputs, replaced) {
      const named = replaced && isNamed(replaced);
      const id = named ? replaced.id : newId(gate.op);
      return result.insert({id, label: named ? replaced.label : gateLabel(gate, inputs), op: gate.op, gate, inputs});
    },
  };
  for (const node of graph.nodes) {
    const next = visit(node, building);
    if (next) became.set(node, next);
  }
  result.output = now(graph.output);
  result.warnings.push(...graph.warnings);
  if (graph.output.value !== undefined) {
    result.forward({}, {roundEachGate: graph.roundEachGate});
    if (graph.output.grad !== undefined) result.backward();
  }
  return result;
}
