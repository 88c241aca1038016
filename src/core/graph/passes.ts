import {GraphError} from "./errors.ts";
import {roundTo} from "./number.ts";
import {gradientProblem, valueProblem} from "./problems.ts";
import type {BackwardStep, ForwardStep, GraphNode, SeedStep} from "./types.ts";

export interface ForwardOptions {
  /**
   * Round to so many decimals after every gate, as people do who calculate by hand: each value, and in the backward pass
   * each local gradient and each product. This is how the slides come to ∂x0 = 0.40 where 0.39 is right.
   */
  roundEachGate?: number;
}

export interface BackwardOptions extends ForwardOptions {
  /**
   * Gradients that meet at a node "add". "overwrite" is the classic bug, `=` for `+=`: the last one to arrive stays.
   */
  accumulation?: "add" | "overwrite";
}

/** Computes every gate of a topological order, one step a gate. After a step is yielded its node is up to date. */
export function* forwardPass(
  sorted: readonly GraphNode[],
  {roundEachGate: digits}: ForwardOptions,
): Generator<ForwardStep, void, undefined> {
  for (const node of sorted) {
    const {gate} = node;
    if (!gate) continue;
    const operands = node.inputs.map((input) => input.value!);
    const value = gate.forward(...operands);
    if (typeof value !== "number") throw badGate(node, "forward", value, "a number");
    const locals = gate.localGradients();
    if (!isGradient(locals, operands.length)) {
      throw badGate(node, "backward", locals, `an array with one number for each of its ${operands.length} operands`);
    }
    node.value = roundTo(value, digits);
    node.localGradients = locals.map((local) => roundTo(local, digits));
    const problem = valueProblem(node, operands, node.value);
    yield {phase: "forward", node, operands, value: node.value, ...(problem && {problem})};
  }
}

/**
 * Seeds the output with 1, then goes through the gates in reversed topological order and through each gate's edges in the
 * order of its arguments, one step an edge. A node's gradient is complete when its turn comes, as everyone who reads it
 * has had theirs. Edges to constants are left out: nobody can change a constant, so its gradient is of no use.
 */
export function* backwardPass(
  sorted: readonly GraphNode[],
  output: GraphNode,
  {accumulation = "add", roundEachGate: digits}: BackwardOptions,
): Generator<SeedStep | BackwardStep, void, undefined> {
  output.grad = 1;
  yield {phase: "seed", node: output, downstream: 1};
  for (const node of sorted.toReversed()) {
    const upstream = node.grad;
    if (!node.gate || upstream === undefined) continue;
    for (const [argument, input] of node.inputs.entries()) {
      if (input.op === "constant") continue;
      const local = node.localGradients![argument]!;
      const downstream = roundTo(upstream * local, digits);
      const before = accumulation === "add" ? (input.grad ?? 0) : 0;
      const total = (input.grad = roundTo(before + downstream, digits));
      const problem = gradientProblem(node, argument, {upstream, local, downstream, total});
      yield {
        phase: "backward",
        ...{node, input, argument, upstream, local, downstream, total},
        ...(problem && {problem}),
      };
    }
  }
}

function isGradient(value: unknown, length: number): value is number[] {
  return Array.isArray(value) && value.length === length && value.every((item) => typeof item === "number");
}

function badGate(node: GraphNode, method: string, got: unknown, wanted: string): GraphError {
  const shown = Array.isArray(got) ? `[${got.map(String).join(", ")}]` : String(got);
  return new GraphError(
    `The ${node.op} gate of "${node.label}" returned ${shown} from ${method}; it must return ${wanted}.`,
  );
}
