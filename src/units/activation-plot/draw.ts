import {line} from "d3-shape";
import {svg} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {type Columns, columns, LEFT, zTicks} from "./geometry.ts";
import type {Model} from "./model.ts";
import type {Shares} from "./shares.ts";
import {percent} from "./text.ts";

/** The two plots share the axis of z. Sizes are CSS pixels. */
const TOP = {y: 30, height: 170};
const BOTTOM = {y: 240, height: 104};
const AXIS = 22;
const STRIP = 48;

export function heightOf(strip: boolean): number {
  return BOTTOM.y + BOTTOM.height + AXIS + (strip ? STRIP : 0);
}

type Plot = typeof TOP;
type Scale = (value: number) => number;

/** The picture at one width. */
export function drawActivation(model: Model, width: number, strip: boolean): SVGGElement {
  const {phi, range, bands, outputDomain, slopeDomain} = model;
  const place = columns(width, range);
  const outputY = scale(outputDomain, TOP);
  const slopeY = scale(slopeDomain, BOTTOM);
  const base = BOTTOM.y + BOTTOM.height;
  return svg(
    "g",
    {},
    ...bands.flatMap((band) => drawBand(band, place)),
    ...grid(gridValues(outputDomain), outputY, place),
    ...grid(gridValues(slopeDomain), slopeY, place),
    svg("line", {class: "activation-zero", x1: place.x(0), x2: place.x(0), y1: TOP.y, y2: base}),
    ...zTicks(range)
      .filter((tick) => tick < range)
      .map((tick) => svg("text", {x: place.x(tick), y: base + 15, "text-anchor": "middle"}, numberText(tick))),
    svg("text", {class: "activation-axis", x: place.right, y: base + 15, "text-anchor": "middle"}, "z"),
    title("output φ(z)", LEFT, TOP),
    title("slope φ′(z)", LEFT, BOTTOM),
    title("outputs", place.side.from, TOP),
    title("slopes met", place.side.from, BOTTOM),
    ...histogram(model.outputs, outputY, place, TOP, "activation-outputs"),
    ...histogram(model.slopes, slopeY, place, BOTTOM, "activation-slopes"),
    mean(model.meanOutput, outputY, outputDomain, place),
    mean(model.meanSlope, slopeY, slopeDomain, place),
    svg("path", {class: "activation-curve", d: curve(phi.value.bind(phi), outputDomain, outputY, place, range)}),
    svg("path", {class: "activation-slope", d: curve(phi.derivative.bind(phi), slopeDomain, slopeY, place, range)}),
    ...bandNames(bands, place),
    strip && inputStrip(model, place, base + AXIS),
  );
}

function scale([low, high]: readonly [number, number], {y, height}: Plot): Scale {
  return (value) => y + ((high - value) / (high - low)) * height;
}

/** The curve, cut where it leaves the plot, so that it ends at the edge and not before. */
function curve(
  f: (z: number) => number,
  [low, high]: readonly [number, number],
  y: Scale,
  {x}: Columns,
  range: number,
): string {
  const points: [number, number][] = [];
  const count = 480;
  for (let i = 0; i <= count; i++) {
    const z = (i / count - 0.5) * 2 * range;
    // A step is drawn as one: two points almost at the same place.
    points.push([z, f(z)]);
    if (z === 0) points.push([1e-6, f(1e-6)]);
  }
  return (
    line<[number, number]>(
      ([z]) => x(z),
      ([, value]) => y(value),
    ).defined(([, value]) => value >= low && value <= high)(points) ?? ""
  );
}

function drawBand([from, to]: readonly [number, number], {x}: Columns): SVGElement[] {
  return [TOP, BOTTOM].map(({y, height}) =>
    svg("rect", {class: "activation-band", x: x(from), y, width: Math.max(0, x(to) - x(from)), height}),
  );
}

