import {svg} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {type Axis, linearAxis, logAxis} from "./axis.ts";
import {checkList, type LayerFigures, type Quantity, type QuantityName, quantities} from "./quantity.ts";

export interface OverDepthOptions {
  /** What is drawn against depth. */
  y?: QuantityName;
  /** What the theory says of it, drawn as a line through the measured dots. */
  theory?: readonly LayerFigures[];
  /** A logarithmic axis, with a rail for zero. */
  log?: boolean;
  /** The axis reaches from here to here at least. */
  domain?: readonly [number, number];
  width?: number;
  height?: number;
  /** In place of the quantity's own name. */
  label?: string;
}

type Run = readonly LayerFigures[];

const defaults = {y: "std" as QuantityName, width: 640, height: 240, log: false};
const MARGIN = {top: 34, right: 14, bottom: 36, left: 52};

/**
 * A quantity of each layer against depth: measured values as dots, theory as a dashed line. Several runs, of other seeds
 * say, are drawn as a band from the smallest to the largest with the dots at their mean.
 * @param runs the layers of one run, or a list of runs
 */
export function overDepth(runs: Run | readonly Run[], options: OverDepthOptions = {}): SVGSVGElement {
  checkList("overDepth", runs);
  const {y, width, height, log} = {...defaults, ...options};
  const {label = quantities[y].label, theory = []} = options;
  const all = listOfRuns(runs);
  const depth = Math.max(1, ...all.map((run) => run.length), theory.length);
  const measured = byLayer(all, y);
  const predicted = theory.map((layer) => ({layer: layer.layer, value: layer[y]}));
  const values = [...measured.flatMap(({low, high}) => [low, high]), ...predicted.map(({value}) => value)];
  const axis = (log ? logAxis : linearAxis)(
    values.filter((value) => value !== undefined && !Number.isNaN(value)) as number[],
    {
      top: MARGIN.top,
      bottom: height - MARGIN.bottom,
      domain: options.domain ?? (log ? undefined : quantities[y].domain),
    },
  );
  const x = (layer: number) =>
    depth === 1
      ? (MARGIN.left + width - MARGIN.right) / 2
      : MARGIN.left + 12 + ((layer - 1) / (depth - 1)) * (width - MARGIN.left - MARGIN.right - 24);

  return svg(
    "svg",
    {
      class: `over-depth over-depth-${quantities[y].pass}`,
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "img",
      "aria-label": describe(label, measured, predicted),
    },
    ...grid(axis, width),
    ...layerTicks(depth, x, height),
    svg("text", {class: "layers-title", x: 0, y: 14}, label),
    theory.length > 0 && legend(width, all.length > 1, quantities[y].pass),
    all.length > 1 && svg("path", {class: "over-depth-band", d: bandPath(measured, x, axis)}),
    svg("path", {class: "over-depth-theory", d: linePath(predicted, x, axis)}),
    ...measured.map((point) => mark(point, x(point.layer), axis, quantities[y].pass)),
  );
}

interface Point {
  layer: number;
  value: number | undefined;
}

interface Measured extends Point {
  low: number | undefined;
  high: number | undefined;
  preview: boolean;
}

function listOfRuns(runs: Run | readonly Run[]): readonly Run[] {
  return Array.isArray(runs[0]) ? (runs as readonly Run[]) : [runs as Run];
}

function byLayer(runs: readonly Run[], y: QuantityName): Measured[] {
  const longest = runs.reduce((a, b) => (b.length > a.length ? b : a), [] as Run);
  return longest.map(({layer}, i) => {
    const values = runs.map((run) => run[i]?.[y]).filter((value) => value !== undefined);
    const known = values.filter((value) => !Number.isNaN(value));
    return {
      layer,
      value: values.length === 0 ? undefined : known.reduce((a, b) => a + b, 0) / known.length,
      low: known.length > 0 ? Math.min(...known) : undefined,
      high: known.length > 0 ? Math.max(...known) : undefined,
      preview: runs.some((run) => (run[i] as {preview?: boolean} | undefined)?.preview === true),
    };
  });
}

