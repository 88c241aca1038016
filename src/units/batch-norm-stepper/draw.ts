import {svg} from "../shared/element.ts";
import {textWidth} from "../shared/measure.ts";
import type {Format} from "../shared/number-text.ts";
import type {Passes} from "./batch-graph.ts";
import {type Box, GATE_RADIUS, type Layout, layout} from "./layout.ts";
import {spokenText} from "./rich-text.ts";
import {type Quantity, STAGES, type StageId} from "./stages.ts";
import {directGradient, nodeId, type PictureState, type Reading} from "./state.ts";

export interface View {
  readonly passes: Passes;
  readonly state: PictureState;
  /** The sample whose numbers stand in the text, from 1. */
  readonly sample: number;
  readonly format: Format;
}

const SIZE = 12.5;
const NAMES: Readonly<Record<Quantity, string>> = {
  x: "x",
  c: "c = x − μ",
  xhat: "x̂",
  y: "y",
  mu: "μ",
  variance: "σ²",
  gamma: "γ",
  beta: "β",
};

/** The room that the widest of a batch's numbers needs, once all are computed: so that nothing moves from step to step. */
export function rooms(passes: Passes, format: Format): {label: number; box: number} {
  const samples = passes.batch.x.map((_, i) => i + 1);
  const width = (ids: readonly string[], extra: readonly number[] = []) => {
    const texts = ids.flatMap((id) => [format(passes.values[id]), `∂${format(passes.gradients[id])}`]);
    return Math.max(...[...texts, ...extra.map((value) => `∂${format(value)}`)].map((text) => textWidth(text, SIZE)));
  };
  const each = (["x", "c", "xhat", "y"] as const).flatMap((name) => samples.map((i) => nodeId(name, i)));
  const direct = (["c", "x"] as const).flatMap((name) => samples.map((i) => directGradient(passes, name, i)));
  return {
    label: Math.max(40, width(each, direct) + 2),
    box: Math.max(58, width(["mu", "variance", "gamma", "beta"]) + 12),
  };
}

/** The picture of one state. */
export function draw({passes, state, sample, format}: View, available: number): SVGSVGElement {
  const place = layout(passes.batch.x.length, {width: available, ...rooms(passes, format)});
  const {rows, width, height} = place;
  return svg(
    "svg",
    {
      class: "bn-picture",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "img",
      "aria-label": describe(state, format),
    },
    svg("rect", {class: "bn-selected", x: 1, y: rows[sample - 1]! - 20, width: width - 2, height: 40, rx: 5}),
    ...headings(place),
    ...buses(place, state),
    ...rows.flatMap((y, i) => row(y, i + 1, place, state, format)),
    ...(["mu", "variance", "gamma", "beta"] as const).map((name) => box(name, place.boxes[name], state, format)),
  );
}

/** What the numbers of a column are. */
function headings({labels, rows}: Layout): SVGElement[] {
  const names = {x: "x", c: "c", xhat: "x̂", y: "y"} as const;
  return (["x", "c", "xhat", "y"] as const).map((name) =>
    svg("text", {class: "bn-heading", "data-node": name, x: labels[name], y: rows[0]! - 28}, names[name]),
  );
}

/** How a wire looks: whether a value went along it, whether a gradient came back, and whether it did in this very step. */
interface Flow {
  readonly quantity: Quantity;
  readonly forward: boolean;
  readonly backward: boolean;
  readonly active: "forward" | "backward" | false;
}

function flow(state: PictureState, quantity: Quantity, when: {to: StageId; back: readonly StageId[]}): Flow {
  const passed = (id: StageId) => state.step > 0 && stageIndex(id) <= state.step;
  const now = state.stage?.id;
  return {
    quantity,
    forward: passed(when.to),
    backward: when.back.some(passed),
    active: now === when.to ? "forward" : now !== undefined && when.back.includes(now) ? "backward" : false,
  };
}