/** "saturated", or as much of it as there is room for. */
function bandNames(bands: Model["bands"], {x}: Columns): SVGElement[] {
  return bands.flatMap(([from, to]) => {
    const room = x(to) - x(from);
    if (room < 28) return [];
    const attributes = {
      class: "activation-band-name",
      x: (x(from) + x(to)) / 2,
      y: TOP.y + 16,
      "text-anchor": "middle",
    };
    return [svg("text", attributes, room > 62 ? "saturated" : "sat.")];
  });
}

function grid(values: readonly number[], y: Scale, place: Columns): SVGElement[] {
  return values.flatMap((value) => [
    svg("line", {class: "activation-grid", x1: LEFT, x2: place.right, y1: y(value), y2: y(value)}),
    svg("line", {class: "activation-grid", x1: place.side.from, x2: place.side.to, y1: y(value), y2: y(value)}),
    svg("text", {x: LEFT - 7, y: y(value) + 4, "text-anchor": "end"}, numberText(value)),
  ]);
}

/** A few round values inside a domain, 0 among them if it is inside. */
function gridValues([low, high]: readonly [number, number]): number[] {
  const span = high - low;
  const step = [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16].find((each) => span / each <= 5) ?? span / 4;
  const values: number[] = [];
  for (let i = Math.ceil(low / step); i * step <= high; i++) values.push(i * step);
  return values;
}

function title(text: string, x: number, {y}: Plot): SVGTextElement {
  return svg("text", {class: "activation-title", x, y: y - 10}, text);
}

/** Lying bars; the longest fills the column and bears its share. What lies outside of the plot is told at its edge. */
function histogram(
  {low, high, bins, below, above, invalid}: Shares,
  y: Scale,
  {side}: Columns,
  plot: Plot,
  className: string,
): SVGElement[] {
  const most = Math.max(...bins, 1e-9);
  const room = side.to - side.from;
  const size = (high - low) / bins.length;
  const tallest = bins.indexOf(most);
  const bars = bins.flatMap((share, i) => {
    if (share === 0) return [];
    const top = y(low + (i + 1) * size);
    const length = Math.max(1, (share / most) * room);
    return [
      svg("rect", {
        class: className,
        x: side.from,
        y: top,
        width: length,
        height: Math.max(1, y(low + i * size) - top - 0.5),
      }),
    ];
  });
  const note = (text: string, at: number): SVGElement =>
    svg("text", {class: "activation-note", x: side.to, y: at, "text-anchor": "end"}, text);
  const peak = low + (tallest + 0.5) * size;
  const peakAt = y(peak) - 6 < plot.y + 10 ? y(peak) + 16 : y(peak) - 6;
  return [
    ...bars,
    ...(tallest >= 0 ? [note(percent(most), peakAt)] : []),
    ...(above > 0 ? [note(`${percent(above)} above ↑`, plot.y - 10)] : []),
    ...(below > 0 ? [note(`${percent(below)} below ↓`, plot.y + plot.height + 13)] : []),
    ...(invalid > 0 ? [note(`${percent(invalid)} not a number`, plot.y + plot.height / 2)] : []),
  ];
}

/** A notch at the mean, to the left of the bars. */
function mean(value: number, y: Scale, [low, high]: readonly [number, number], {side}: Columns): SVGElement | null {
  if (!(value >= low && value <= high)) return null;
  const at = y(value);
  return svg("path", {class: "activation-mean", d: `M${side.from - 2},${at}l-9,-5v10z`});
}

function inputStrip({inputShares: {low, high, bins}}: Model, {x, right, side}: Columns, top: number): SVGGElement {
  const most = Math.max(...bins, 1e-9);
  const size = (high - low) / bins.length;
  const base = top + STRIP - 4;
  return svg(
    "g",
    {},
    ...bins.map((share, i) => {
      const height = (share / most) * (STRIP - 8);
      const from = x(low + i * size);
      const width = Math.max(1, x(low + (i + 1) * size) - from - 0.5);
      return svg("rect", {class: "activation-inputs", x: from, y: base - height, width, height});
    }),
    svg("line", {class: "activation-grid", x1: LEFT, x2: right, y1: base, y2: base}),
    svg("text", {class: "activation-title", x: side.from, y: base - 10}, "inputs z"),
  );
}
