import {scaleLog} from "d3-scale";
import {svg} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {initializationName, type Panel, type Point, panels, type Run, type Series, settingName} from "./groups.ts";

export interface SweepPlotOptions {
  /** The axis shows these learning rates, also before there are runs. */
  rates?: readonly number[];
  initializations?: readonly (number | string)[];
  /** The loss of guessing, drawn as a line. Default ln 3, of three classes. */
  guessing?: number;
  /** The axis of the losses. It grows if a run is beyond. */
  losses?: readonly [number, number];
  width?: number;
  /** Of one panel. */
  height?: number;
}

const defaults = {
  rates: [0.01, 0.03, 0.1, 0.3, 1, 3],
  initializations: ["he", 0.01] as readonly (number | string)[],
  guessing: Math.log(3),
  losses: [0.001, 2] as readonly [number, number],
  width: 640,
  height: 300,
};
const MARGIN = {top: 70, right: 12, bottom: 40, left: 62};
/** How far the rail of diverged runs stands above the axis. */
const RAIL = 20;
/** Narrower than this the panels stand one below the other. */
const SIDE_BY_SIDE = 560;

/**
 * The loss at the end of training against the learning rate, a panel an initialization: each run a mark, the runs of a
 * setting joined at their middle. What diverged has no loss: it stands on a rail above the axis.
 */
export function sweepPlot(runs: readonly Run[], options: SweepPlotOptions = {}): SVGSVGElement {
  const {initializations, guessing, losses, width, height, ...given} = {...defaults, ...options};
  const rates = given.rates.length > 0 ? given.rates : defaults.rates;
  const found = panels(runs);
  const shown = initializations.map(
    (initialization) => found.find((panel) => panel.initialization === initialization) ?? {initialization, series: []},
  );
  const ended = runs.filter((run) => !run.diverged).map((run) => run.loss);
  const low = Math.min(losses[0], ...ended.filter((loss) => loss > 0));
  const high = Math.max(losses[1], ...ended);
  const columns = width >= SIDE_BY_SIDE ? Math.max(1, shown.length) : 1;
  const panelWidth = width / columns;
  const rows = Math.max(1, Math.ceil(shown.length / columns));
  const axes: Axes = {
    x: scaleLog([Math.min(...rates) / 1.5, Math.max(...rates) * 1.5], [MARGIN.left, panelWidth - MARGIN.right]),
    y: scaleLog([low / 1.2, high * 1.1], [height - MARGIN.bottom, MARGIN.top + RAIL]),
    rail: MARGIN.top,
    rates,
    guessing,
    width: panelWidth,
    height,
  };
  return svg(
    "svg",
    {
      class: "sweep-plot",
      viewBox: `0 0 ${width} ${rows * height}`,
      width,
      height: rows * height,
      role: "img",
      "aria-label": describe(shown),
    },
    ...shown.map((panel, i) =>
      svg(
        "g",
        {transform: `translate(${(i % columns) * panelWidth} ${Math.floor(i / columns) * height})`},
        ...drawPanel(panel, axes),
      ),
    ),
  );
}

interface Axes {
  x(rate: number): number;
  y(loss: number): number;
  rail: number;
  rates: readonly number[];
  guessing: number;
  width: number;
  height: number;
}

