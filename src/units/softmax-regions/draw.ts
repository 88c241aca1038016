import type {Matrix} from "../../core/numeric/index.ts";
import {drawAxes, indexed, type Plane} from "../points-editor/index.ts";
import {svg} from "../shared/element.ts";
import {fixedText} from "../shared/number-text.ts";
import type {ClassifierState, PointResult} from "./classifier.ts";
import {bandsOf, type Point, type Region} from "./regions.ts";

/** Where a class is this sure, its tint deepens; the last one also gets a dashed line. */
export const LEVELS = [0.5, 0.7, 0.9] as const;
/** A region smaller than this share of the square has no room for its name. */
const LEAST_LABELLED = 0.015;

export interface Scene {
  readonly state: ClassifierState;
  readonly regions: readonly Region[];
  readonly names: readonly string[];
  readonly data?: {readonly inputs: Matrix; readonly labels: ArrayLike<number>} | undefined;
  readonly told?: ArrayLike<number> | undefined;
  readonly probe?: (PointResult & {readonly at: Point}) | undefined;
  readonly movable: boolean;
  /** The clip path's name, unlike any other on the page. */
  readonly clip: string;
}

/** Regions, their borders and names; points; the weight vectors; the probe. From below to the top. */
export function drawScene(scene: Scene, area: Plane): SVGGElement {
  const {state, regions, names, probe, clip} = scene;
  const {x, y, range} = area;
  const path = (ring: readonly Point[]) =>
    ring.length < 3 ? "" : `M${ring.map(([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`).join("L")}Z`;
  const bands = bandsOf(state, range, LEVELS);
  return svg(
    "g",
    {},
    svg(
      "clipPath",
      {id: clip},
      svg("rect", {x: x(-range), y: y(range), width: x(range) - x(-range), height: y(-range) - y(range)}),
    ),
    svg(
      "g",
      {"clip-path": `url(#${clip})`},
      ...regions.map(({classes, polygon}) =>
        svg("path", {class: "sr-region", "data-class": classes.length === 1 ? classes[0] : "tie", d: path(polygon)}),
      ),
      ...bands.flatMap((levels, k) =>
        levels.map((rings, at) =>
          svg("path", {class: "sr-band", "data-class": k, "data-level": LEVELS[at], d: rings.map(path).join("")}),
        ),
      ),
      ...regions.map(({polygon}) => svg("path", {class: "sr-border", d: path(polygon)})),
    ),
    drawAxes(area, [indexed("x", 1), indexed("x", 2)]),
    drawData(scene, area),
    ...regions
      .filter(({share}) => share >= LEAST_LABELLED)
      .map(({classes, centre}) =>
        svg(
          "text",
          {
            class: "sr-region-name",
            "data-class": classes.length === 1 ? classes[0] : "tie",
            x: x(centre[0]),
            // Where all tie the centre is where the arrows start: above them there is room.
            y: y(centre[1]) + (classes.length === state.weights.length ? -40 : 9),
            "text-anchor": "middle",
          },
          classes.map((k) => names[k]!).join(" = "),
        ),
      ),
    svg("g", {"clip-path": `url(#${clip})`}, ...state.weights.map((w, k) => drawWeight(scene, area, w, k))),
    probe ? drawProbe(probe, names, area) : null,
  );
}

/** Classes differ by form as well as by colour: disc, square, triangle. */
export function classMark(k: number): SVGElement {
  if (k === 0) return svg("circle", {class: "sr-mark", r: 4.5});
  if (k === 1) return svg("rect", {class: "sr-mark", x: -4.2, y: -4.2, width: 8.4, height: 8.4});
  return svg("path", {class: "sr-mark", d: "M0 -5.4L5.2 3.9H-5.2Z"});
}

function drawData({data, told, clip}: Scene, {x, y}: Plane): SVGGElement {
  const group = svg("g", {class: "sr-points", "clip-path": `url(#${clip})`});
  if (!data) return group;
  for (let i = 0; i < data.labels.length; i++) {
    const label = data.labels[i]!;
    const wrong = told !== undefined && told[i] !== label;
    group.append(
      svg(
        "g",
        {
          "data-class": label,
          "data-wrong": wrong,
          transform: `translate(${x(data.inputs.data[2 * i]!).toFixed(1)} ${y(data.inputs.data[2 * i + 1]!).toFixed(1)})`,
        },
        wrong && svg("circle", {class: "point-wrong", r: 8.5}),
        classMark(label),
      ),
    );
  }
  return group;
}

function drawWeight({names, movable}: Scene, {x, y}: Plane, w: readonly number[], k: number): SVGGElement {
  const head = [x(w[0]!), y(w[1]!)] as const;
  const tail = [x(0), y(0)] as const;
  const length = Math.hypot(head[0] - tail[0], head[1] - tail[1]);
  const [ux, uy] = length > 0 ? [(head[0] - tail[0]) / length, (head[1] - tail[1]) / length] : [0, -1];
  const at = (back: number, aside: number) =>
    `${(head[0] - ux * back - uy * aside).toFixed(1)},${(head[1] - uy * back + ux * aside).toFixed(1)}`;
  const radius = movable ? 11 : 9;
  return svg(
    "g",
    {class: "sr-weight", "data-class": k, "data-movable": movable},
    svg("line", {class: "sr-shaft-halo", x1: tail[0], y1: tail[1], x2: head[0], y2: head[1]}),
    svg("line", {class: "sr-shaft", x1: tail[0], y1: tail[1], x2: head[0], y2: head[1]}),
    length > 26 &&
      svg("path", {class: "sr-head", d: `M${at(radius, 0)}L${at(radius + 10, 6)}L${at(radius + 10, -6)}Z`}),
    movable && svg("circle", {class: "drag-halo", cx: head[0], cy: head[1], r: 15}),
    svg("circle", {class: "sr-grip", cx: head[0], cy: head[1], r: radius}),
    svg("text", {class: "sr-grip-name", x: head[0], y: head[1] + 4.5, "text-anchor": "middle"}, names[k]!),
  );
}

function drawProbe(
  {at: [px, py], probabilities}: PointResult & {at: Point},
  names: readonly string[],
  {x, y, range}: Plane,
): SVGGElement {
  const [cx, cy] = [x(px), y(py)];
  const best = probabilities.indexOf(Math.max(...probabilities));
  const left = px > range * 0.45;
  return svg(
    "g",
    {class: "sr-probe"},
    svg("circle", {class: "sr-probe-ring", cx, cy, r: 10}),
    svg("path", {class: "sr-probe-cross", d: `M${cx - 15} ${cy}H${cx + 15}M${cx} ${cy - 15}V${cy + 15}`}),
    svg(
      "text",
      {class: "sr-probe-name", x: cx + (left ? -16 : 16), y: cy - 9, "text-anchor": left ? "end" : "start"},
      `p(${names[best]!}) = ${fixedText(probabilities[best], 3)}`,
    ),
  );
}
