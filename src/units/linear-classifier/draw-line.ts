import {labelProbability} from "../../core/objectives/index.ts";
import {indexed, type Plane} from "../points-editor/index.ts";
import {svg} from "../shared/element.ts";
import type {Weights} from "./objective.ts";

/** The plane's two sides, and the line between them. Clipped to the plane by `clip`, the id of a clip path. */
export function drawSides([w1, w2]: Weights, area: Plane, shading: "sign" | "probability", clip: string): Node[] {
  const {x, y, range} = area;
  const defs = svg(
    "clipPath",
    {id: clip},
    svg("rect", {x: x(-range), y: y(range), width: x(range) - x(-range), height: y(-range) - y(range)}),
  );
  const size = Math.hypot(w1, w2);
  if (size === 0) return [defs];
  const [ux, uy] = [w1 / size, w2 / size];
  const far = 3 * range;
  // From the point at distance `d` from the line, along w, a stretch of the line's direction on both sides.
  const place = (d: number, along: number) => `${x(d * ux - along * uy)},${y(d * uy + along * ux)}`;
  const strip = (from: number, to: number) =>
    `M${place(from, -far)}L${place(from, far)}L${place(to, far)}L${place(to, -far)}Z`;
  const side = (label: "plus" | "minus", opacity: number, from: number, to: number) =>
    svg("path", {class: "lc-side", "data-label": label, opacity, d: strip(from, to)});
  const sides =
    shading === "sign"
      ? [side("plus", 1, 0, far), side("minus", 1, 0, -far)]
      : bands(size).flatMap(([from, to, certainty]) => [
          side("plus", certainty, from, Math.min(to, far)),
          side("minus", certainty, -from, -Math.min(to, far)),
        ]);
  return [
    defs,
    svg(
      "g",
      {"clip-path": `url(#${clip})`},
      ...sides,
      ...(shading === "probability" ? levels(size, range, place) : []),
      svg("path", {class: "lc-line", d: `M${place(0, -far)}L${place(0, far)}`}),
      ...answers(range / Math.max(Math.abs(ux), Math.abs(uy)), place),
    ),
  ];
}

/** What the classifier answers on each side, written beside the end of the line. */
function answers(reach: number, place: (d: number, along: number) => string): Node[] {
  return ([1, -1] as const).map((sign) => {
    const [x, y] = place(sign * 0.075 * reach, -0.9 * reach).split(",");
    return svg("text", {class: "lc-answer", x, y, dy: 4, "text-anchor": "middle"}, sign === 1 ? "+1" : "−1");
  });
}

/** The arrow of the weights, from 0 to w, or to the rim if w is beyond it. */
export function drawArrow(weights: Weights, {x, y, range}: Plane, handle: boolean): Node[] {
  const size = Math.hypot(...weights);
  if (size === 0) return [svg("circle", {class: "lc-origin", cx: x(0), cy: y(0), r: 4})];
  const over = Math.max(1, Math.max(Math.abs(weights[0]), Math.abs(weights[1])) / (range * 0.97));
  const [tx, ty] = [x(weights[0] / over), y(weights[1] / over)];
  const angle = (Math.atan2(ty - y(0), tx - x(0)) * 180) / Math.PI;
  const name = {x: tx + (weights[0] >= 0 ? 14 : -14), y: ty + (weights[1] >= 0 ? -10 : 20)};
  const anchored = name.x > x(range) - 10 ? "end" : name.x < x(-range) + 10 ? "start" : "middle";
  return [
    svg("line", {class: "lc-arrow", x1: x(0), y1: y(0), x2: tx, y2: ty}),
    !handle &&
      svg("path", {class: "lc-arrowhead", d: "M0 0L-10 -5V5Z", transform: `translate(${tx} ${ty}) rotate(${angle})`}),
    svg(
      "text",
      {class: "lc-name", x: name.x, y: Math.max(name.y, y(range) + 14), "text-anchor": anchored},
      over > 1 ? "w →" : "w",
    ),
  ].filter((node) => node !== false);
}

/** From the line outward: how certain the classifier is, |2p − 1|, in bands thin enough to look smooth. */
function bands(size: number): [number, number, number][] {
  const count = 24;
  const certainty = (d: number) => 2 * labelProbability([size], [d]) - 1;
  // Bands of equal certainty, not of equal width; the last reaches to infinity.
  const edge = (k: number) => Math.atanh(k / count) / size;
  return Array.from({length: count}, (_, k) => [
    edge(k),
    edge(k + 1),
    certainty((edge(k) + Math.min(edge(k + 1), 99)) / 2),
  ]);
}

/** Where the probability of +1 is 10 % and 90 %, unless that is far off. */
function levels(size: number, range: number, place: (d: number, along: number) => string): Node[] {
  const d = Math.atanh(0.8) / size;
  if (d > 1.4 * range) return [];
  return [d, -d].map((at) => svg("path", {class: "lc-level", d: `M${place(at, -3 * range)}L${place(at, 3 * range)}`}));
}

/** w with its index, for axes and sliders. */
export const weightName = (index: 1 | 2): SVGTSpanElement[] => indexed("w", index);
