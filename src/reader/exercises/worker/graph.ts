import {readProperty} from "../../inspect/summary.ts";
import {type Closeness, type Difference, firstDifference} from "./compare.ts";

/** What is compared of a node of a graph: a core's node, or one of the reader's. */
interface NodeLike {
  id?: unknown;
  name?: unknown;
  label?: unknown;
  op?: unknown;
  value?: unknown;
  grad?: unknown;
}

/**
 * Compares a reader's graph with the core's, node by node: all values in topological order, so that the first wrong one
 * has right operands; then the gradients, from the output backwards, for the same reason. Nodes are known by their id or
 * name, and those without a gradient in the reference are not asked for one.
 * @param theirs an array of nodes, or an object that has one as `sorted` or `nodes`
 * @param reference has `nodesTopologicallySorted()`
 */
export function graphDifference(theirs: unknown, reference: unknown, closeness: Closeness): Difference | undefined {
  const sorted = nodesOf(reference);
  if (!sorted) throw new TypeError("sameGraph compares with a ComputationalGraph: give it one as its second argument.");
  const given = nodesOf(theirs);
  if (!given) return {place: "", message: "expected a graph: an array of nodes, or an object with one as “sorted”"};
  const byName = new Map(given.map((node) => [nameOf(node), node]));
  const named = sorted.filter(({op}) => op !== "constant");
  const compare = (node: NodeLike, key: "value" | "grad"): Difference | undefined => {
    const place = `node ${nameOf(node)}`;
    const own = byName.get(nameOf(node));
    if (!own) return {place, message: `is missing: the graph has ${[...byName.keys()].join(", ") || "no nodes"}`};
    const difference = firstDifference(readProperty(own, key), node[key], closeness);
    return difference && {place: `${place}, ${key}`, message: difference.message};
  };
  for (const node of named) {
    const difference = compare(node, "value");
    if (difference) return difference;
  }
  for (const node of named.toReversed()) {
    const difference = node.grad === undefined ? undefined : compare(node, "grad");
    if (difference) return difference;
  }
  return undefined;
}

function nodesOf(graph: unknown): NodeLike[] | undefined {
  if (Array.isArray(graph)) return graph.filter((node) => typeof node === "object" && node !== null);
  if (typeof graph !== "object" || graph === null) return undefined;
  const sort = readProperty(graph, "nodesTopologicallySorted");
  if (typeof sort === "function") return nodesOf(sort.call(graph));
  for (const key of ["sorted", "nodes"]) {
    const nodes = readProperty(graph, key);
    if (Array.isArray(nodes)) return nodesOf(nodes);
  }
  return undefined;
}

function nameOf(node: NodeLike): string {
  for (const key of ["id", "name", "label"]) {
    const name = readProperty(node, key);
    if (typeof name === "string") return name;
  }
  return "(without a name)";
}
