import type {GraphNode} from "./types.ts";

/**
 * The nodes in an order in which each stands after everything it reads: depth-first, a node as soon as its operands are
 * done, operands in the order of the arguments. It keeps its own stack: a recursion would overflow on a long chain.
 */
export function topologicalSort(roots: Iterable<GraphNode>): GraphNode[] {
  const sorted: GraphNode[] = [];
  const seen = new Set<GraphNode>();
  for (const root of roots) {
    if (seen.has(root)) continue;
    seen.add(root);
    const path = [{node: root, next: 0}];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const input = top.node.inputs[top.next++];
      if (input === undefined) {
        sorted.push(top.node);
        path.pop();
      } else if (!seen.has(input)) {
        seen.add(input);
        path.push({node: input, next: 0});
      }
    }
  }
  return sorted;
}
