import {columns} from "../activation-plot/geometry.ts";
import {draggable, nearest} from "../drag/drag.ts";
import {labelledSlider} from "../drag/labelled-slider.ts";
import {announceInput, keepInputInside} from "../shared/announce.ts";
import {html, svg} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {watchWidth} from "../shared/watch-width.ts";
import {BELL_HEIGHT, drawBell, handlesOf} from "./draw-bell.ts";

export interface NormalDialOptions {
  /** Default 0. */
  mean?: number;
  /** The standard deviation, 0.05 to 5. Default 1. */
  std?: number;
  /** The axis shows −range … range, and the mean stays within. Default 6. */
  range?: number;
}

export interface NormalDialValue {
  readonly mean: number;
  readonly std: number;
}

export type NormalDialElement = HTMLElement & {
  readonly value: NormalDialValue;
  /** Moves the bell, as if the reader had. @throws {RangeError} for a mean or a std out of range */
  set(value: Partial<NormalDialValue>): void;
};

/** Values come in steps of this size. */
const STEP = 0.05;
const MOST = 5;
/** How near one must press, in pixels, to take hold of the handle of σ; elsewhere one holds the bell. */
const REACH = 22;

/**
 * A bell curve whose mean and standard deviation one drags, or sets by two sliders: an input for experiments on
 * N(μ, σ²). Its axis stands as that of an `activationPlot` of the same range above it.
 */
export function normalDial(options: NormalDialOptions = {}): NormalDialElement {
  const range = options.range ?? 6;
  let state: NormalDialValue = checked({mean: options.mean ?? 0, std: options.std ?? 1}, range);
  let width = 640;

  const scene = svg("g", {});
  const picture = svg("svg", {class: "drag-picture normal-picture", role: "img", height: BELL_HEIGHT}, scene);
  const frame = html("div", {class: "normal-frame"}, picture);
  const sliders = {
    mean: labelledSlider({
      name: "mean μ of the inputs",
      symbol: "μ",
      min: -range,
      max: range,
      step: STEP,
      change: (mean) => take({mean}),
    }),
    std: labelledSlider({
      name: "standard deviation σ of the inputs",
      symbol: "σ",
      min: STEP,
      max: MOST,
      step: STEP,
      change: (std) => take({std}),
    }),
  };
  const root = html(
    "div",
    {class: "normal-dial", role: "group", "aria-label": "How the inputs spread"},
    frame,
    html("div", {class: "normal-sliders"}, sliders.mean.node, sliders.std.node),
  );
  keepInputInside(root);

  draggable<{what: "mean"; offset: number; near: boolean} | {what: "std"; near: true}>(picture, {
    grab(x, y) {
      const handles = handlesOf(state, columns(width, range));
      if (nearest(handles.slice(1), x, y, REACH)) return {what: "std", near: true};
      const near = nearest(handles.slice(0, 1), x, y, REACH) !== undefined;
      return {what: "mean", offset: columns(width, range).z(x) - state.mean, near};
    },
    move(held, x) {
      const z = columns(width, range).z(x);
      if (held.what === "mean") take({mean: clamp(z - held.offset, -range, range)});
      else take({std: clamp(z - state.mean, STEP, MOST)});
    },
    // Elsewhere in the picture a finger may scroll past it.
    keepsTouch: ({near}) => near,
  });

  watchWidth(frame, (now) => {
    width = now;
    draw();
  });

  function take(change: Partial<NormalDialValue>) {
    const next = {mean: stepped(change.mean ?? state.mean), std: stepped(change.std ?? state.std)};
    if (next.mean === state.mean && next.std === state.std) return;
    state = next;
    draw();
    announceInput(root);
  }

  function draw() {
    const {mean, std} = state;
    picture.setAttribute("viewBox", `0 0 ${width} ${BELL_HEIGHT}`);
    picture.setAttribute(
      "aria-label",
      `Inputs drawn from a normal distribution with mean ${numberText(mean)} and standard deviation ${numberText(std)}`,
    );
    scene.replaceChildren(drawBell(state, width, range));
    sliders.mean.show(mean);
    sliders.std.show(std);
  }

  Object.defineProperty(root, "value", {get: (): NormalDialValue => state});
  draw();
  const set = (value: Partial<NormalDialValue>): void => take(checked({...state, ...value}, range));
  return Object.assign(root, {set}) as HTMLElement as NormalDialElement;
}

function checked({mean, std}: NormalDialValue, range: number): NormalDialValue {
  if (!(Math.abs(mean) <= range)) {
    throw new RangeError(`normalDial(): the mean lies between −${range} and ${range}, not at ${mean}.`);
  }
  if (!(std >= STEP && std <= MOST)) {
    throw new RangeError(`normalDial(): the standard deviation is from ${STEP} to ${MOST}, not ${std}.`);
  }
  return {mean, std};
}

/** On the grid of the sliders, without binary dust: 0.15 and not 0.15000000000000002. */
function stepped(value: number): number {
  return Number((Math.round(value / STEP) * STEP).toFixed(2)) || 0;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
