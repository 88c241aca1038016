import {FEATURE_TEXT, REACH} from "../../lab/playground/features.ts";
import {html} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {CLASS_SIGNS, markPath} from "./marks.ts";
import {type Moment, type UnitPlace, unitName} from "./moment.ts";
import {context2d, fitCanvas, paintCells, paintLevels} from "./paint-map.ts";
import {cssColour} from "./palette.ts";

export interface OutputView {
  readonly node: HTMLElement;
  /** The picture, for whoever draws into it. */
  readonly plot: HTMLElement;
  paint(moment: Moment): void;
  /** Draws points and legend, as after new data. */
  arrange(moment: Moment, cursor?: {x1: number; x2: number}): void;
}

const MARK = 3.6;

/** The plane: what the network says of each place, and the points over it. */
export function outputView(): OutputView {
  const heat = html("canvas", {class: "pg-heat", "aria-hidden": "true", width: 1, height: 1});
  const over = html("canvas", {class: "pg-points", "aria-hidden": "true"});
  const plot = html(
    "div",
    {class: "pg-plot", role: "img", "aria-label": "The network’s output over the plane"},
    heat,
    over,
  );
  const caption = html("p", {class: "pg-plot-caption"});
  const legend = html("div", {class: "pg-legend"});
  const axis = (text: string) => html("span", {}, text);
  const node = html(
    "div",
    {class: "pg-output"},
    caption,
    html(
      "div",
      {class: "pg-plot-frame"},
      html("div", {class: "pg-axis pg-axis-y", "aria-hidden": "true"}, axis("6"), axis("x₂"), axis("−6")),
      plot,
      html("div", {class: "pg-axis pg-axis-x", "aria-hidden": "true"}, axis("−6"), axis("x₁"), axis("6")),
    ),
    legend,
  );
  return {
    node,
    plot,
    paint(moment) {
      paintHeat(heat, moment);
      const text = captionOf(moment);
      if (caption.textContent !== text) caption.textContent = text;
    },
    arrange(moment, cursor) {
      if (!moment.run) return;
      drawPoints(over, plot.clientWidth || 260, moment, cursor);
      legend.replaceChildren(...legendOf(moment));
      const label = describe(moment);
      if (plot.getAttribute("role") === "img") plot.setAttribute("aria-label", label);
    },
  };
}

function paintHeat(canvas: HTMLCanvasElement, {snapshot, state, palette, peek, run}: Moment): void {
  if (!snapshot || !run) return;
  const {density, units, outputs, decision} = snapshot.maps;
  const cells = density * density;
  const place = typeof peek === "object" ? peek : undefined;
  if (place && place.column < state.hidden.length) {
    const unit = state.hidden.slice(0, place.column).reduce((sum, n) => sum + n, 0) + place.unit;
    paintLevels(canvas, density, units.subarray(unit * cells, (unit + 1) * cells), palette.ramp);
  } else if (!decision) {
    const isDiscrete = state.discretize && run.points.kind === "classes";
    paintLevels(canvas, density, outputs, isDiscrete ? palette.signs : palette.ramp);
  } else {
    const {winners, sure} = decision;
    paintCells(canvas, density, (pixels) => {
      for (let i = 0; i < cells; i++) {
        const table = palette.sure[winners[i]!] ?? palette.ramp;
        pixels[i] = table[state.discretize ? 180 : sure[i]!]!;
      }
    });
  }
}

function captionOf({peek, state, run, snapshot}: Moment): string {
  if (typeof peek === "string") return `Feature ${FEATURE_TEXT[peek]}`;
  if (peek && peek.column < state.hidden.length) {
    const unit = state.hidden.slice(0, peek.column).reduce((sum, n) => sum + n, 0) + peek.unit;
    const scale = snapshot?.maps.scales[unit];
    return `${unitName(peek as UnitPlace, {state, run})}: full colour at ±${numberText(scale, 1)}`;
  }
  if (run?.points.kind === "numbers") return "The number that the network predicts";
  return state.discretize ? "The class that the network chooses" : "The network’s output";
}

/** Whoever draws points wants to see them all. */
function showsTest({showTest, dataset}: Moment["state"]): boolean {
  return showTest || dataset === "own";
}

function drawPoints(
  canvas: HTMLCanvasElement,
  size: number,
  {run, state, palette}: Moment,
  cursor?: {x1: number; x2: number},
): void {
  if (!context2d(canvas)) return;
  const context = fitCanvas(canvas, size, size);
  if (!context) return;
  const at = (x: number) => ((x + REACH) / (2 * REACH)) * size;
  if (run) {
    const {points} = run;
    const until = showsTest(state) ? points.targets.length : points.trainCount;
    for (let i = 0; i < until; i++) {
      const target = points.targets[i]!;
      const label = points.kind === "classes" ? target : target < 0 ? 0 : 1;
      const colour = palette.classes[label] ?? palette.ink;
      const isTest = i >= points.trainCount;
      // A number's size is the mark's: a point near 0 is small.
      const r = points.kind === "classes" ? MARK : 1.6 + 2.6 * Math.min(1, Math.abs(target));
      context.beginPath();
      markPath(context, label, at(points.places[2 * i]!), size - at(points.places[2 * i + 1]!), r);
      context.lineWidth = isTest ? 1.6 : 1;
      context.fillStyle = isTest ? cssColour(palette.ground) : cssColour(colour);
      context.strokeStyle = isTest ? cssColour(colour) : cssColour(palette.ground);
      context.fill();
      context.stroke();
    }
  }
  if (cursor) {
    const [x, y] = [at(cursor.x1), size - at(cursor.x2)];
    context.strokeStyle = cssColour(palette.ink);
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(x - 9, y);
    context.lineTo(x + 9, y);
    context.moveTo(x, y - 9);
    context.lineTo(x, y + 9);
    context.stroke();
  }
}

function legendOf({run, state}: Moment): HTMLElement[] {
  const {points, head} = run!;
  const entry = (k: number, text: string) =>
    html(
      "span",
      {class: "pg-key"},
      html("span", {class: "pg-sign", "data-class": k, "aria-hidden": "true"}, CLASS_SIGNS[k]!),
      text,
    );
  // The classes of the drawn data sets have no names but what the output should be.
  const isNamed = points.kind === "classes" && state.dataset === "own" && points.names.length > 1;
  const entries =
    points.kind === "numbers" || head.outputs === 1
      ? [
          html(
            "span",
            {class: "pg-ramp"},
            html("span", {}, `■ ${isNamed ? `${points.names[0]} ` : ""}−1`),
            html("span", {class: "pg-ramp-bar", "aria-hidden": "true"}),
            html("span", {}, `+1 ${isNamed ? `${points.names[1]} ` : ""}●`),
          ),
        ]
      : points.names.map((name, k) => entry(k, name));
  if (showsTest(state)) entries.push(html("span", {class: "pg-key"}, "filled: training, hollow: test"));
  return entries;
}

function describe({run, state}: Moment): string {
  const {points} = run!;
  const count = points.targets.length;
  const kinds =
    points.kind === "numbers" ? "numbers to predict" : `${points.names.length} classes: ${points.names.join(", ")}`;
  const tests = showsTest(state) ? ` and ${count - points.trainCount} test points` : "";
  return `The plane from −6 to 6 with the network’s output as colour and ${points.trainCount} training points${tests}; ${kinds}`;
}
