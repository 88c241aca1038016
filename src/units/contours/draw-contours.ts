import {type Contour, contours} from "d3-contour";
import {scaleLinear} from "d3-scale";
import type {PlaneFunction} from "../../core/descent/index.ts";
import {svg} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import type {PlaneScale} from "./plane-scale.ts";
import {sample} from "./sample.ts";

export interface ContourOptions {
  /** How many lines. Default 14. */
  lines?: number;
  /** Pixels between two points at which f is computed. Default 5. */
  grain?: number;
  /** Whether the lines are equally far in value, as those of a map; else they are equally many on the paper. */
  even?: boolean;
}

/** Most cells along a side: a wide picture of a heavy function is drawn more coarsely. */
const MOST_CELLS = 130;

/** Patterns and clip paths of several pictures on one page need names of their own. */
let count = 0;

/**
 * Contour lines of f over tints that deepen downhill. Where f has no value the paper is hatched. Drawn anew for each
 * call: keep the element while only what is drawn over it changes.
 */
export function drawContours(
  f: PlaneFunction,
  scale: PlaneScale,
  {lines = 14, grain = 5, even = false}: ContourOptions = {},
): SVGGElement {
  const {left, top, right, bottom} = scale;
  const cells = (length: number) => Math.max(8, Math.min(MOST_CELLS, Math.round(length / grain)));
  const [columns, rows] = [cells(right - left) + 1, cells(bottom - top) + 1];
  const {values, holes, sorted} = sample(f, {xs: scale.xs, ys: scale.ys, columns, rows});
  const [least, most] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const levels = even ? evenLevels(least, most, lines) : spreadLevels(sorted, lines);
  const make = contours().size([columns, rows]);
  const path = ({coordinates}: Contour) =>
    coordinates
      .flatMap((polygon) => polygon.map((ring) => `M${ring.map(([cx, cy]) => `${px(cx)},${py(cy)}`).join("L")}Z`))
      .join("");
  const px = (cell: number) => (left + ((cell - 0.5) / (columns - 1)) * (right - left)).toFixed(1);
  const py = (cell: number) => (top + ((cell - 0.5) / (rows - 1)) * (bottom - top)).toFixed(1);
  const name = `contours-${++count}`;
  const box = {x: left, y: top, width: right - left, height: bottom - top};
  const hasHoles = holes.some((hole) => hole > 0);
  return svg(
    "g",
    {class: "contours"},
    svg("clipPath", {id: name}, svg("rect", box)),
    hasHoles &&
      svg(
        "pattern",
        {
          id: `${name}-hatch`,
          width: 7,
          height: 7,
          patternUnits: "userSpaceOnUse",
          patternTransform: "rotate(45)",
        },
        svg("rect", {class: "contours-hole", width: 7, height: 7}),
        svg("line", {class: "contours-hatch", x1: 0, x2: 0, y1: 0, y2: 7}),
      ),
    svg("rect", {...box, class: "contours-band", style: "--height: 0"}),
    svg(
      "g",
      {"clip-path": `url(#${name})`},
      ...levels.map((level, i) =>
        svg("path", {
          class: "contours-band",
          style: `--height: ${((i + 1) / levels.length).toFixed(3)}`,
          d: path(make.contour(values, level)),
        }),
      ),
      hasHoles && svg("path", {fill: `url(#${name}-hatch)`, d: path(make.contour(holes, 0.5))}),
    ),
  );
}

/** Levels that share out the paper: few where f is steep, more where it is flat, and most around the lowest places. */
function spreadLevels(sorted: Float64Array, lines: number): number[] {
  const found = Array.from({length: lines}, (_, i) => {
    const share = ((i + 1) / (lines + 1)) ** 1.6;
    return sorted[Math.floor(share * (sorted.length - 1))]!;
  });
  // A plain gives the same level again and again: one line is enough.
  return [...new Set(found)].filter((level) => level > sorted[0]! && Number.isFinite(level));
}

function evenLevels(least: number, most: number, lines: number): number[] {
  if (!(most > least)) return [];
  return Array.from({length: lines}, (_, i) => least + ((most - least) * (i + 1)) / (lines + 1));
}

/** Numbers along the lower and the left edge. */
export function drawAxes(scale: PlaneScale, names: readonly [string, string] = ["x", "y"]): SVGGElement {
  const {left, top, right, bottom, xs, ys} = scale;
  const across = scaleLinear(xs, [left, right]).ticks(Math.max(2, Math.round((right - left) / 70)));
  const up = scaleLinear(ys, [bottom, top]).ticks(Math.max(2, Math.round((bottom - top) / 45)));
  return svg(
    "g",
    {class: "contours-axes"},
    svg("rect", {class: "contours-frame", x: left, y: top, width: right - left, height: bottom - top}),
    ...across
      .filter((x) => scale.x(x) < right - 16)
      .flatMap((x) => [
        svg("line", {x1: scale.x(x), x2: scale.x(x), y1: bottom, y2: bottom + 4}),
        svg("text", {x: scale.x(x), y: bottom + 16, "text-anchor": "middle"}, numberText(x, 3)),
      ]),
    ...up
      .filter((y) => scale.y(y) > top + 14)
      .flatMap((y) => [
        svg("line", {x1: left - 4, x2: left, y1: scale.y(y), y2: scale.y(y)}),
        svg("text", {x: left - 7, y: scale.y(y) + 4, "text-anchor": "end"}, numberText(y, 3)),
      ]),
    svg("text", {class: "contours-name", x: right - 2, y: bottom + 17, "text-anchor": "end"}, names[0]),
    svg("text", {class: "contours-name", x: left - 8, y: top + 10, "text-anchor": "end"}, names[1]),
  );
}
