import {CopyGate} from "./gates/index.ts";
import type {ComputationalGraph} from "./graph.ts";
import type {GraphNode} from "./types.ts";

/**
 * Fills an empty graph with a copy of `graph` in which every value that is read more than once goes through a copy gate:
 * forward it duplicates, backward it adds. All other nodes keep their ids.
 */
export function copyBranches(graph: ComputationalGraph, empty: ComputationalGraph): ComputationalGraph {
  const readers = new Map<GraphNode, number>();
  for (const {from} of graph.edges) readers.set(from, (readers.get(from) ?? 0) + 1);
  /** What the readers of an old node read in the new graph. */
  const source = new Map<GraphNode, GraphNode>();
  const kept = new Map<GraphNode, GraphNode>();
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((input) => source.get(input)!);
    const copy = empty.insert({...node, inputs, ...(node.gate && {gate: node.gate.clone?.() ?? node.gate})});
    kept.set(node, copy);
    const branches = node.op !== "constant" && (readers.get(node) ?? 0) > 1;
    source.set(node, branches ? empty.apply(new CopyGate(), copy) : copy);
  }
  empty.output = kept.get(graph.output)!;
  empty.warnings.push(...graph.warnings);
  return empty;
}
