import type {SignedSample} from "../../core/objectives/index.ts";
import {draggable} from "../drag/drag.ts";
import {ticksOf} from "../points-editor/index.ts";
import {svg} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {weightName} from "./draw-line.ts";
import type {Objective, Weights} from "./objective.ts";
import type {PathStep} from "./options.ts";

export interface PanelState {
  readonly weights: Weights;
  readonly points: readonly SignedSample[];
  /** What was gone through so far, the present step last. */
  readonly trail: readonly PathStep[];
  readonly range: number;
}

/** One picture of an objective over the weights. */
export interface Panel {
  readonly node: HTMLElement | SVGSVGElement;
  draw(state: PanelState, width: number): void;
}

const BOX = {left: 48, right: 12, top: 30, bottom: 30};
/** One slice alone is higher than one of two. */
const HEIGHT = {alone: 300, oneOfTwo: 210};

/** An objective along w₁, with w₂ held. Dragging sideways moves w₁, if `move` is given. */
export function slicePanel(objective: Objective, alone: boolean, move?: (w1: number) => void): Panel {
  const height = alone ? HEIGHT.alone : HEIGHT.oneOfTwo;
  const scene = svg("g", {});
  const node = svg("svg", {class: "drag-picture lc-slice", role: "img", "data-movable": move !== undefined}, scene);
  let width = 400;
  let range = 4;
  const inner = () => Math.max(1, width - BOX.left - BOX.right);
  if (move) {
    const to = (x: number) => move(((x - BOX.left) / inner()) * 2 * range - range);
    draggable<true>(node, {
      grab(x, y) {
        if (x < BOX.left - 8 || x > width - BOX.right + 8 || y < BOX.top || y > height) return undefined;
        to(x);
        return true;
      },
      move: (_, x) => to(x),
    });
  }
  return {
    node,
    draw(state, now) {
      ({range} = state);
      width = now;
      const {weights, points, trail} = state;
      const curve = objective.slice(weights[1], range, points);
      const values = curve.map(([, value]) => value);
      const here = objective.at(weights, points);
      const domain = objective.domain(Math.min(here, ...values), Math.max(here, ...values));
      const x = (w1: number) => BOX.left + ((w1 + range) / (2 * range)) * inner();
      const y = (value: number) =>
        height - BOX.bottom - ((value - domain[0]) / (domain[1] - domain[0])) * (height - BOX.top - BOX.bottom);
      const inRange = Math.abs(weights[0]) <= range;
      const onSlice = (w: readonly number[] | undefined): w is readonly number[] =>
        w !== undefined && Math.abs((w[1] ?? weights[1]) - weights[1]) < 1e-9 && Math.abs(w[0]!) <= range;
      const tried = trail.at(-1)?.tried;
      const label = `${objective.title} ${objective.text(here)}`;
      const end = x(Math.max(-range, Math.min(range, weights[0])));
      node.setAttribute("viewBox", `0 0 ${width} ${height}`);
      node.setAttribute("height", String(height));
      node.setAttribute(
        "aria-label",
        `The ${objective.title} against w1 from ${numberText(-range)} to ${numberText(range)}, at w2 = ${numberText(weights[1], 2)}: ` +
          `from ${objective.text(values[0]!)} to ${objective.text(values.at(-1)!)}, at most ${objective.text(Math.max(...values))}. ` +
          `Here, at w1 = ${numberText(weights[0], 2)}: ${objective.text(here)}.`,
      );
      scene.replaceChildren(
        ...objective
          .ticks(domain)
          .flatMap((tick) => [
            svg("line", {class: "lc-grid", x1: BOX.left, x2: width - BOX.right, y1: y(tick), y2: y(tick)}),
            svg("text", {x: BOX.left - 6, y: y(tick) + 4, "text-anchor": "end"}, objective.tickText(tick)),
          ]),
        ...ticksOf(range)
          .filter((tick) => tick < range)
          .map((tick) =>
            svg("text", {x: x(tick), y: height - BOX.bottom + 17, "text-anchor": "middle"}, numberText(tick)),
          ),
        svg(
          "text",
          {class: "plane-name", x: x(range) - 4, y: height - BOX.bottom + 17, "text-anchor": "middle"},
          ...weightName(1),
        ),
        ...(inRange
          ? [svg("line", {class: "lc-here", x1: end, x2: end, y1: BOX.top - 4, y2: height - BOX.bottom})]
          : []),
        drawCurve(curve, x, y),
        ...trail
          .slice(0, -1)
          .filter(({weights: w, accepted}) => accepted !== false && onSlice(w))
          .map(({weights: w}) =>
            svg("circle", {class: "lc-trail", cx: x(w[0]!), cy: y(objective.at([w[0]!, weights[1]], points)), r: 3}),
          ),
        ...(onSlice(tried)
          ? [
              svg("circle", {
                class: "lc-tried",
                cx: x(tried[0]!),
                cy: y(objective.at([tried[0]!, weights[1]], points)),
                r: 7,
              }),
            ]
          : []),
        ...(inRange ? [svg("circle", {class: "lc-dot", cx: end, cy: y(here), r: 6})] : []),
        svg("text", {class: "lc-title", x: BOX.left, y: 18}, label),
      );
    },
  };
}

/** Plateaus as solid lines, the jumps between them as faint ones: on a jump itself there is no value. */
function drawCurve(
  curve: readonly [number, number][],
  x: (w1: number) => number,
  y: (value: number) => number,
): SVGGElement {
  const group = svg("g", {});
  let solid = "";
  let jumps = "";
  for (const [i, [w1, value]] of curve.entries()) {
    const before = curve[i - 1];
    const jump = before !== undefined && before[0] === w1 && before[1] !== value;
    if (jump) jumps += `M${x(w1)},${y(before[1])}V${y(value)}`;
    solid += `${i === 0 || jump ? "M" : "L"}${x(w1)},${y(value)}`;
  }
  group.append(svg("path", {class: "lc-jumps", d: jumps}), svg("path", {class: "lc-curve", d: solid}));
  return group;
}