function drawPanel({initialization, series}: Panel, axes: Axes): (SVGElement | false)[] {
  const {x, y, rail, rates, guessing, width, height} = axes;
  const [left, right, floor] = [MARGIN.left, width - MARGIN.right, height - MARGIN.bottom];
  return [
    svg("text", {class: "sweep-title", x: left, y: 16}, `Initialization: ${initializationName(initialization)}`),
    ...legend(left),
    ...[1, 0.1, 0.01, 0.001, 1e-4, 1e-5]
      .filter((loss) => y(loss) <= floor && y(loss) >= rail)
      .flatMap((loss) => [
        svg("line", {class: "sweep-grid", x1: left, x2: right, y1: y(loss), y2: y(loss)}),
        svg("text", {class: "sweep-tick", x: left - 6, y: y(loss) + 4, "text-anchor": "end"}, numberText(loss, 5)),
      ]),
    svg("line", {class: "sweep-rail", x1: left, x2: right, y1: rail, y2: rail}),
    svg("text", {class: "sweep-tick", x: left - 6, y: rail + 4, "text-anchor": "end"}, "diverged"),
    svg("line", {class: "sweep-guessing", x1: left, x2: right, y1: y(guessing), y2: y(guessing)}),
    svg("text", {class: "sweep-tick", x: left + 2, y: y(guessing) + 14}, `guessing, ${guessing.toFixed(2)}`),
    ...rates.map((rate) =>
      svg("text", {class: "sweep-tick", x: x(rate), y: floor + 17, "text-anchor": "middle"}, numberText(rate, 4)),
    ),
    svg("text", {class: "sweep-tick", x: right, y: floor + 33, "text-anchor": "end"}, "learning rate →"),
    svg("text", {class: "sweep-tick", x: left - 6, y: 38, "text-anchor": "end"}, "↑ loss"),
    ...series.flatMap((one) => drawSeries(one, axes)),
  ];
}

function drawSeries({batchNorm, points}: Series, {x, y, rail}: Axes): SVGElement[] {
  const kind = batchNorm ? "with" : "without";
  // The two settings stand side by side, so that neither hides the other.
  const at = ({rate}: {rate: number}) => x(rate) + (batchNorm ? 4 : -4);
  const d = points
    .map((point, i) => {
      if (point.middle === undefined) return "";
      return `${points[i - 1]?.middle === undefined ? "M" : "L"}${at(point)} ${y(point.middle)}`;
    })
    .join("");
  return [
    svg("path", {class: "sweep-line", "data-kind": kind, d}),
    ...points.flatMap((point) => {
      let stacked = 0;
      return point.runs.map((run) =>
        mark(batchNorm, at(point), run.diverged ? rail - 6 * stacked++ : y(run.loss), title(run)),
      );
    }),
  ];
}

/** A filled diamond with batch normalization, a ring without. */
function mark(batchNorm: boolean, x: number, y: number, text: string): SVGElement {
  const r = 4;
  return batchNorm
    ? svg(
        "path",
        {
          class: "sweep-mark",
          "data-kind": "with",
          d: `M${x} ${y - r - 1}l${r + 1} ${r + 1}l${-r - 1} ${r + 1}l${-r - 1} ${-r - 1}Z`,
        },
        svg("title", {}, text),
      )
    : svg("circle", {class: "sweep-mark", "data-kind": "without", cx: x, cy: y, r}, svg("title", {}, text));
}

function legend(left: number): SVGElement[] {
  return [
    mark(true, left + 6, 34, "with batch norm"),
    svg("text", {class: "sweep-key", x: left + 16, y: 38}, settingName(true)),
    mark(false, left + 136, 34, "without"),
    svg("text", {class: "sweep-key", x: left + 146, y: 38}, settingName(false)),
  ];
}

function title({rate, seed, batchNorm, loss, diverged, reason}: Run): string {
  const end = diverged ? (reason ?? "diverged") : `loss ${numberText(loss)}`;
  return `${settingName(batchNorm)}, learning rate ${rate}, seed ${seed}: ${end}`;
}

function describe(shown: readonly Panel[]): string {
  const texts = shown.map(({initialization, series}) => {
    const lines = series.map(({batchNorm, points}) => `${settingName(batchNorm)}: ${points.map(spoken).join(", ")}`);
    return `Initialization ${initializationName(initialization)}. ${lines.join(". ") || "No run yet"}.`;
  });
  return `Loss at the end of training against the learning rate. ${texts.join(" ")}`;
}

function spoken({rate, middle, diverged, runs}: Point): string {
  return middle === undefined
    ? `${diverged} of ${runs.length} diverged at ${rate}`
    : `${numberText(middle)} at ${rate}`;
}
