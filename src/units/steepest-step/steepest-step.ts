import {NORMS, type Norm, type PlaneFunction, type Point} from "../../core/descent/index.ts";
import {functionOf} from "../contours/function-of.ts";
import {type PlaneScale, planeScale, type Range} from "../contours/plane-scale.ts";
import {draggable} from "../drag/drag.ts";
import {labelledSlider} from "../drag/labelled-slider.ts";
import {announceInput, keepInputInside} from "../shared/announce.ts";
import {html, svg} from "../shared/element.ts";
import {liveRegion} from "../shared/live-region.ts";
import {numberText} from "../shared/number-text.ts";
import {watchWidth} from "../shared/watch-width.ts";
import {drawLandscape, drawLens, drawPlace, lensScale} from "./draw-map.ts";
import {angleAt, drawSweep, SWEEP_HEIGHT} from "./draw-sweep.ts";
import {degrees, read, type SteepestReading, type SteepestState} from "./steepest-state.ts";
import {sentence, stepsTable} from "./steepest-text.ts";

export interface SteepestStepOptions {
  /** What the map shows. Default −3 … 3 and −2 … 2. */
  x?: Range;
  y?: Range;
  /** Where one stands. Default (−1, 1). */
  w?: Point;
  /** ε, from 0.001 to 2. Default 1. */
  radius?: number;
  /** The direction of the step in degrees from the first axis. Default 0. */
  angle?: number;
  /** Default "L2". */
  norm?: Norm;
  /** Whether the norm can be chosen. Default true. */
  norms?: boolean;
  /** Whether the steepest direction shows from the start; else a button shows it. Default false. */
  reveal?: boolean;
  /** What a screen reader calls the unit. */
  label?: string;
}

export interface SteepestStepValue extends SteepestState, SteepestReading {
  /** The direction in degrees. */
  readonly degrees: number;
  readonly revealed: boolean;
}

export type SteepestStepElement = HTMLElement & {
  readonly value: SteepestStepValue;
  /** Changes some of the state, as if the reader had. */
  set(state: Partial<SteepestState>): void;
};

const RADII = {least: 0.001, most: 2};
const NARROW = 560;
const GAP = 12;

/**
 * A step of size ε from a point of a landscape: choose its direction, read what the first-order expansion promises and what
 * comes of it, shrink ε, and measure ε by another norm.
 *
 *     view(steepestStep("0.5*(x^2 + 4*y^2)", {w: [-1, 1], radius: 1}))
 */
