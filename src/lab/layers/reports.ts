import {joinOutputs, type Outputs} from "./outputs.ts";
import {join, type Spread} from "./spread.ts";

/** What some rows have given in a layer, on the way up or on the way down. */
export type Report = ForwardReport | BackwardReport;

export interface ForwardReport {
  readonly kind: "forward";
  /** From 1. */
  readonly layer: number;
  readonly outputs: Outputs;
}

export interface BackwardReport {
  readonly kind: "backward";
  readonly layer: number;
  readonly gradient: Spread;
  readonly weights: Spread;
}

/** What the rows of both have given; `a` and `b` are of one kind and one layer. */
export function joinReports(a: Report, b: Report): Report {
  if (a.kind === "forward" && b.kind === "forward") return {...a, outputs: joinOutputs(a.outputs, b.outputs)};
  if (a.kind === "backward" && b.kind === "backward") {
    return {...a, gradient: join(a.gradient, b.gradient), weights: join(a.weights, b.weights)};
  }
  throw new TypeError(`a ${a.kind} and a ${b.kind} report cannot be joined`);
}