const stageIndex = (id: StageId) => STAGES.findIndex((stage) => stage.id === id) + 1;

/** The vertical wires between the rows and what the batch shares. */
function buses(place: Layout, state: PictureState): SVGElement[] {
  const {gates, gather, boxes, rows} = place;
  const bottom = (at: Box) => at.y + at.height;
  const last = rows.at(-1)!;
  const down = (x: number, from: Box, up: boolean, wire: Flow) =>
    bus({x, from: bottom(from), to: last, up, joints: up ? rows : []}, wire);
  return [
    down(gather.mu, boxes.mu, true, flow(state, "mu", {to: "mean", back: ["d-x-mean"]})),
    down(gates.minus, boxes.mu, false, flow(state, "mu", {to: "center", back: ["d-mean"]})),
    down(gather.variance, boxes.variance, true, flow(state, "variance", {to: "variance", back: ["d-c-variance"]})),
    down(gates.divide, boxes.variance, false, flow(state, "variance", {to: "normalize", back: ["d-variance"]})),
    down(gates.times, boxes.gamma, false, flow(state, "gamma", {to: "scale", back: ["d-gamma"]})),
    bus(
      {x: gates.plus, from: boxes.beta.y, to: rows[0]!, up: false, joints: []},
      flow(state, "beta", {to: "scale", back: ["d-beta"]}),
    ),
  ];
}

/** @param up whether values flow from the rows into the box */
function bus(
  {x, from, to, up, joints}: {x: number; from: number; to: number; up: boolean; joints: readonly number[]},
  {quantity, forward, backward, active}: Flow,
): SVGElement {
  const away = Math.sign(to - from);
  const d = `M${x} ${from}V${to}`;
  // The heads stand just outside the box, side by side, each pointing the way its pass goes.
  const head = (dx: number, towards: boolean) => {
    const tip = from + away * (towards ? 3 : 14);
    const base = from + away * (towards ? 14 : 3);
    return `M${x + dx} ${tip}L${x + dx - 4.5} ${base}H${x + dx + 4.5}Z`;
  };
  return svg(
    "g",
    {
      class: "bn-wire",
      "data-node": quantity,
      "data-forward": String(forward),
      "data-backward": String(backward),
      "data-active": active,
    },
    active && svg("path", {class: "bn-halo", d}),
    svg("path", {class: "bn-line", d}),
    backward && svg("path", {class: "bn-back", d: `M${x + 3} ${from}V${to}`}),
    forward && svg("path", {class: "bn-head", d: head(backward ? -4 : 0, up)}),
    backward && svg("path", {class: "bn-head-back", d: head(forward ? 6 : 0, !up)}),
    ...joints.map((y) => svg("circle", {class: "bn-joint", cx: x, cy: y, r: 3})),
  );
}

