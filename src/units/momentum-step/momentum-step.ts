import type {PlaneFunction, Point} from "../../core/descent/index.ts";
import {drawArrow} from "../contours/draw-arrow.ts";
import {drawAxes, drawContours} from "../contours/draw-contours.ts";
import {functionOf} from "../contours/function-of.ts";
import {type PlaneScale, planeScale, type Range} from "../contours/plane-scale.ts";
import {html, svg} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {stepping} from "../shared/stepping.ts";
import {watchWidth} from "../shared/watch-width.ts";
import {type Iteration, iterations, place, STAGES, type StageId} from "./stages.ts";

export interface MomentumStepOptions {
  f: PlaneFunction | string;
  x: Range;
  y: Range;
  start: Point;
  /** α. Default 0.05. */
  rate?: number;
  /** μ. Default 0.9. */
  momentum?: number;
  /** How many steps of the optimizer. Default 12. */
  steps?: number;
  /** Where to begin: each step of the optimizer counts as six. Default 0. */
  step?: number;
  /** The names of the two axes. Default w₁ and w₂. */
  names?: readonly [string, string];
  /** What a screen reader calls the unit. */
  label?: string;
}

export interface MomentumStepValue {
  readonly step: number;
  readonly iteration: number;
  readonly stage: StageId;
  /** The stage as the reader sees it: its number, from 1, and its title. */
  readonly stageNumber: number;
  readonly title: string;
  readonly w: Point;
  /** The new velocity; undefined before it is computed. */
  readonly velocity?: Point;
}

export type MomentumStepElement = HTMLElement & {readonly value: MomentumStepValue; goTo(step: number): void};

/** The rows of the table: what is computed, at which stage, and how the arrow looks. */
const ROWS = [
  {key: "w", name: "w", from: 0},
  {key: "v", name: "v, brought along", from: 0},
  {key: "decayed", name: "μ v", from: 1},
  {key: "gradient", name: "∇g(w)", from: 2},
  {key: "push", name: "−α ∇g(w)", from: 3},
  {key: "velocity", name: "v, new", from: 4},
  {key: "next", name: "w, new", from: 5},
] as const;

/** Pixels that the arrow of the gradient is long at most: it is no way, and has no scale of its own on the map. */
const LONGEST = 70;

/** One step of momentum in six stages, over and over: decay, gradient, push, add, move. */
export function momentumStep(options: MomentumStepOptions): MomentumStepElement {
  const f = functionOf(options.f);
  const {x: xs, y: ys, start, rate = 0.05, momentum = 0.9, steps = 12, names = ["w₁", "w₂"]} = options;
  const rows = iterations(f, {start, rate, momentum, steps});
  const last = rows.length * STAGES.length - 1;
  const stepper = stepping({
    step: options.step ?? 0,
    last: () => last,
    phase(step, direction) {
      const {iteration, stage} = place(step);
      return (direction > 0 ? iteration + 1 : stage === 0 ? iteration - 1 : iteration) * STAGES.length;
    },
    sentence,
    show,
    count() {
      const {iteration, stage} = place(stepper.step);
      return `Step ${iteration + 1} of ${rows.length}, stage ${stage + 1}`;
    },
  });
  let width = 640;
  let scale: PlaneScale;

  const landscape = svg("g", {});
  const scene = svg("g", {});
  const map = svg("svg", {class: "plane-picture", role: "img"}, landscape, scene);
  const frame = html("div", {class: "plane-frame race-frame"}, map);
  const list = html(
    "ol",
    {class: "momentum-stages"},
    ...STAGES.map(({title, formula}, i) =>
      html(
        "li",
        {},
        html(
          "button",
          {
            type: "button",
            class: "momentum-stage",
            onclick: () => stepper.readerGoesTo(place(stepper.step).iteration * STAGES.length + i),
          },
          html("span", {class: "momentum-title"}, `${i + 1}. ${title}`),
          html("span", {class: "momentum-formula"}, formula),
        ),
      ),
    ),
  );
  const note = html("p", {class: "momentum-note"});
  const table = html("div", {class: "race-table-frame"});
  const root = html(
    "div",
    {class: "unit momentum-step", role: "group", "aria-label": options.label ?? "A step of momentum, stage by stage"},
    frame,
    stepper.node,
    list,
    note,
    table,
    stepper.says.node,
  );
  stepper.attach(root);
  watchWidth(frame, (now) => {
    width = now;
    layOut();
    show();
  });
  layOut();
  show();
  Object.defineProperty(root, "value", {get: value, enumerable: true});
  return Object.assign(root, {goTo: stepper.goTo}) as HTMLElement as MomentumStepElement;

  function value(): MomentumStepValue {
    const {iteration, stage} = place(stepper.step);
    const row = rows[iteration]!;
    return {
      step: stepper.step,
      iteration: iteration + 1,
      stage: STAGES[stage]!.id,
      stageNumber: stage + 1,
      title: STAGES[stage]!.title,
      w: stage === 5 ? row.next : row.w,
      ...(stage >= 4 && {velocity: row.velocity}),
    };
  }

  function sentence(): string {
    const {iteration, stage} = place(stepper.step);
    const {title, says: text} = STAGES[stage]!;
    const row = ROWS.filter(({from}) => from === stage).at(-1)!;
    return `Step ${iteration + 1} of momentum, stage ${stage + 1}, ${title}: ${row.name} = ${pair(rows[iteration]![row.key])}. ${text}`;
  }

  function layOut(): void {
    scale = planeScale(width, {x: xs, y: ys});
    map.setAttribute("viewBox", `0 0 ${width} ${scale.height}`);
    landscape.replaceChildren(drawContours(f, scale), drawAxes(scale, names));
  }

  function show(): void {
    const {iteration, stage} = place(stepper.step);
    const row = rows[iteration]!;
    scene.replaceChildren(drawStage(rows, iteration, stage, scale));
    map.setAttribute("aria-label", sentence());
    note.textContent = STAGES[stage]!.says;
    for (const [i, button] of [...list.querySelectorAll("button")].entries()) {
      button.dataset.state = i < stage ? "done" : i === stage ? "now" : "later";
      if (i === stage) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    }
    table.replaceChildren(stageTable(row, stage, names));
    stepper.update();
  }
}

