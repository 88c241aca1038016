import {wireKey} from "../shared/circuit/wire-key.ts";
import type {Passes} from "./batch-graph.ts";
import {FORWARD_STEPS, type Quantity, STAGES, type Stage} from "./stages.ts";

export type Phase = "start" | "forward" | "seed" | "backward" | "done";

/** A number of the picture: absent while nothing is computed. */
export interface Reading {
  readonly value?: number;
  readonly gradient?: number;
  /** The gradient has come by one of two ways. */
  readonly partial: boolean;
}

/** What the picture shows at one step: a function of (batch, step) and of nothing else. */
export interface PictureState {
  readonly step: number;
  readonly steps: number;
  readonly phase: Phase;
  readonly stage?: Stage;
  /** One reading a sample for "x", "c", "xhat", "y"; one for the others. */
  readonly readings: Readonly<Record<Quantity, readonly Reading[]>>;
}

const EACH = ["x", "c", "xhat", "y"] as const;
const ONCE = ["mu", "variance", "gamma", "beta"] as const;

/** The state after `step` steps. A step beyond the ends counts as the end. */
export function pictureState(passes: Passes, step: number): PictureState {
  const at = Math.min(Math.max(0, Math.trunc(step)), STAGES.length);
  const done = STAGES.slice(0, at);
  const m = passes.batch.x.length;
  const reading = (quantity: Quantity, sample: number): Reading => {
    const id = nodeId(quantity, sample);
    const given = quantity === "x" || quantity === "gamma" || quantity === "beta";
    const hasValue = given || done.some((stage) => stage.phase === "forward" && stage.quantity === quantity);
    const arrivals = done.filter((stage) => stage.phase !== "forward" && stage.quantity === quantity);
    const partial = arrivals.at(-1)?.part === "first";
    return {
      ...(hasValue ? {value: passes.values[id]!} : {}),
      ...(arrivals.length > 0
        ? {gradient: partial ? directGradient(passes, quantity, sample) : passes.gradients[id]!}
        : {}),
      partial,
    };
  };
  const readings = {
    ...Object.fromEntries(EACH.map((name) => [name, Array.from({length: m}, (_, i) => reading(name, i + 1))])),
    ...Object.fromEntries(ONCE.map((name) => [name, [reading(name, 0)]])),
  } as Record<Quantity, Reading[]>;
  const stage = STAGES[at - 1];
  return {step: at, steps: STAGES.length, phase: phaseOf(at), ...(stage ? {stage} : {}), readings};
}

/** The node of the graph behind a place of the picture. Samples count from 1. */
export function nodeId(quantity: Quantity, sample: number): string {
  return quantity === "x" || quantity === "c" || quantity === "xhat" || quantity === "y"
    ? `${quantity}${sample}`
    : quantity;
}

/** The part of a gradient that came straight back, not through the batch's μ or σ². */
export function directGradient({flows}: Passes, quantity: Quantity, sample: number): number {
  return flows[quantity === "c" ? wireKey(`xhat${sample}`, 0) : wireKey(`c${sample}`, 0)]!;
}

/** The part that came through σ² (to c) or through μ (to x), in which all samples meet. */
export function sharedGradient({flows}: Passes, quantity: "c" | "x", sample: number): number {
  return flows[quantity === "c" ? wireKey(`square${sample}`, 0) : wireKey("sum", sample - 1)]!;
}

function phaseOf(step: number): Phase {
  if (step === 0) return "start";
  if (step === STAGES.length) return "done";
  return step <= FORWARD_STEPS ? "forward" : step === FORWARD_STEPS + 1 ? "seed" : "backward";
}