export function steepestStepUnit(f: PlaneFunction | string, options: SteepestStepOptions = {}): SteepestStepElement {
  const g = functionOf(f);
  const xs: Range = options.x ?? [-3, 3];
  const ys: Range = options.y ?? [-2, 2];
  let state: SteepestState = checked(
    {
      w: options.w ?? [-1, 1],
      radius: options.radius ?? 1,
      angle: ((options.angle ?? 0) * Math.PI) / 180,
      norm: options.norm ?? "L2",
    },
    xs,
    ys,
  );
  let revealed = options.reveal ?? false;
  let reading = read(g, state);
  let width = 760;
  let scale: PlaneScale;
  let lensSize = 300;

  const landscape = svg("g", {});
  const place = svg("g", {});
  const map = svg("svg", {class: "plane-picture drag-picture steepest-map", role: "img"}, landscape, place);
  const lensScene = svg("g", {});
  const lens = svg("svg", {class: "plane-picture drag-picture steepest-lens", role: "img"}, lensScene);
  const sweepScene = svg("g", {});
  const sweep = svg("svg", {class: "plane-picture drag-picture steepest-sweep", role: "img"}, sweepScene);
  const frame = html(
    "div",
    {class: "steepest-frame"},
    html("div", {class: "steepest-left"}, map),
    html("div", {class: "steepest-right"}, lens),
  );
  const says = liveRegion("visually-hidden");
  const table = html("div", {class: "steepest-table-frame"});
  const slider = (name: string, symbol: Node | string, range: Range, step: number, change: (value: number) => void) =>
    labelledSlider({name, symbol, min: range[0], max: range[1], step, change});
  const sub = (letter: string, index: string) => {
    const fragment = document.createDocumentFragment();
    fragment.append(letter, html("sub", {}, index));
    return fragment;
  };
  const sliders = {
    angle: labelledSlider({
      name: "direction of the step in degrees",
      symbol: "θ",
      min: -180,
      max: 180,
      step: 1,
      text: (value) => `${numberText(value, 0)}°`,
      change: (value) => take({angle: (value * Math.PI) / 180}, true),
    }),
    radius: labelledSlider({
      name: "size ε of the step",
      symbol: "ε",
      min: Math.log10(RADII.least),
      max: Math.log10(RADII.most),
      step: 0.05,
      text: (value) => numberText(10 ** value, 3),
      change: (value) => take({radius: Number((10 ** value).toPrecision(3))}, true),
    }),
    w1: slider("first coordinate of w", sub("w", "1"), xs, 0.05, (value) => take({w: [value, state.w[1]]}, true)),
    w2: slider("second coordinate of w", sub("w", "2"), ys, 0.05, (value) => take({w: [state.w[0], value]}, true)),
  };
  const name = `steepest-norm-${++count}`;
  const choice = html(
    "div",
    {class: "unit-choice", role: "radiogroup", "aria-label": "How the size of a step is measured"},
    ...NORMS.map((norm) =>
      html(
        "label",
        {},
        html("input", {
          type: "radio",
          name,
          value: norm,
          checked: norm === state.norm,
          onchange: () => take({norm}, true),
        }),
        norm,
      ),
    ),
  );
  const button = html(
    "button",
    {
      type: "button",
      class: "unit-action unit-quiet",
      "aria-pressed": String(revealed),
      onclick: () => {
        revealed = !revealed;
        button.setAttribute("aria-pressed", String(revealed));
        draw();
        says.say(sentence(state, reading, revealed));
        announceInput(root);
      },
    },
    "Show the steepest step",
  );
  const root = html(
    "div",
    {class: "unit steepest-step", role: "group", "aria-label": options.label ?? "A step of size ε on a landscape"},
    frame,
    html(
      "div",
      {class: "unit-row steepest-choices"},
      options.norms !== false && html("span", {class: "unit-field"}, "size measured by ", choice),
      button,
    ),
    html("div", {class: "steepest-sliders"}, sliders.angle.node, sliders.radius.node, sliders.w1.node, sliders.w2.node),
    html(
      "p",
      {class: "steepest-legend unit-note"},
      html("span", {"data-kind": "promise"}, "first order"),
      html("span", {"data-kind": "truth"}, "truth"),
      html("span", {"data-kind": "steepest"}, "steepest (dashed arrow)"),
      html("span", {"data-kind": "truly"}, "truly best (diamond)"),
    ),
    html("div", {class: "steepest-sweep-frame"}, sweep),
    table,
    says.node,
  );
  keepInputInside(root);

  draggable<{offset: Point; near: boolean}>(map, {
    grab(x, y) {
      const [px, py] = [scale.x(state.w[0]), scale.y(state.w[1])];
      if (Math.hypot(px - x, py - y) <= 22) return {offset: [px - x, py - y], near: true};
      // Pressed anywhere else, w comes there.
      moveTo(x, y);
      return {offset: [0, 0], near: false};
    },
    move: ({offset}, x, y) => moveTo(x + offset[0], y + offset[1]),
    // Elsewhere a finger may scroll past the map.
    keepsTouch: ({near}) => near,
  });
  draggable<true>(lens, {
    grab(x, y) {
      point(x, y);
      return true;
    },
    move: (_, x, y) => point(x, y),
  });
  draggable<true>(sweep, {
    grab(x) {
      take({angle: angleAt(x, width)});
      return true;
    },
    move: (_, x) => take({angle: angleAt(x, width)}),
  });
  watchWidth(frame, (now) => {
    width = now;
    layOut();
    draw();
  });

  function moveTo(px: number, py: number) {
    const [x, y] = scale.point(px, py);
    take({w: [clamp(x, xs), clamp(y, ys)]});
  }

  function point(px: number, py: number) {
    const [x, y] = lensScale(lensSize, state).point(px, py);
    const [dx, dy] = [x - state.w[0], y - state.w[1]];
    if (Math.hypot(dx, dy) > 0) take({angle: Math.atan2(dy, dx)});
  }

  /** What the keyboard changes is also said; a pointer's drag would say a hundred sentences. */
  function take(change: Partial<SteepestState>, spoken = false) {
    const next = {...state, ...change};
    const tidy: SteepestState = {
      ...next,
      w: [Number(next.w[0].toFixed(3)) || 0, Number(next.w[1].toFixed(3)) || 0],
      angle: (Math.round(degrees(next.angle)) * Math.PI) / 180,
    };
    if (JSON.stringify(tidy) === JSON.stringify(state)) return;
    state = tidy;
    reading = read(g, state);
    draw();
    if (spoken) says.say(sentence(state, reading, revealed));
    announceInput(root);
  }

  function layOut() {
    const wide = width >= NARROW;
    lensSize = wide ? Math.min(300, Math.floor(width * 0.4)) : width;
    if (!wide) lensSize = Math.min(300, width);
    const mapWidth = wide ? width - lensSize - GAP : width;
    scale = planeScale(mapWidth, {
      x: xs,
      y: ys,
      minHeight: wide ? lensSize - 34 : 180,
      maxHeight: wide ? lensSize - 34 : 320,
    });
    frame.style.gridTemplateColumns = wide ? `${mapWidth}px ${lensSize}px` : "minmax(0, 1fr)";
    map.setAttribute("viewBox", `0 0 ${mapWidth} ${scale.height}`);
    lens.setAttribute("viewBox", `0 0 ${lensSize} ${lensSize}`);
    lens.style.maxWidth = `${lensSize}px`;
    landscape.replaceChildren(drawLandscape(g, scale));
  }

  function draw() {
    const text = sentence(state, reading, revealed);
    map.setAttribute(
      "aria-label",
      `Contour map with w at (${numberText(state.w[0], 2)}, ${numberText(state.w[1], 2)}), where g is ${numberText(reading.value, 3)}`,
    );
    lens.setAttribute("aria-label", `The ${state.norm} ball around w, magnified. ${text}`);
    sweep.setAttribute("viewBox", `0 0 ${width} ${SWEEP_HEIGHT}`);
    sweep.setAttribute("aria-label", `Change of g against the direction of the step. ${text}`);
    place.replaceChildren(drawPlace(state, scale));
    lensScene.replaceChildren(drawLens(g, state, reading, {size: lensSize, reveal: revealed}));
    sweepScene.replaceChildren(drawSweep(g, state, reading, {width, reveal: revealed}));
    sliders.angle.show(degrees(state.angle));
    sliders.radius.show(Math.log10(state.radius));
    sliders.w1.show(state.w[0]);
    sliders.w2.show(state.w[1]);
    for (const input of choice.querySelectorAll("input")) input.checked = input.value === state.norm;
    table.replaceChildren(stepsTable(state, reading, revealed));
  }

  layOut();
  draw();
  Object.defineProperty(root, "value", {
    get: (): SteepestStepValue => ({...state, ...reading, degrees: degrees(state.angle), revealed}),
  });
  const set = (change: Partial<SteepestState>): void => take(checked({...state, ...change}, xs, ys));
  return Object.assign(root, {set}) as HTMLElement as SteepestStepElement;
}

/** Radio buttons of several units on one page need names of their own. */
let count = 0;

function checked(state: SteepestState, xs: Range, ys: Range): SteepestState {
  const {w, radius, norm, angle} = state;
  if (!(radius >= RADII.least && radius <= RADII.most))
    throw new RangeError(`steepestStep(): ε is from ${RADII.least} to ${RADII.most}, not ${radius}.`);
  if (!NORMS.includes(norm)) throw new RangeError(`steepestStep(): a norm is one of ${NORMS.join(", ")}, not ${norm}.`);
  if (!Number.isFinite(angle)) throw new RangeError("steepestStep(): the angle is a finite number.");
  if (!(w[0] >= xs[0] && w[0] <= xs[1] && w[1] >= ys[0] && w[1] <= ys[1]))
    throw new RangeError(`steepestStep(): w lies in the picture, not at (${w[0]}, ${w[1]}).`);
  return state;
}

function clamp(value: number, [low, high]: Range): number {
  return Math.min(high, Math.max(low, value));
}
