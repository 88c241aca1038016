import {svg} from "../shared/element.ts";
import {fixedText, numberText} from "../shared/number-text.ts";
import {checkList} from "./quantity.ts";

export interface HistogramLayer {
  readonly layer: number;
  readonly mean: number;
  readonly std: number;
  readonly histogram: readonly {x0: number; x1: number; count: number}[];
  readonly note?: string;
}

export interface LayerHistogramsOptions {
  /** One height for the same count in all layers; else each layer fills its own panel. */
  shared?: boolean;
  width?: number;
  /** Of one panel. */
  panelHeight?: number;
  label?: string;
}

const defaults = {shared: false, width: 900, panelHeight: 64, label: "Outputs of each layer"};
const GAP = 10;
const HEAD = 36;
const FOOT = 22;
const NARROWEST = 78;
/** A bin this many times as tall as the next is cut off. */
const CUT = 3;

/** The outputs of each layer as histograms side by side, with layer, mean and std above each. */
export function layerHistograms(
  layers: readonly HistogramLayer[],
  options: LayerHistogramsOptions = {},
): SVGSVGElement {
  checkList("layerHistograms", layers);
  const {shared, width, panelHeight, label} = {...defaults, ...options};
  const most = Math.max(1, Math.floor((width + GAP) / (NARROWEST + GAP)));
  const rows = Math.max(1, Math.ceil(layers.length / most));
  const columns = Math.max(1, Math.ceil(layers.length / rows));
  const panel = Math.min(180, (width - (columns - 1) * GAP) / columns);
  const rowHeight = HEAD + panelHeight + FOOT;
  const tallest = Math.max(1, ...layers.map((layer) => peak(layer)));
  return svg(
    "svg",
    {
      class: "layer-histograms",
      viewBox: `0 0 ${width} ${rows * rowHeight}`,
      width,
      height: rows * rowHeight,
      role: "img",
      "aria-label": describe(label, layers),
    },
    ...layers.map((layer, i) => {
      const x = (i % columns) * (panel + GAP);
      const y = Math.floor(i / columns) * rowHeight;
      return drawPanel(layer, {x, y, width: panel, height: panelHeight, top: shared ? tallest : peak(layer)});
    }),
  );
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  /** The count that fills the panel. */
  top: number;
}

function drawPanel({layer, mean, std, histogram, note}: HistogramLayer, {x, y, width, height, top}: Box): SVGElement {
  const floor = HEAD + height;
  const step = width / Math.max(1, histogram.length);
  const bars = histogram
    .map(({count}, i) =>
      count > 0
        ? `M${(i * step).toFixed(2)} ${floor}v${barHeight(count, top, height)}h${step.toFixed(2)}V${floor}Z`
        : "",
    )
    .join("");
  const low = histogram[0]?.x0 ?? -1;
  const high = histogram.at(-1)?.x1 ?? 1;
  return svg(
    "g",
    {transform: `translate(${x} ${y})`},
    svg(
      "title",
      {},
      `Layer ${layer}: mean ${numberText(mean, 6)}, std ${numberText(std, 6)}${note ? `; ${note}` : ""}`,
    ),
    svg("text", {class: "layers-title", x: 0, y: 13}, `layer ${layer}`),
    svg(
      "text",
      {class: "layers-tick", x: 0, y: 29},
      note && Number.isNaN(std) ? note.split(":")[0] : `std ${short(std)}`,
    ),
    low < 0 && high > 0 && zeroLine((-low / (high - low)) * width, floor, height),
    svg("path", {class: "layer-histogram-bars", d: bars}),
    ...histogram.map(
      ({count}, i) =>
        count > top && svg("path", {class: "layer-histogram-gap", d: `M${i * step - 2} ${HEAD + 10}l${step + 4} -4`}),
    ),
    svg("line", {class: "layer-histogram-floor", x1: 0, x2: width, y1: floor, y2: floor}),
    svg("text", {class: "layers-tick", x: 0, y: floor + 14}, numberText(low, 2)),
    svg("text", {class: "layers-tick", x: width, y: floor + 14, "text-anchor": "end"}, numberText(high, 2)),
  );
}

function zeroLine(x: number, floor: number, height: number): SVGElement {
  return svg("line", {class: "layers-grid", x1: x, x2: x, y1: floor, y2: floor - height});
}

/**
 * The count that fills a panel. A ReLU's zeros make one bin so tall that nothing else would be seen: a bin many times as
 * tall as all others is cut off, and drawn with a gap.
 */
function peak({histogram}: HistogramLayer): number {
  const [first = 0, second = 0] = histogram.map(({count}) => count).sort((a, b) => b - a);
  return Math.max(1, second > 0 && first > CUT * second ? 1.25 * second : first);
}

/** Upwards is negative. A bin that is not empty shows, however few it holds. */
function barHeight(count: number, top: number, height: number): string {
  return (-Math.max(0.75, Math.min(1, count / top) * height)).toFixed(2);
}

function short(value: number): string {
  return value >= 0.001 && value < 1000 ? fixedText(value, value < 10 ? 3 : 1) : numberText(value, 3);
}

function describe(label: string, layers: readonly HistogramLayer[]): string {
  if (layers.length === 0) return `${label}: nothing is computed yet.`;
  const std = (layer: HistogramLayer) => `layer ${layer.layer} with std ${short(layer.std)}`;
  const first = layers[0] as HistogramLayer;
  const last = layers.at(-1) as HistogramLayer;
  const ends = first === last ? std(first) : `from ${std(first)} to ${std(last)}`;
  return `${label}: ${layers.length} ${layers.length === 1 ? "histogram" : "histograms"}, ${ends}.`;
}