function row(y: number, i: number, place: Layout, state: PictureState, format: Format): SVGElement[] {
  const {labels, gates, start, end} = place;
  const segment = (quantity: Quantity, from: number, to: number, wire: Flow) =>
    svg(
      "g",
      {
        class: "bn-wire",
        "data-node": quantity,
        "data-forward": String(wire.forward),
        "data-backward": String(wire.backward),
        "data-active": wire.active,
      },
      wire.active && svg("path", {class: "bn-halo", d: `M${from} ${y}H${to}`}),
      svg("path", {class: "bn-line", d: `M${from} ${y}H${to}`}),
      wire.backward && svg("path", {class: "bn-back", d: `M${from} ${y + 3}H${to}`}),
    );
  const gate = (x: number, sign: string, active: boolean) =>
    svg(
      "g",
      {class: "bn-gate", "data-active": String(active)},
      svg("circle", {cx: x, cy: y, r: GATE_RADIUS}),
      svg("text", {x, y: y + 4.5, "text-anchor": "middle"}, sign),
    );
  const known = (quantity: Quantity) => state.readings[quantity][i - 1]?.value !== undefined;
  const x = flow(state, "x", {to: "center", back: ["d-x-direct"]});
  const c = flow(state, "c", {to: "normalize", back: ["d-c-direct"]});
  const xhat = flow(state, "xhat", {to: "scale", back: ["d-xhat"]});
  const out = flow(state, "y", {to: "scale", back: ["seed"]});
  return [
    segment("x", start, gates.minus, {...x, forward: true}),
    segment("c", gates.minus, gates.divide, {...c, forward: known("c")}),
    segment("xhat", gates.divide, gates.times, {...xhat, forward: known("xhat")}),
    segment("y", gates.times, gates.plus, {...xhat, quantity: "y"}),
    segment("y", gates.plus, end, out),
    gate(gates.minus, "−", state.stage?.id === "center"),
    gate(gates.divide, "÷", state.stage?.id === "normalize"),
    gate(gates.times, "×", state.stage?.id === "scale"),
    gate(gates.plus, "+", state.stage?.id === "scale"),
    svg(
      "text",
      {class: "bn-name", x: place.start - 6, y: y + 5, "text-anchor": "end"},
      "x",
      svg("tspan", {class: "bn-below", dy: 4}, String(i)),
    ),
    ...(["x", "c", "xhat", "y"] as const).map((name) =>
      label(name, labels[name], y, state.readings[name][i - 1]!, state, format),
    ),
    svg("rect", {class: "bn-hit", "data-sample": i, x: 0, y: y - 20, width: place.width, height: 40}),
  ];
}

/** A value above its wire and a gradient below. */
function label(
  quantity: Quantity,
  x: number,
  y: number,
  {value, gradient, partial}: Reading,
  state: PictureState,
  format: Format,
) {
  const active = state.stage?.quantity === quantity ? state.stage.phase : false;
  const width = textWidth(`∂${format(gradient)}`, SIZE);
  return svg(
    "g",
    {class: "bn-label", "data-node": quantity},
    svg("text", {class: "bn-value", x, y: y - 6, "data-active": String(active === "forward")}, format(value)),
    gradient !== undefined &&
      partial &&
      svg("rect", {class: "bn-partial", x: x - 3, y: y + 6, width: width + 4, height: 15, rx: 3}),
    gradient !== undefined &&
      svg(
        "text",
        {class: "bn-gradient", x, y: y + 17.5, "data-active": String(active === "backward" || active === "seed")},
        `∂${format(gradient)}`,
      ),
  );
}

function box(quantity: Quantity, {x, y, width, height}: Box, state: PictureState, format: Format): SVGElement {
  const {value, gradient} = state.readings[quantity][0]!;
  const active =
    state.stage?.quantity === quantity ? (state.stage.phase === "forward" ? "forward" : "backward") : false;
  const middle = x + width / 2;
  return svg(
    "g",
    {class: "bn-box", "data-node": quantity, "data-known": String(value !== undefined), "data-active": active},
    svg("rect", {x, y, width, height, rx: 6}),
    svg("text", {class: "bn-box-name", x: middle, y: y + 14, "text-anchor": "middle"}, NAMES[quantity]),
    svg("text", {class: "bn-value", x: middle, y: y + 29, "text-anchor": "middle"}, format(value)),
    svg(
      "text",
      {class: "bn-gradient", x: middle, y: y + 44, "text-anchor": "middle"},
      gradient === undefined ? "" : `∂${format(gradient)}`,
    ),
  );
}

function describe({step, steps, stage, readings}: PictureState, format: Format): string {
  const shared = (["mu", "variance", "gamma", "beta"] as const)
    .map((name) => `${spokenText(NAMES[name])} ${format(readings[name][0]!.value)}`)
    .join(", ");
  const what = stage ? `${spokenText(stage.formula)}. ` : "";
  return `A batch of ${readings.x.length} samples, one a row, at step ${step} of ${steps}. ${what}Shared by the batch: ${shared}. The table below has every number.`;
}
