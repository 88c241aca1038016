import type {ComputationalGraph, Step} from "../../../core/graph/index.ts";
import {wireKey} from "./wire-key.ts";

/** Both passes, recorded: one entry a step, as plain data. Step number n of the stepper is `steps[n − 1]`. */
export interface Trace {
  steps: TraceStep[];
  /** How many of them belong to the forward pass. The seed is the one after. */
  forwardSteps: number;
  /** The inputs' and constants' values, which are there before the first step. */
  given: Record<string, number>;
  /** Each node's local derivatives, by argument. */
  locals: Record<string, readonly number[]>;
}

export type TraceStep =
  | {phase: "forward"; node: string; operands: readonly number[]; value: number; problem?: string}
  | {phase: "seed"; node: string; downstream: 1}
  | {
      phase: "backward";
      node: string;
      input: string;
      argument: number;
      wire: string;
      upstream: number;
      local: number;
      downstream: number;
      total: number;
      /** The gradient that the operand already had, if this was not the first to arrive. */
      before?: number;
      problem?: string;
    };

export interface TraceOptions {
  roundEachGate?: number;
  accumulation?: "add" | "overwrite";
}

/** Runs the graph forward and backward at the inputs and keeps every step. @throws {GraphError} for bad inputs */
export function trace(
  graph: ComputationalGraph,
  inputs: Readonly<Record<string, number>>,
  options: TraceOptions = {},
): Trace {
  const steps: TraceStep[] = [];
  const gradients = new Map<string, number>();
  for (const step of graph.forwardSteps(inputs, options)) steps.push(record(step, gradients));
  const forwardSteps = steps.length;
  for (const step of graph.backwardSteps(options)) steps.push(record(step, gradients));
  const given: Record<string, number> = {};
  const locals: Record<string, readonly number[]> = {};
  for (const node of graph.nodes) {
    if (!node.gate && node.value !== undefined) given[node.id] = node.value;
    if (node.localGradients) locals[node.id] = [...node.localGradients];
  }
  return {steps, forwardSteps, given, locals};
}

function record(step: Step, gradients: Map<string, number>): TraceStep {
  const problem = "problem" in step && step.problem !== undefined ? {problem: step.problem} : {};
  switch (step.phase) {
    case "forward":
      return {phase: "forward", node: step.node.id, operands: [...step.operands], value: step.value, ...problem};
    case "seed":
      return {phase: "seed", node: step.node.id, downstream: 1};
    case "backward": {
      const {node, input, argument, upstream, local, downstream, total} = step;
      const before = gradients.get(input.id);
      gradients.set(input.id, total);
      return {
        phase: "backward",
        ...{
          node: node.id,
          input: input.id,
          argument,
          wire: wireKey(node.id, argument),
          upstream,
          local,
          downstream,
          total,
        },
        ...(before === undefined ? {} : {before}),
        ...problem,
      };
    }
  }
}
