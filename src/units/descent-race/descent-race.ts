import type {Outcome, PlaneFunction, Point} from "../../core/descent/index.ts";
import {drawAxes, drawContours} from "../contours/draw-contours.ts";
import {functionOf} from "../contours/function-of.ts";
import {type PlaneScale, planeScale, type Range} from "../contours/plane-scale.ts";
import {draggable} from "../drag/drag.ts";
import {labelledSlider} from "../drag/labelled-slider.ts";
import {announceInput} from "../shared/announce.ts";
import {html, svg} from "../shared/element.ts";
import {type LinkedParts, pairOf, pairText} from "../shared/linked.ts";
import {numberText} from "../shared/number-text.ts";
import {stepping} from "../shared/stepping.ts";
import {watchWidth} from "../shared/watch-width.ts";
import {drawLosses, LOSS_HEIGHT, stepAtPlace} from "./draw-losses.ts";
import {drawPaths} from "./draw-paths.ts";
import {lossTable, outcomeText, raceTable} from "./race-table.ts";
import {pointAt, type Racer, race} from "./run.ts";

export interface DescentRaceOptions {
  /** The landscape: `...surface("ravine")` gives f, x, y, start and minimum. f may be a text in x and y. */
  f: PlaneFunction | string;
  x: Range;
  y: Range;
  start: Point;
  /** The least value of f, from which the losses are counted. Default 0. */
  minimum?: number;
  /** A value of f that counts as arrived. */
  target?: number;
  /** Up to six optimizers of core/nn, each with a name. */
  runs: readonly Racer[];
  /** Default 150. */
  steps?: number;
  /** Where to begin: a step, or "end". Default "end". */
  step?: number | "end";
  /** Whether the start can be moved. Default true. */
  movable?: boolean;
  /** What the function is called. Default f. */
  symbol?: string;
  /** The names of the axes. Default x and y. */
  names?: readonly [string, string];
  /** What a screen reader calls the unit. */
  label?: string;
}

export interface DescentRaceValue {
  readonly step: number;
  readonly start: Point;
  readonly runs: readonly {
    readonly name: string;
    readonly x: number;
    readonly y: number;
    readonly value: number;
    readonly outcome: Outcome;
    readonly iterations?: number;
  }[];
}

export type DescentRaceElement = HTMLElement & {
  readonly value: DescentRaceValue;
  goTo(step: number): void;
  setStart(start: Point): void;
  /** Where the runs start, if that can be moved, and the step. */
  readonly linked: LinkedParts;
};

/** Steps that Shift and an arrow take at once. */
const PHASE = 10;
const MOST_RUNS = 6;
/** Milliseconds between two steps that play. */
const PACE = 70;
let count = 0;

/**
 * Optimizers side by side, from one start: their paths on contour lines, and the loss of each against the step. The paths
 * are those of core/nn's optimizers on a parameter of two numbers; playing only walks along them.
 */
