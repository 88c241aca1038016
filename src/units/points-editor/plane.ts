import {svg} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";

/** A square piece of the plane, −range … range both ways, drawn `size` pixels wide and high. */
export interface Plane {
  readonly size: number;
  readonly range: number;
  x(value: number): number;
  y(value: number): number;
  /** From pixels to the plane. */
  at(x: number, y: number): [number, number];
}

const MARGIN = {left: 26, right: 8, top: 8, bottom: 22};

/** The scale of a square picture. Its axes have their names and numbers in its margins. */
export function plane(size: number, range: number): Plane {
  const inner = Math.max(1, size - MARGIN.left - MARGIN.right);
  const scale = inner / (2 * range);
  return {
    size,
    range,
    x: (value) => MARGIN.left + (value + range) * scale,
    y: (value) => MARGIN.top + (range - value) * scale,
    at: (x, y) => [(x - MARGIN.left) / scale - range, range - (y - MARGIN.top) / scale],
  };
}

/** Whole numbers for the ticks of an axis from −range to range, not too many. */
export function ticksOf(range: number): number[] {
  const step = range <= 5 ? 2 : range <= 12 ? 4 : 10;
  const ticks: number[] = [];
  for (let tick = -Math.floor(range / step) * step; tick <= range; tick += step) ticks.push(tick);
  return ticks;
}

/** The frame of the plane, its two axes and their numbers. `names` stand at the ends of the axes. */
export function drawAxes(area: Plane, names: readonly [SVGTSpanElement[], SVGTSpanElement[]]): SVGGElement {
  const {x, y, range} = area;
  const ends = [-range, range] as const;
  const ticks = ticksOf(range);
  return svg(
    "g",
    {class: "plane-axes"},
    svg("line", {class: "plane-zero", x1: x(0), x2: x(0), y1: y(ends[0]), y2: y(ends[1])}),
    svg("line", {class: "plane-zero", x1: x(ends[0]), x2: x(ends[1]), y1: y(0), y2: y(0)}),
    svg("rect", {
      class: "plane-frame",
      x: x(-range),
      y: y(range),
      width: x(range) - x(-range),
      height: y(-range) - y(range),
    }),
    ...ticks
      .filter((tick) => tick < range)
      .flatMap((tick) => [
        svg("text", {x: x(tick), y: y(-range) + 16, "text-anchor": "middle"}, numberText(tick)),
        svg("text", {x: x(-range) - 6, y: y(tick) + 4, "text-anchor": "end"}, numberText(tick)),
      ]),
    svg("text", {class: "plane-name", x: x(range) - 6, y: y(-range) + 16, "text-anchor": "middle"}, ...names[0]),
    svg("text", {class: "plane-name", x: x(-range) - 5, y: y(range) + 12, "text-anchor": "end"}, ...names[1]),
  );
}

/** x with a small 1 below the line. */
export function indexed(letter: string, index: number | string): SVGTSpanElement[] {
  return [svg("tspan", {}, letter), svg("tspan", {class: "plane-index", dy: 4}, String(index))];
}