function drawStage(rows: readonly Iteration[], iteration: number, stage: number, scale: PlaneScale): SVGGElement {
  const row = rows[iteration]!;
  const at = ([x, y]: Point): [number, number] => [scale.x(x), scale.y(y)];
  const plus = (a: Point, b: Point): Point => [a[0] + b[0], a[1] + b[1]];
  const here = at(stage === 5 ? row.next : row.w);
  const trail = [...rows.slice(0, iteration + 1).map(({w}) => w), ...(stage === 5 ? [row.next] : [])].map(at);
  const arrows: (SVGElement | false)[] = [];
  if (stage === 0) arrows.push(drawArrow("velocity", at(row.w), at(plus(row.w, row.v))));
  if (stage === 1) {
    arrows.push(svg("g", {opacity: 0.35}, drawArrow("velocity", at(row.w), at(plus(row.w, row.v)))));
    arrows.push(drawArrow("velocity", at(row.w), at(plus(row.w, row.decayed))));
  }
  if (stage === 2) {
    arrows.push(drawArrow("velocity", at(row.w), at(plus(row.w, row.decayed))));
    const length = Math.hypot(...row.gradient);
    const [x, y] = at(row.w);
    if (length > 0) {
      // Uphill. Its length is no way on this map.
      const size = Math.min(LONGEST, length * scale.unit);
      arrows.push(
        drawArrow("gradient", [x, y], [x + (row.gradient[0] / length) * size, y - (row.gradient[1] / length) * size]),
      );
    }
  }
  if (stage === 3) {
    arrows.push(drawArrow("velocity", at(row.w), at(plus(row.w, row.decayed))));
    arrows.push(drawArrow("gradient", at(row.w), at(plus(row.w, row.push))));
  }
  if (stage === 4) {
    // Tip to tail: first what was left, then the push.
    const bend = plus(row.w, row.decayed);
    arrows.push(svg("g", {opacity: 0.55}, drawArrow("velocity", at(row.w), at(bend))));
    arrows.push(svg("g", {opacity: 0.55}, drawArrow("gradient", at(bend), at(plus(bend, row.push)))));
    arrows.push(drawArrow("sum", at(row.w), at(plus(row.w, row.velocity))));
  }
  if (stage === 5) arrows.push(drawArrow("sum", at(row.w), at(row.next)));
  return svg(
    "g",
    {},
    svg("polyline", {class: "momentum-trail", points: trail.map((point) => point.join(",")).join(" ")}),
    svg("path", {class: "momentum-dots", d: trail.map(([x, y]) => `M${x} ${y}h0`).join("")}),
    ...arrows.filter((arrow) => arrow !== false),
    svg("circle", {class: "momentum-ball", cx: here[0], cy: here[1], r: 7}),
  );
}

function stageTable(row: Iteration, stage: number, names: readonly [string, string]): HTMLTableElement {
  return html(
    "table",
    {class: "unit-table momentum-table"},
    html(
      "thead",
      {},
      html(
        "tr",
        {},
        html("th", {scope: "col"}, "vector"),
        ...names.map((name) => html("th", {scope: "col", class: "figure"}, `along ${name}`)),
      ),
    ),
    html(
      "tbody",
      {},
      ...ROWS.map(({key, name, from}) => {
        const known = stage >= from;
        return html(
          "tr",
          {"data-key": key, "data-now": from === stage ? "" : null},
          html("th", {scope: "row"}, name),
          ...[0, 1].map((i) => html("td", {class: "figure"}, numberText(known ? row[key][i] : undefined))),
        );
      }),
    ),
  );
}

function pair([x, y]: Point): string {
  return `(${numberText(x, 3)}, ${numberText(y, 3)})`;
}