export function descentRace(options: DescentRaceOptions): DescentRaceElement {
  const f = functionOf(options.f);
  const {x: xs, y: ys, runs: racers, steps = 150, minimum = 0, target, movable = true} = options;
  const {symbol = "f", names = ["x", "y"]} = options;
  if (racers.length > MOST_RUNS) throw new RangeError(`descentRace(): up to ${MOST_RUNS} runs, not ${racers.length}.`);
  let start: Point = options.start;
  let result = race(f, start, racers, {steps, target});
  const stepper = stepping({
    step: options.step ?? "end",
    last: () => steps,
    phase: (step, direction) => step + direction * PHASE,
    sentence,
    show,
    pace: PACE,
  });
  let width = 640;
  // The landscape asks for f some ten thousand times: not for a width that no reader sees.
  let isMeasured = typeof ResizeObserver === "undefined";
  let scale: PlaneScale;
  const clip = `race-clip-${++count}`;

  const landscape = svg("g", {});
  const paths = svg("g", {});
  const clipRect = svg("rect", {});
  const map = svg(
    "svg",
    {class: "plane-picture drag-picture race-map", role: "img"},
    svg("clipPath", {id: clip}, clipRect),
    landscape,
    paths,
  );
  const losses = svg("svg", {class: "plane-picture drag-picture race-losses", role: "img"});
  const frame = html("div", {class: "plane-frame race-frame"}, map);
  const problem = html("p", {class: "unit-problem", role: "status"});
  const table = html("div", {class: "race-table-frame"});
  const figures = html("div", {class: "race-figures", role: "group", tabindex: 0, "aria-label": "Table of losses"});
  const details = html(
    "details",
    {class: "unit-details", ontoggle: () => showFigures()},
    html("summary", {}, "The losses as a table"),
    figures,
  );
  const startSlider = (axis: 0 | 1, [from, to]: Range) =>
    labelledSlider({
      name: `start, ${names[axis]}`,
      symbol: names[axis],
      min: from,
      max: to,
      step: grain([from, to]),
      change: (value) => moveStart(axis === 0 ? [value, start[1]] : [start[0], value], true),
    });
  const sliders = [startSlider(0, xs), startSlider(1, ys)] as const;
  const root = html(
    "div",
    {class: "unit descent-race", role: "group", "aria-label": options.label ?? "Optimizers on their way down"},
    frame,
    stepper.node,
    problem,
    table,
    html("div", {class: "race-loss-frame"}, losses),
    movable &&
      html("div", {class: "race-start"}, html("span", {class: "unit-note"}, "start"), sliders[0].node, sliders[1].node),
    details,
    stepper.says.node,
  );
  stepper.attach(root);
  if (movable)
    draggable<true>(map, {
      grab(px, py) {
        const [cx, cy] = [scale.x(start[0]), scale.y(start[1])];
        return Math.hypot(cx - px, cy - py) <= 24 ? true : undefined;
      },
      move(_, px, py) {
        const [x, y] = scale.point(px, py);
        const [dx, dy] = [grain(xs), grain(ys)];
        moveStart([clamp(round(x, dx), scale.xs), clamp(round(y, dy), scale.ys)]);
      },
      keepsTouch: () => true,
    });
  draggable<true>(losses, {
    grab(px) {
      stepper.goTo(stepAtPlace(px, width, steps));
      return true;
    },
    move: (_, px) => stepper.goTo(stepAtPlace(px, width, steps)),
  });
  watchWidth(frame, (now) => {
    width = now;
    isMeasured = true;
    layOut();
    show();
  });
  layOut();
  show();
  Object.defineProperty(root, "value", {get: value, enumerable: true});
  return Object.assign(root, {
    goTo: stepper.goTo,
    setStart: (to: Point) => moveStart(to),
    linked: linkedParts(),
  }) as HTMLElement as DescentRaceElement;

  function value(): DescentRaceValue {
    const {step} = stepper;
    return {
      step,
      start,
      runs: result.runs.map((run) => {
        const {x, y, value} = pointAt(run, step);
        const {name, outcome, iterations} = run;
        return {name, x, y, value, outcome, ...(iterations !== undefined && {iterations})};
      }),
    };
  }

  function moveStart(to: Point, spoken = false): void {
    if (to[0] === start[0] && to[1] === start[1]) return;
    start = to;
    result = race(f, start, racers, {steps, target});
    show();
    if (spoken) stepper.says.say(result.problem ?? summary());
    announceInput(root);
  }

  function sentence(): string {
    const {step} = stepper;
    const runs = result.runs.map((run) => `${run.name}: ${symbol} = ${numberText(pointAt(run, step).value)}`);
    return `Step ${step} of ${steps}. ${runs.join("; ")}.`;
  }

  function linkedParts(): LinkedParts {
    const step = {
      read: () => String(stepper.step),
      write(text: string) {
        if (!/^\d{1,5}$/.test(text) || Number(text) > steps) return `a step is a whole number up to ${steps}`;
        stepper.goTo(Number(text));
        return undefined;
      },
    };
    if (!movable) return {step};
    const begin = {
      read: () => pairText(start),
      write(text: string) {
        const to = pairOf(text);
        if (!to) return "a start is two numbers";
        const [x, y] = to;
        if (clamp(x, scale.xs) !== x || clamp(y, scale.ys) !== y) return "the start lies outside the picture";
        moveStart(to);
        return undefined;
      },
    };
    return {start: begin, step};
  }

  function summary(): string {
    return result.runs.map((run) => `${run.name}: ${outcomeText(run, steps)}`).join("; ");
  }

  function layOut(): void {
    scale = planeScale(width, {x: xs, y: ys});
    map.setAttribute("viewBox", `0 0 ${width} ${scale.height}`);
    losses.setAttribute("viewBox", `0 0 ${width} ${LOSS_HEIGHT}`);
    for (const [name, to] of [
      ["x", scale.left],
      ["y", scale.top],
      ["width", scale.right - scale.left],
      ["height", scale.bottom - scale.top],
    ] as const)
      clipRect.setAttribute(name, String(to));
    if (isMeasured) landscape.replaceChildren(drawContours(f, scale), drawAxes(scale, names));
  }

  function show(): void {
    const {step} = stepper;
    const [cx, cy] = [scale.x(start[0]), scale.y(start[1])];
    paths.replaceChildren(
      drawPaths(result.runs, step, scale, clip),
      svg("circle", {class: movable ? "race-start-ring" : "race-start-fixed", cx, cy, r: 10}),
      ...(movable ? [svg("circle", {class: "drag-halo", cx, cy, r: 16})] : []),
      svg("text", {class: "race-start-name", x: cx + 14, y: cy - 12}, "start"),
    );
    map.setAttribute("aria-label", `Contour lines and the paths of ${result.runs.length} runs. ${sentence()}`);
    losses.replaceChildren(drawLosses(result.runs, {width, step, steps, minimum, target, symbol}));
    losses.setAttribute("aria-label", `Loss against steps. ${summary()}`);
    table.replaceChildren(raceTable(result.runs, {step, steps, scale, target, symbol}));
    problem.textContent = result.problem ?? "";
    sliders[0].show(start[0]);
    sliders[1].show(start[1]);
    showFigures();
    stepper.update();
  }

  function showFigures(): void {
    // Built only while it is open: it is long, and a drag redraws at every move.
    if (details.open) figures.replaceChildren(lossTable(result.runs, steps, symbol));
    else figures.replaceChildren();
  }
}

/** A round step that divides a range into some two hundred. */
function grain([from, to]: Range): number {
  const fine = (to - from) / 200;
  return Number((10 ** Math.ceil(Math.log10(fine) - 0.3)).toPrecision(1));
}

function round(value: number, size: number): number {
  return Number((Math.round(value / size) * size).toPrecision(12)) || 0;
}

function clamp(value: number, [low, high]: Range): number {
  return Math.min(high, Math.max(low, value));
}
