import {ExpGate, NegateGate, ReciprocalGate, ScaleGate, ShiftGate, SigmoidGate} from "./gates/index.ts";
import type {ComputationalGraph} from "./graph.ts";
import {rebuild} from "./rebuild.ts";
import type {GraphNode} from "./types.ts";

/** Four gates in a row that together are a sigmoid, 1/(1+e⁻ˢ), and the node s that they read. */
export interface SigmoidChain {
  readonly input: GraphNode;
  /** ×−1, exp, +1, 1/x */
  readonly gates: readonly [GraphNode, GraphNode, GraphNode, GraphNode];
}

/**
 * The chains that `collapse` would fold. The values inside a chain must be read by the next gate only: a value that is
 * used elsewhere too, or is the output, has to stay.
 */
export function collapsible(graph: ComputationalGraph): SigmoidChain[] {
  const readers = new Map<GraphNode, number>();
  for (const {from} of graph.edges) readers.set(from, (readers.get(from) ?? 0) + 1);
  const inside = (node: GraphNode | undefined) =>
    node !== undefined && readers.get(node) === 1 && node !== graph.output ? node : undefined;

  return graph.nodesTopologicallySorted().flatMap((reciprocal): SigmoidChain[] => {
    if (!(reciprocal.gate instanceof ReciprocalGate)) return [];
    const shift = inside(reciprocal.inputs[0]);
    if (!(shift?.gate instanceof ShiftGate) || shift.gate.shift !== 1) return [];
    const exp = inside(shift.inputs[0]);
    if (!(exp?.gate instanceof ExpGate)) return [];
    const negate = inside(exp.inputs[0]);
    if (!negate || !negates(negate)) return [];
    return [{input: negate.inputs[0]!, gates: [negate, exp, shift, reciprocal]}];
  });
}

/**
 * Folds every chain {×−1, exp, +1, 1/x} into one σ gate. Returns a new graph; the other nodes keep their ids, and if the
 * chain's end had a name, the σ gate takes it over.
 */
export function collapse(graph: ComputationalGraph): ComputationalGraph {
  const chains = collapsible(graph);
  const ends = new Map(chains.map((chain) => [chain.gates[3], chain]));
  const inner = new Set(chains.flatMap(({gates}) => gates.slice(0, 3)));
  return rebuild(graph, (node, {now, keep, add}) => {
    if (inner.has(node)) return undefined;
    const chain = ends.get(node);
    return chain ? add(new SigmoidGate(), [now(chain.input)], node) : keep(node);
  });
}

/** The reverse of `collapse`: every σ gate becomes the chain {×−1, exp, +1, 1/x}. */
export function expand(graph: ComputationalGraph): ComputationalGraph {
  return rebuild(graph, (node, {now, keep, add}) => {
    if (!(node.gate instanceof SigmoidGate)) return keep(node);
    const negate = add(new NegateGate(), [now(node.inputs[0]!)]);
    const exp = add(new ExpGate(), [negate]);
    const shift = add(new ShiftGate(1), [exp]);
    return add(new ReciprocalGate(), [shift], node);
  });
}

function negates({gate}: GraphNode): boolean {
  return gate instanceof NegateGate || (gate instanceof ScaleGate && gate.factor === -1);
}