function mark(
  {layer, value, preview}: Measured,
  x: number,
  axis: Axis,
  pass: "forward" | "backward",
): SVGElement | undefined {
  if (value === undefined) return undefined;
  const y = axis.y(value);
  const title = svg("title", {}, `layer ${layer}: ${Number.isNaN(value) ? "not a number" : numberText(value, 6)}`);
  const name = `over-depth-mark${preview ? " over-depth-preview" : ""}`;
  if (y === undefined) {
    // What is not a number has no place: a cross at the foot says that it is not missing.
    return svg("text", {class: "over-depth-nan", x, y: MARGIN.top + 10, "text-anchor": "middle"}, "NaN", title);
  }
  return symbol(pass, x, y, name, title);
}

/** Round for what goes forward, square for what comes back. */
function symbol(pass: Quantity["pass"], x: number, y: number, name: string, title?: SVGElement): SVGElement {
  return pass === "forward"
    ? svg("circle", {class: name, cx: x, cy: y, r: 4}, title)
    : svg("path", {class: name, d: `M${x} ${y - 5}L${x + 5} ${y}L${x} ${y + 5}L${x - 5} ${y}Z`}, title);
}

function grid({ticks, rails}: Axis, width: number): SVGElement[] {
  const lines = [
    ...ticks.map((tick) => ({...tick, name: "layers-grid"})),
    ...rails.map((rail) => ({...rail, name: "layers-rail"})),
  ];
  return lines.flatMap(({y, text, name}) => [
    svg("line", {class: name, x1: MARGIN.left, x2: width - MARGIN.right, y1: y, y2: y}),
    svg("text", {class: "layers-tick", x: MARGIN.left - 6, y: y + 4, "text-anchor": "end"}, text),
  ]);
}

function layerTicks(depth: number, x: (layer: number) => number, height: number): SVGElement[] {
  const step = depth <= 12 ? 1 : depth <= 30 ? 5 : 10;
  const layers = Array.from({length: depth}, (_, i) => i + 1).filter((l) => step === 1 || l === 1 || l % step === 0);
  return [
    ...layers.map((l) =>
      svg("text", {class: "layers-tick", x: x(l), y: height - MARGIN.bottom + 18, "text-anchor": "middle"}, l),
    ),
    svg("text", {class: "layers-tick", x: (x(1) + x(depth)) / 2, y: height - 3, "text-anchor": "middle"}, "layer"),
  ];
}

function legend(width: number, band: boolean, pass: Quantity["pass"]): SVGElement {
  const x = width - MARGIN.right;
  return svg(
    "g",
    {class: "over-depth-legend"},
    svg("text", {class: "layers-tick", x, y: 14, "text-anchor": "end"}, "theory"),
    svg("line", {class: "over-depth-theory", x1: x - 66, x2: x - 42, y1: 10, y2: 10}),
    svg("text", {class: "layers-tick", x: x - 76, y: 14, "text-anchor": "end"}, band ? "mean and range" : "measured"),
    symbol(pass, x - (band ? 174 : 142), 10, "over-depth-mark"),
  );
}

function linePath(points: readonly Point[], x: (layer: number) => number, axis: Axis): string {
  let pen = "M";
  return points
    .map(({layer, value}) => {
      const y = value === undefined ? undefined : axis.y(value);
      if (y === undefined) {
        pen = "M";
        return "";
      }
      const part = `${pen}${x(layer).toFixed(1)} ${y.toFixed(1)}`;
      pen = "L";
      return part;
    })
    .join("");
}

function bandPath(points: readonly Measured[], x: (layer: number) => number, axis: Axis): string {
  const edge = (key: "low" | "high") =>
    points.flatMap((point) => {
      const y = point[key] === undefined ? undefined : axis.y(point[key]);
      return y === undefined ? [] : [`${x(point.layer).toFixed(1)} ${y.toFixed(1)}`];
    });
  const outline = [...edge("high"), ...edge("low").reverse()];
  return outline.length > 0 ? `M${outline.join("L")}Z` : "";
}

/** The picture in a sentence; the numbers of every layer stand in the table beside it. */
function describe(label: string, measured: readonly Measured[], predicted: readonly Point[]): string {
  const ends = (points: readonly Point[]) => {
    const known = points.filter(({value}) => value !== undefined);
    const first = known[0];
    const last = known.at(-1);
    if (!first || !last) return "not measured yet";
    const at = ({layer, value}: Point) =>
      `${Number.isNaN(value) ? "not a number" : numberText(value, 6)} in layer ${layer}`;
    return first === last ? at(first) : `${at(first)}, ${at(last)}`;
  };
  const theory = predicted.length > 0 ? `; theory ${ends(predicted)}` : "";
  return `${label} against depth: measured ${ends(measured)}${theory}.`;
}
