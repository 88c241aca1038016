import {scaleLinear} from "d3-scale";
import {roundingTo} from "../../core/numeric/index.ts";
import {svg} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import type {DifferenceReading} from "./reading.ts";
import {stepText} from "./reading-text.ts";
import {testFunctions} from "./test-functions.ts";

const PANEL = {height: 262, gap: 34, margin: {left: 34, right: 10, top: 28, bottom: 26}};
/** Side by side from this width on. */
const WIDE = 560;
/** The microscope shows x ± 1.5 h. */
const WINDOW = 1.5;

interface Panel {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export function pictureHeight(width: number): number {
  return width >= WIDE ? PANEL.height : 2 * PANEL.height + PANEL.gap - 10;
}

/** The panel of the whole function, in which one drags. */
export function functionPanel(f: DifferenceReading["f"], width: number): Panel & {toX(px: number): number} {
  const {domain, range} = testFunctions[f];
  const end = width >= WIDE ? (width - PANEL.gap) * 0.52 : width;
  const panel = makePanel(0, end, 0, domain, range);
  return {
    ...panel,
    toX: (px) => domain[0] + ((px - panel.left) / (panel.right - panel.left)) * (domain[1] - domain[0]),
  };
}

/** Left the function with tangent and secant, right (or below) the same about x, enlarged to the size of h. */
export function drawPanels(at: DifferenceReading, width: number): SVGGElement {
  const whole = functionPanel(at.f, width);
  const wide = width >= WIDE;
  const reach = WINDOW * at.h;
  const tall = heightOf(at) * WINDOW || 1;
  const start = wide ? whole.right + PANEL.margin.right + PANEL.gap : 0;
  const near = makePanel(start, width, wide ? 0 : PANEL.height + PANEL.gap - 10, [-reach, reach], [-tall, tall]);
  const id = ++count;
  return svg("g", {}, drawWhole(at, whole, `difference-clip-${id}-a`), drawNear(at, near, `difference-clip-${id}-b`));
}

/** Clip paths of several pictures on one page need names of their own. */
let count = 0;

function makePanel(
  start: number,
  end: number,
  top: number,
  domain: readonly [number, number],
  range: readonly [number, number],
): Panel {
  const {margin, height} = PANEL;
  const box = {
    left: start + margin.left,
    right: end - margin.right,
    top: top + margin.top,
    bottom: top + height - margin.bottom,
  };
  return {
    ...box,
    x: scaleLinear(domain, [box.left, box.right]),
    y: scaleLinear(range, [box.bottom, box.top]),
  };
}

function drawWhole(at: DifferenceReading, panel: Panel, clip: string): SVGGElement {
  const {domain, range, value, name} = testFunctions[at.f];
  const {x, y} = panel;
  const y0 = value(at.x);
  const curve = Array.from({length: 161}, (_, i) => domain[0] + ((domain[1] - domain[0]) * i) / 160);
  const ends = [at.low, at.high];
  return svg(
    "g",
    {},
    title(panel, name),
    ...ticks(range).flatMap((tick) => [
      svg("line", {class: "difference-grid", x1: panel.left, x2: panel.right, y1: y(tick), y2: y(tick)}),
      svg("text", {x: panel.left - 6, y: y(tick) + 4, "text-anchor": "end"}, numberText(tick)),
    ]),
    ...ticks(domain).map((tick) =>
      svg("text", {x: x(tick), y: panel.bottom + 16, "text-anchor": "middle"}, numberText(tick)),
    ),
    clipPath(clip, panel),
    svg(
      "g",
      {"clip-path": `url(#${clip})`},
      svg("path", {class: "difference-curve", d: path(curve.map((c) => [x(c), y(value(c))]))}),
      straight(panel, "difference-tangent", [domain[0] - at.x, domain[1] - at.x], at.x, y0, at.analytic),
      Number.isFinite(at.numerical) &&
        straight(panel, "difference-secant", [domain[0] - at.low, domain[1] - at.low], at.low, at.fLow, at.numerical),
      ...ends.map((end) => point(x(end), y(value(end)))),
    ),
    svg("circle", {class: "drag-halo", cx: x(at.x), cy: y(y0), r: 14}),
    svg("circle", {class: "drag-handle", cx: x(at.x), cy: y(y0), r: 8}),
  );
}

function drawNear(at: DifferenceReading, panel: Panel, clip: string): SVGGElement {
  const {x, y} = panel;
  const reach = WINDOW * at.h;
  const round = roundingTo(at.precision);
  const {value} = testFunctions[at.f];
  const y0 = round(value(round(at.x)));
  // What the machine knows of f: at each place the value at the nearest number that it has.
  const known = (d: number) => round(value(round(at.x + d))) - y0;
  const places = Array.from({length: 481}, (_, i) => -reach + (2 * reach * i) / 480);
  const central = at.kind === "central";
  const ends = [
    {at: central ? -at.h : 0, value: at.fLow - y0},
    {at: at.h, value: at.fHigh - y0},
  ];
  const labels: [number, string][] = [
    [-at.h, "x − h"],
    [0, "x"],
    [at.h, "x + h"],
  ];
  return svg(
    "g",
    {},
    title(panel, `enlarged: h = ${stepText(at.h)}`),
    ...labels.flatMap(([place, text]) => [
      svg("line", {class: "difference-grid", x1: x(place), x2: x(place), y1: panel.top, y2: panel.bottom}),
      svg("text", {x: x(place), y: panel.bottom + 16, "text-anchor": "middle"}, text),
    ]),
    svg("rect", {
      class: "difference-frame",
      x: panel.left,
      y: panel.top,
      width: panel.right - panel.left,
      height: panel.bottom - panel.top,
    }),
    clipPath(clip, panel),
    svg(
      "g",
      {"clip-path": `url(#${clip})`},
      svg("path", {class: "difference-curve", d: path(places.map((place) => [x(place), y(known(place))]))}),
      straight(panel, "difference-tangent", [-reach, reach], 0, 0, at.analytic),
      Number.isFinite(at.numerical) &&
        straight(panel, "difference-secant", [-3 * reach, 3 * reach], ends[0]!.at, ends[0]!.value, at.numerical),
      ...ends.map((end) => point(x(end.at), y(end.value))),
    ),
  );
}

/** How far f, as the machine knows it, or its tangent goes within h. */
function heightOf(at: DifferenceReading): number {
  const round = roundingTo(at.precision);
  const value = (place: number) => round(testFunctions[at.f].value(round(place)));
  const y0 = value(at.x);
  return Math.max(Math.abs(value(at.x + at.h) - y0), Math.abs(value(at.x - at.h) - y0), at.h * Math.abs(at.analytic));
}

function straight(
  {x, y}: Panel,
  name: string,
  [from, to]: readonly [number, number],
  x0: number,
  y0: number,
  slope: number,
): SVGLineElement {
  return svg("line", {
    class: name,
    x1: x(x0 + from),
    x2: x(x0 + to),
    y1: y(y0 + slope * from),
    y2: y(y0 + slope * to),
  });
}

function title({left, top}: Panel, text: string): SVGTextElement {
  return svg("text", {class: "difference-title", x: left, y: top - 11}, text);
}

function point(cx: number, cy: number): SVGCircleElement {
  return svg("circle", {class: "difference-point", cx, cy, r: 4.5});
}

function clipPath(id: string, {left, right, top, bottom}: Panel): SVGClipPathElement {
  return svg("clipPath", {id}, svg("rect", {x: left, y: top, width: right - left, height: bottom - top}));
}

function path(points: readonly (readonly [number, number])[]): string {
  return `M${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}`;
}

function ticks([low, high]: readonly [number, number]): number[] {
  return scaleLinear([low, high], [0, 1]).ticks(5);
}
