import {countText} from "../shared/number-text.ts";
import {type LayerSummary, shapeText} from "./shapes.ts";

/** One step of the two passes over a network, a layer at a time. */
export interface SweepStep {
  readonly phase: "start" | "forward" | "seed" | "backward";
  /** The layer at work, by its place in the list; absent before the first step. */
  readonly layer?: number;
}

/**
 * Both passes: nothing yet; every layer in the order of the list, which is topological; the seed at the last layer; and
 * the layers that lead to it, in reverse. Inputs compute nothing, so that backward steps end at what reads them.
 */
export function sweepSteps(summaries: readonly LayerSummary[]): SweepStep[] {
  const steps: SweepStep[] = [{phase: "start"}];
  summaries.forEach((_, layer) => void steps.push({phase: "forward", layer}));
  if (summaries.length === 0) return steps;
  steps.push({phase: "seed", layer: summaries.length - 1});
  const leads = leadingToLast(summaries);
  for (let layer = summaries.length - 1; layer >= 0; layer--) {
    if (leads.has(layer) && summaries[layer]!.inputs.length > 0) steps.push({phase: "backward", layer});
  }
  return steps;
}

/** What a picture shows of one layer. */
export interface LayerState {
  /** Its output is known. */
  readonly forward: boolean;
  /** How many of the wires that bring its gradient have brought it, and how many there are. */
  readonly arrived: number;
  readonly expected: number;
  readonly current: boolean;
}

/** A wire of the network, from a layer to one that reads it. */
export interface Wire {
  readonly from: number;
  readonly to: number;
}

export interface WireState {
  readonly forward: boolean;
  readonly backward: boolean;
  readonly current: boolean;
}

export interface Picture {
  readonly layers: readonly LayerState[];
  readonly wires: readonly WireState[];
}

export function wiresOf(summaries: readonly LayerSummary[]): Wire[] {
  const place = new Map(summaries.map(({name}, index) => [name, index]));
  return summaries.flatMap(({inputs}, to) =>
    inputs.flatMap((name) => {
      const from = place.get(name);
      return from === undefined || from >= to ? [] : [{from, to}];
    }),
  );
}

/** The picture after step number `at`: a pure function, so that every step can be taken back. */
export function pictureAt(summaries: readonly LayerSummary[], steps: readonly SweepStep[], at: number): Picture {
  const wires = wiresOf(summaries);
  const leads = leadingToLast(summaries);
  const forward = new Set<number>();
  const backward = new Set<number>();
  let seeded = false;
  for (const {phase, layer} of steps.slice(0, at + 1)) {
    if (phase === "forward") forward.add(layer!);
    else if (phase === "seed") seeded = true;
    else if (phase === "backward") backward.add(layer!);
  }
  const step = steps[at];
  const last = summaries.length - 1;
  return {
    layers: summaries.map((_, layer) => {
      const out = wires.filter(({from, to}) => from === layer && leads.has(to));
      return {
        forward: forward.has(layer),
        arrived: layer === last ? Number(seeded) : out.filter(({to}) => backward.has(to)).length,
        expected: layer === last ? 1 : out.length,
        current: step?.layer === layer,
      };
    }),
    wires: wires.map(({from, to}) => ({
      forward: forward.has(from),
      backward: backward.has(to),
      current: step?.layer === to && (step.phase === "forward" || step.phase === "backward"),
    })),
  };
}

/** The step in one sentence, for the line below the picture and for those who listen. */
export function describeStep(
  summaries: readonly LayerSummary[],
  steps: readonly SweepStep[],
  at: number,
  batch = 1,
): string {
  const {phase, layer} = steps[at]!;
  const where = `Step ${at} of ${steps.length - 1}.`;
  if (layer === undefined) return `Ready: ${steps.length - 1} steps, forward through every layer and back again.`;
  const {name, inputs, shape, type, parameters, sharedWith} = summaries[layer]!;
  const shapeOf = (input: string) => shapeText(summaries.find((s) => s.name === input)?.shape ?? null, batch);
  const mine = shapeText(shape, batch);
  const count = sharedWith ? summaries.find((s) => s.name === sharedWith)!.parameters : parameters;
  if (phase === "forward") {
    if (type === "input") return `${where} Forward: ${name} is given, ${mine}.`;
    const shared = sharedWith
      ? `the same ${countText(count)} parameters as ${sharedWith}`
      : `${countText(count)} parameters`;
    const by = count === 0 ? "" : ` with ${shared}`;
    if (inputs.length === 1) return `${where} Forward: ${name} turns ${shapeOf(inputs[0]!)} into ${mine}${by}.`;
    return `${where} Forward: ${name} makes ${mine} of ${list(inputs.map((input) => `${input} (${shapeOf(input)})`))}${by}.`;
  }
  if (phase === "seed") return `${where} Seed: the gradient of ${name} by itself is 1. The backward pass begins here.`;
  const sends = list(inputs.map((input) => `${shapeOf(input)} to ${input}`));
  const shared = sharedWith !== undefined || summaries.some((s) => s.sharedWith === name);
  const many = countText(count);
  const own = shared
    ? `; its ${many} parameters, which other layers share, get gradients that add to theirs`
    : `; its ${many} parameters get as many gradients`;
  const holds = `${name} holds a gradient of its output’s shape, ${mine}, and sends ${sends}`;
  return `${where} Backward: ${holds}${count === 0 ? "" : own}.`;
}

function leadingToLast(summaries: readonly LayerSummary[]): Set<number> {
  const wires = wiresOf(summaries);
  const leads = new Set([summaries.length - 1]);
  for (let to = summaries.length - 1; to >= 0; to--) {
    if (leads.has(to)) for (const wire of wires) if (wire.to === to) leads.add(wire.from);
  }
  return leads;
}

export type SweepPhase = SweepStep["phase"] | "done";

/** The phase that a step belongs to; the last step is "done". */
export function phaseAt(steps: readonly SweepStep[], at: number): SweepPhase {
  return at > 0 && at === steps.length - 1 ? "done" : steps[at]!.phase;
}

/** The next step at which a phase ends, in a direction: start, forward pass, seed, backward pass. */
export function nextStop(steps: readonly SweepStep[], at: number, direction: 1 | -1): number {
  const stops = steps.flatMap(({phase}, index) => (steps[index + 1]?.phase === phase ? [] : [index]));
  if (direction > 0) return stops.find((stop) => stop > at) ?? steps.length - 1;
  return stops.findLast((stop) => stop < at) ?? 0;
}

function list(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
