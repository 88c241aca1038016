import {
  AddGate,
  ComputationalGraph,
  DivideGate,
  MultiplyGate,
  PowGate,
  ScaleGate,
  SqrtGate,
  SubtractGate,
} from "../../core/graph/index.ts";
import {wireKey} from "../shared/circuit/wire-key.ts";

/** One unit's numbers for a batch of m samples, and what is needed to send a gradient back through them. */
export interface Batch {
  readonly x: readonly number[];
  /** ∂L/∂y of each sample: what arrives from the layers above. */
  readonly upstream: readonly number[];
  readonly gamma: number;
  readonly beta: number;
  readonly epsilon: number;
}

/** Both passes through the whole graph. Samples count from 1 in ids: "x1", "c1", "xhat1", "y1". */
export interface Passes {
  readonly batch: Batch;
  /** By node id. */
  readonly values: Readonly<Record<string, number>>;
  /** ∂L/∂node, all paths added up. */
  readonly gradients: Readonly<Record<string, number>>;
  /** By wire: the share of a gradient that came back along it. */
  readonly flows: Readonly<Record<string, number>>;
  /** The first number that is not finite, in words. */
  readonly problem?: string;
}

/**
 * Batch normalization of one unit over m samples, as scalar gates. Its output L = Σ gᵢ yᵢ is there to hand each yᵢ the
 * gradient gᵢ. That the samples are tied together, by "mu" and "variance", is the whole difficulty of its backward pass.
 * @throws {RangeError} for m < 1
 */
export function batchGraph(m: number): ComputationalGraph {
  if (!(Number.isInteger(m) && m >= 1)) throw new RangeError(`a batch cannot have ${m} samples`);
  const graph = new ComputationalGraph();
  const samples = Array.from({length: m}, (_, i) => i + 1);
  const sum = (name: string, terms: readonly ReturnType<typeof graph.input>[]) =>
    m === 1 ? graph.define(name, new ScaleGate(1), terms[0]!) : graph.define(name, new AddGate(m), ...terms);

  const x = samples.map((i) => graph.input(`x${i}`));
  const gamma = graph.input("gamma");
  const beta = graph.input("beta");
  const epsilon = graph.input("epsilon");
  const upstream = samples.map((i) => graph.input(`g${i}`));

  const mu = graph.define("mu", new ScaleGate(1 / m), sum("sum", x));
  const c = x.map((node, i) => graph.define(`c${i + 1}`, new SubtractGate(), node, mu));
  const squares = c.map((node, i) => graph.define(`square${i + 1}`, new PowGate(2), node));
  const variance = graph.define("variance", new ScaleGate(1 / m), sum("squares", squares));
  const std = graph.define("std", new SqrtGate(), graph.define("shifted", new AddGate(), variance, epsilon));
  const xhat = c.map((node, i) => graph.define(`xhat${i + 1}`, new DivideGate(), node, std));
  const y = xhat.map((node, i) =>
    graph.define(`y${i + 1}`, new AddGate(), graph.define(`scaled${i + 1}`, new MultiplyGate(), gamma, node), beta),
  );
  const terms = y.map((node, i) => graph.define(`term${i + 1}`, new MultiplyGate(), upstream[i]!, node));
  graph.output = sum("L", terms);
  return graph;
}

/** Runs a batch forward and backward. @throws {GraphError} for numbers that are not finite */
export function run(graph: ComputationalGraph, batch: Batch): Passes {
  const inputs: Record<string, number> = {gamma: batch.gamma, beta: batch.beta, epsilon: batch.epsilon};
  batch.x.forEach((value, i) => {
    inputs[`x${i + 1}`] = value;
    inputs[`g${i + 1}`] = batch.upstream[i]!;
  });
  let problem: string | undefined;
  for (const step of graph.forwardSteps(inputs)) if (step.problem) problem ??= `${step.node.label}: ${step.problem}`;
  const flows: Record<string, number> = {};
  for (const step of graph.backwardSteps()) {
    if (step.phase !== "backward") continue;
    flows[wireKey(step.node.id, step.argument)] = step.downstream;
    if (step.problem) problem ??= `the gradient of ${step.input.label}: ${step.problem}`;
  }
  const values: Record<string, number> = {};
  const gradients: Record<string, number> = {};
  for (const node of graph.nodes) {
    if (node.value !== undefined) values[node.id] = node.value;
    if (node.grad !== undefined) gradients[node.id] = node.grad;
  }
  return {batch, values, gradients, flows, ...(problem === undefined ? {} : {problem})};
}
