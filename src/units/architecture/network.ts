import {NODE_HEIGHT, NODE_WIDTH} from "./draw-network.ts";
import type {Dial, Layer, LayerList} from "./layer.ts";
import {layoutNetwork, type NetworkLayout} from "./network-layout.ts";
import {inferShapes, type LayerSummary, totals} from "./shapes.ts";
import {type SweepStep, sweepSteps, type Wire, wiresOf} from "./sweep.ts";

export interface ArchitectureOptions {
  /** The unit's accessible name. Default: the list's title. */
  label?: string;
  /** Examples that go through the network together; multiplies activations, not parameters. Default 1. */
  batch?: number;
  /** Where to begin: a step's number, "forward" (after the forward pass) or "end". Default 0. */
  step?: number | "forward" | "end";
  /** The dials that the list offers, and the batch. Default true. */
  dials?: boolean;
  /** What to do where windows do not fit: "exact" calls it a problem, "floor" drops the rest. Default "exact". */
  rounding?: "exact" | "floor";
}

/** A network at one setting of its dials, ready to be drawn and stepped through. */
export interface Network {
  layers: readonly Layer[];
  summaries: readonly LayerSummary[];
  wires: readonly Wire[];
  steps: readonly SweepStep[];
  layout: NetworkLayout;
  totals: ReturnType<typeof totals>;
  batch: number;
}

/** Builds a list at the settings of its own dials, the batch and the rounding. */
export function build(
  list: readonly Layer[] | LayerList,
  settings: Readonly<Record<string, number>>,
  options: ArchitectureOptions,
): Network {
  const {batch = options.batch ?? 1, floor = options.rounding === "floor" ? 1 : 0, ...own} = settings;
  const layers = "rebuild" in list && list.rebuild && Object.keys(own).length > 0 ? list.rebuild(own) : list;
  const summaries = inferShapes(layers, {rounding: floor === 1 ? "floor" : "exact"});
  const wires = wiresOf(summaries);
  return {
    layers,
    summaries,
    wires,
    steps: sweepSteps(summaries),
    layout: layoutNetwork(
      layers.map(({group}) => group),
      wires,
      {nodeWidth: NODE_WIDTH, nodeHeight: NODE_HEIGHT},
    ),
    totals: totals(summaries, batch),
    batch,
  };
}

/** The list's own dials, the batch, and what to do with windows that do not fit, where there are windows. */
export function dialsOf(
  list: readonly Layer[] | LayerList,
  {batch = 1, rounding = "exact"}: ArchitectureOptions,
): Dial[] {
  const own = "dials" in list ? (list.dials ?? []) : [];
  const windows = list.some(({type}) => type === "conv" || type === "pool");
  return [
    ...own,
    {name: "batch", label: "batch", kind: "range", min: 1, max: Math.max(256, batch), step: 1, value: batch},
    ...(windows
      ? [
          {
            name: "floor",
            label: "round sizes down",
            kind: "toggle" as const,
            min: 0,
            max: 1,
            step: 1,
            value: rounding === "floor" ? 1 : 0,
          },
        ]
      : []),
  ];
}

/** The step to begin at; one beyond the end counts as the end. */
export function firstStep(steps: readonly SweepStep[], step: ArchitectureOptions["step"] = 0): number {
  if (step === "end") return steps.length - 1;
  if (step === "forward") return steps.findLastIndex(({phase}) => phase === "forward");
  return Math.min(steps.length - 1, Math.max(0, Math.trunc(step)));
}
