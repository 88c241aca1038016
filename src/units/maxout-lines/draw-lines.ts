import {svg} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {crossing, heightAt, type Lines} from "./lines-text.ts";

export const LINES_HEIGHT = 330;
const BOX = {left: 34, right: 14, top: 12, bottom: 56};
/** The picture shows z and the values of the lines from −RANGE to RANGE. */
const RANGE = {z: 4, value: 5};

export interface LinesScale {
  x(z: number): number;
  y(value: number): number;
  /** From CSS pixels to a height. */
  value(y: number): number;
}

export function linesScale(width: number): LinesScale {
  const inner = {width: width - BOX.left - BOX.right, height: LINES_HEIGHT - BOX.top - BOX.bottom};
  return {
    x: (z) => BOX.left + ((z + RANGE.z) / (2 * RANGE.z)) * inner.width,
    y: (value) => BOX.top + ((RANGE.value - value) / (2 * RANGE.value)) * inner.height,
    value: (y) => RANGE.value - ((y - BOX.top) / inner.height) * 2 * RANGE.value,
  };
}

/** The handles of a line stand at these z. */
export const ENDS = [-2, 2] as const;

/** Each line has two handles. */
export function handlesOf(lines: Lines, width: number) {
  const {x, y} = linesScale(width);
  return ([1, 2] as const).flatMap((line) =>
    ([0, 1] as const).map((end) => ({
      handle: {line, end},
      x: x(ENDS[end]),
      y: y(heightAt(lines, line, ENDS[end])),
    })),
  );
}

export function drawLines(lines: Lines, width: number): SVGGElement {
  const scale = linesScale(width);
  const {x, y} = scale;
  const base = LINES_HEIGHT - BOX.bottom;
  const grid = (value: number) =>
    svg("line", {
      class: value === 0 ? "maxout-zero" : "maxout-grid",
      x1: x(-RANGE.z),
      x2: x(RANGE.z),
      y1: y(value),
      y2: y(value),
    });
  const clip = `maxout-clip-${++count}`;
  return svg(
    "g",
    {},
    svg(
      "clipPath",
      {id: clip},
      svg("rect", {x: x(-RANGE.z), y: y(RANGE.value), width: x(RANGE.z) - x(-RANGE.z), height: base - y(RANGE.value)}),
    ),
    ...[-4, -2, 0, 2, 4].flatMap((value) => [
      grid(value),
      svg("text", {x: BOX.left - 7, y: y(value) + 4, "text-anchor": "end"}, numberText(value)),
    ]),
    ...[-4, -2, 0, 2].map((z) => svg("text", {x: x(z), y: base + 16, "text-anchor": "middle"}, numberText(z))),
    svg("text", {class: "maxout-axis", x: x(RANGE.z), y: base + 16, "text-anchor": "middle"}, "z"),
    svg("line", {class: "maxout-zero", x1: x(0), x2: x(0), y1: BOX.top, y2: base}),
    svg(
      "g",
      {"clip-path": `url(#${clip})`},
      ...([1, 2] as const).map((line) => whole(lines, line, scale)),
      svg("path", {class: "maxout-max", d: maximum(lines, scale)}),
    ),
    ...winners(lines, scale, base + 26),
    ...handlesOf(lines, width).map(({handle: {line, end}, x: cx, y: cy}) =>
      svg(
        "g",
        {class: "maxout-handle", "data-line": line},
        svg("circle", {class: "drag-halo", cx, cy, r: 14}),
        svg("circle", {class: "drag-handle", cx, cy, r: 9}),
        svg("text", {class: "maxout-number", x: cx, y: cy + 4, "text-anchor": "middle", "data-end": end}, String(line)),
      ),
    ),
  );
}

/** Clip paths of several pictures on one page need names of their own. */
let count = 0;

function whole(lines: Lines, line: 1 | 2, {x, y}: LinesScale): SVGLineElement {
  return svg("line", {
    class: "maxout-line",
    "data-line": line,
    x1: x(-RANGE.z),
    x2: x(RANGE.z),
    y1: y(heightAt(lines, line, -RANGE.z)),
    y2: y(heightAt(lines, line, RANGE.z)),
  });
}

function maximum(lines: Lines, {x, y}: LinesScale): string {
  const kink = crossing(lines);
  const zs = [-RANGE.z, ...(kink !== undefined && Math.abs(kink) < RANGE.z ? [kink] : []), RANGE.z];
  const points = zs.map((z) => `${x(z)},${y(Math.max(heightAt(lines, 1, z), heightAt(lines, 2, z)))}`);
  return `M${points.join("L")}`;
}

/** A strip below the axis that says which line wins, and so which one gets the gradient. */
function winners(lines: Lines, {x}: LinesScale, top: number): SVGElement[] {
  const kink = Math.min(RANGE.z, Math.max(-RANGE.z, crossing(lines) ?? RANGE.z));
  const at = (z: number): 1 | 2 => (heightAt(lines, 1, z) >= heightAt(lines, 2, z) ? 1 : 2);
  const stretches = [
    [-RANGE.z, kink],
    [kink, RANGE.z],
  ] as const;
  return stretches.flatMap(([from, to]) => {
    const size = x(to) - x(from);
    if (size < 0.5) return [];
    const line = at((from + to) / 2);
    return [
      svg("rect", {class: "maxout-winner", "data-line": line, x: x(from), y: top, width: size, height: 22}),
      size > 74 &&
        svg(
          "text",
          {
            class: "maxout-winner-name",
            "data-line": line,
            x: (x(from) + x(to)) / 2,
            y: top + 15,
            "text-anchor": "middle",
          },
          `line ${line} wins`,
        ),
    ].filter((each) => each !== false);
  });
}
