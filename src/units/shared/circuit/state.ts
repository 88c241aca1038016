import type {Trace, TraceStep} from "./trace.ts";

export type Phase = "start" | "forward" | "seed" | "backward" | "done";

/** What the picture shows at one step. A function of (structure, inputs, step) and of nothing else. */
export interface PictureState {
  step: number;
  steps: number;
  phase: Phase;
  /** By node: what has been computed so far, and nothing more. */
  values: Record<string, number>;
  gradients: Record<string, number>;
  /** By wire: the gradient that has flowed back along it. */
  flows: Record<string, number>;
  /** By node: how many gradients have arrived; the gradient is complete once every reader has sent its own. */
  arrivals: Record<string, number>;
  /** The step that has just been taken. */
  current?: TraceStep;
}

/** The state after `step` steps. A step beyond the ends counts as the end. */
export function pictureState(trace: Trace, step: number): PictureState {
  const steps = trace.steps.length;
  const at = Math.min(Math.max(0, Math.trunc(step)), steps);
  const values: Record<string, number> = {...trace.given};
  const gradients: Record<string, number> = {};
  const flows: Record<string, number> = {};
  const arrivals: Record<string, number> = {};
  for (let i = 0; i < at; i++) {
    const done = trace.steps[i]!;
    if (done.phase === "forward") values[done.node] = done.value;
    else if (done.phase === "seed") gradients[done.node] = done.downstream;
    else {
      gradients[done.input] = done.total;
      flows[done.wire] = done.downstream;
      arrivals[done.input] = (arrivals[done.input] ?? 0) + 1;
    }
  }
  const current = trace.steps[at - 1];
  return {
    step: at,
    steps,
    phase: phaseOf(trace, at),
    values,
    gradients,
    flows,
    arrivals,
    ...(current ? {current} : {}),
  };
}

function phaseOf({steps, forwardSteps}: Trace, step: number): Phase {
  if (step === 0) return "start";
  if (step === steps.length) return "done";
  return step <= forwardSteps ? "forward" : step === forwardSteps + 1 ? "seed" : "backward";
}

/** The steps at which the phases end: start, forward pass, seed, backward pass. Shift with an arrow goes from one to the next. */
export function phaseStops({steps, forwardSteps}: Trace): number[] {
  return [...new Set([0, forwardSteps, Math.min(forwardSteps + 1, steps.length), steps.length])];
}

/** The next phase's end in a direction, from a step. */
export function nextStop(trace: Trace, step: number, direction: 1 | -1): number {
  const stops = phaseStops(trace);
  if (direction > 0) return stops.find((stop) => stop > step) ?? trace.steps.length;
  return stops.findLast((stop) => stop < step) ?? 0;
}

/** The step that first shows the gradient of a node; undefined if none ever arrives. */
export function revealStep({steps}: Trace, id: string): number | undefined {
  const index = steps.findIndex((step) =>
    step.phase === "backward" ? step.input === id : step.phase === "seed" && step.node === id,
  );
  return index < 0 ? undefined : index + 1;
}
