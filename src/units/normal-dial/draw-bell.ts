import {line} from "d3-shape";
import {type Columns, columns, LEFT} from "../activation-plot/geometry.ts";
import {svg} from "../shared/element.ts";
import type {NormalDialValue} from "./normal-dial.ts";

export const BELL_HEIGHT = 96;
const TOP = 22;
const BASE = 88;
/** Where the curve bends the other way: one σ from the middle, at this part of its height. */
const BEND = Math.exp(-0.5);

/** The places of the handles: the peak for μ, the bend to its right for σ. */
export function handlesOf({mean, std}: NormalDialValue, {x, right}: Columns) {
  return [
    {handle: "mean", x: x(mean), y: TOP},
    {handle: "std", x: Math.min(right - 6, x(mean + std)), y: BASE - BEND * (BASE - TOP)},
  ] as const;
}

/** The bell, drawn always equally high: its shape is what counts. */
export function drawBell(value: NormalDialValue, width: number, range: number): SVGGElement {
  const {mean, std} = value;
  const place = columns(width, range);
  const {x, right, side} = place;
  const points: [number, number][] = [];
  for (let px = LEFT; px <= right; px++) {
    points.push([px, BASE - Math.exp(-0.5 * ((place.z(px) - mean) / std) ** 2) * (BASE - TOP)]);
  }
  const curve = line()(points) ?? "";
  const [peak, bend] = handlesOf(value, place);
  return svg(
    "g",
    {},
    svg("path", {class: "normal-area", d: `${curve}L${right},${BASE}L${LEFT},${BASE}Z`}),
    svg("path", {class: "normal-line", d: curve}),
    svg("line", {class: "normal-base", x1: LEFT, x2: right, y1: BASE, y2: BASE}),
    svg("line", {class: "normal-guide", x1: x(mean), x2: x(mean), y1: 0, y2: BASE}),
    svg("line", {class: "normal-width", x1: x(mean), x2: bend.x, y1: bend.y, y2: bend.y}),
    ...[peak, bend].flatMap(({x: cx, y: cy}) => [
      svg("circle", {class: "drag-halo", cx, cy, r: 14}),
      svg("circle", {class: "drag-handle", cx, cy, r: 7}),
    ]),
    svg("text", {class: "normal-name", x: peak.x - 18, y: peak.y + 4, "text-anchor": "end"}, "μ"),
    svg("text", {class: "normal-name", x: Math.min(bend.x + 18, right - 4), y: bend.y + 5}, "σ"),
    svg("text", {class: "normal-title", x: side.from, y: TOP + 4}, "inputs z"),
    svg("text", {x: side.from, y: TOP + 22}, "drag μ and σ"),
  );
}
