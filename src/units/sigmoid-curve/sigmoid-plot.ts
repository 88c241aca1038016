import {line} from "d3-shape";
import {svg} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {reading, SATURATION, type SigmoidState, STEEPEST} from "./sigmoid-state.ts";

/** Both plots share the axis of s. Sizes are CSS pixels. */
const TOP = {y: 26, height: 138};
const BOTTOM = {y: 208, height: 104};
const LEFT = 40;
const RIGHT = 18;
export const PLOT_HEIGHT = 352;
/** A third of a quarter of the plot's width on each side: long enough to be read as a slope. */
const TANGENT = 0.13;

export interface Axis {
  /** From s to CSS pixels. */
  x(s: number): number;
  /** From CSS pixels to s. */
  s(x: number): number;
}

export function axis(width: number, range: number): Axis {
  const inner = width - LEFT - RIGHT;
  return {x: (s) => LEFT + ((s + range) / (2 * range)) * inner, s: (x) => ((x - LEFT) / inner) * 2 * range - range};
}

/** The picture of one state at one width. */
export function drawSigmoid({s, range}: SigmoidState, width: number): SVGGElement {
  const {x} = axis(width, range);
  const sigmaY = (value: number) => TOP.y + (1 - value) * TOP.height;
  const slopeY = (value: number) => BOTTOM.y + (1 - value / (STEEPEST * 1.08)) * BOTTOM.height;
  const now = reading(s);
  const shown = Math.min(range, Math.max(-range, s));
  const outside = shown !== s;
  const at = x(shown);

  const points: [number, number, number][] = [];
  const count = Math.max(60, Math.round(width / 2));
  for (let i = 0; i <= count; i++) {
    const here = -range + (2 * range * i) / count;
    const {sigma, slope} = reading(here);
    points.push([x(here), sigmaY(sigma), slopeY(slope)]);
  }
  const curve = (k: 1 | 2) =>
    line<[number, number, number]>(
      (p) => p[0],
      (p) => p[k],
    )(points)!;

  const bands = [-1, 1].flatMap((side) => {
    const from = x(side < 0 ? -range : SATURATION);
    const to = x(side < 0 ? -SATURATION : range);
    return [TOP, BOTTOM].map(({y, height}) =>
      svg("rect", {class: "sigmoid-band", x: from, y, width: Math.max(0, to - from), height}),
    );
  });
  const wide = x(range) - x(SATURATION) > 74;
  const bandNames = wide
    ? [-1, 1].map((side) =>
        svg(
          "text",
          {
            class: "sigmoid-band-name",
            x: (x(side * range) + x(side * SATURATION)) / 2,
            y: TOP.y + 0.75 * TOP.height + 4,
            "text-anchor": "middle",
          },
          "saturated",
        ),
      )
    : [];

  return svg(
    "g",
    {},
    ...bands,
    ...bandNames,
    ...gridLines([0, 0.5, 1], sigmaY, width, (v) => numberText(v)),
    ...gridLines([0, STEEPEST], slopeY, width, (v) => (v === 0 ? "0" : "¼")),
    ...ticks(range).map((tick) =>
      svg(
        "text",
        {class: "sigmoid-tick", x: x(tick), y: BOTTOM.y + BOTTOM.height + 16, "text-anchor": "middle"},
        numberText(tick),
      ),
    ),
    svg("text", {class: "sigmoid-axis", x: width - RIGHT, y: BOTTOM.y + BOTTOM.height + 32, "text-anchor": "end"}, "s"),
    svg("text", {class: "sigmoid-title", x: LEFT, y: TOP.y - 10}, "σ(s) and its tangent"),
    svg("text", {class: "sigmoid-title", x: LEFT, y: BOTTOM.y - 10}, "its slope, (1 − σ)σ"),
    svg("path", {class: "sigmoid-curve-line", d: curve(1)}),
    svg("path", {class: "sigmoid-bell-area", d: `${curve(2)}L${x(range)},${slopeY(0)}L${x(-range)},${slopeY(0)}Z`}),
    svg("path", {class: "sigmoid-bell-line", d: curve(2)}),
    svg("line", {class: "sigmoid-guide", x1: at, x2: at, y1: TOP.y, y2: BOTTOM.y + BOTTOM.height}),
    !outside && tangent(now, range, x, sigmaY),
    svg("line", {class: "sigmoid-height", x1: at, x2: at, y1: slopeY(0), y2: slopeY(now.slope)}),
    svg("circle", {class: "sigmoid-bell-point", cx: at, cy: slopeY(now.slope), r: 5}),
    // 28 pixels across: a finger hits it.
    svg("circle", {class: "sigmoid-handle-ground", cx: at, cy: sigmaY(now.sigma), r: 14}),
    svg("circle", {class: "sigmoid-handle", cx: at, cy: sigmaY(now.sigma), r: 7}),
    outside && farAway(s, at, sigmaY(now.sigma)),
  );
}

/** A piece of the tangent, inside the plot. */
function tangent(
  {s, sigma, slope}: {s: number; sigma: number; slope: number},
  range: number,
  x: (s: number) => number,
  y: (sigma: number) => number,
): SVGLineElement {
  let reach = 2 * range * TANGENT;
  // Cut where it would leave the plot.
  for (const edge of [-0.06, 1.06]) if (slope > 0) reach = Math.min(reach, Math.abs((edge - sigma) / slope));
  const [from, to] = [Math.max(s - reach, -range), Math.min(s + reach, range)];
  return svg("line", {
    class: "sigmoid-tangent",
    x1: x(from),
    x2: x(to),
    y1: y(sigma + (from - s) * slope),
    y2: y(sigma + (to - s) * slope),
  });
}

function farAway(s: number, x: number, y: number): SVGTextElement {
  const right = s > 0;
  const text = right ? `s = ${numberText(s)} →` : `← s = ${numberText(s)}`;
  return svg(
    "text",
    {
      class: "sigmoid-far",
      x: x + (right ? -20 : 20),
      y: y + (right ? 22 : -14),
      "text-anchor": right ? "end" : "start",
    },
    text,
  );
}

function gridLines(
  values: readonly number[],
  y: (value: number) => number,
  width: number,
  text: (value: number) => string,
) {
  return values.flatMap((value) => [
    svg("line", {class: "sigmoid-grid", x1: LEFT, x2: width - RIGHT, y1: y(value), y2: y(value)}),
    svg("text", {class: "sigmoid-tick", x: LEFT - 8, y: y(value) + 4, "text-anchor": "end"}, text(value)),
  ]);
}

function ticks(range: number): number[] {
  const step = range === 6 ? 2 : range === 10 ? 5 : range / 4;
  const all: number[] = [];
  for (let tick = -range; tick <= range; tick += step) all.push(tick);
  return all;
}
