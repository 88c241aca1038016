import {scaleLinear} from "d3-scale";
import {line} from "d3-shape";
import {logAxis} from "../layers/axis.ts";
import {svg} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {marker} from "./draw-paths.ts";
import {pointAt, type RaceRun} from "./run.ts";

export const LOSS_HEIGHT = 220;
const BOX = {left: 56, right: 14, top: 26, bottom: 36};
/** Below this the axis ends, and what is smaller stands on the rail of 0: nobody needs to see it fall to 1e−300. */
const SMALLEST = 1e-12;
const LARGEST = 1e12;

export interface LossView {
  readonly width: number;
  readonly step: number;
  readonly steps: number;
  /** The axis shows f minus this. */
  readonly minimum: number;
  readonly target?: number | undefined;
  /** What the function is called. */
  readonly symbol: string;
}

/** f − minimum against the step, on a logarithmic axis with rails for 0 and for what is beyond it. */
export function drawLosses(
  runs: readonly RaceRun[],
  {width, step, steps, minimum, target, symbol}: LossView,
): SVGGElement {
  const base = LOSS_HEIGHT - BOX.bottom;
  const right = width - BOX.right;
  const gap = (value: number) => {
    const over = value - minimum;
    return over <= SMALLEST ? 0 : over >= LARGEST ? Infinity : over;
  };
  const curves = runs.map((run) => run.points.map(({value}) => gap(value)));
  const lost = runs.some(({problem}) => problem !== undefined);
  const axis = logAxis([...curves.flat(), ...(lost ? [Infinity] : [])], {
    top: BOX.top,
    bottom: base,
    domain: [1e-4, 10],
  });
  const x = scaleLinear([0, steps], [BOX.left, right]);
  const goal = target === undefined ? undefined : axis.y(target - minimum);
  return svg(
    "g",
    {},
    ...[...axis.ticks, ...axis.rails].flatMap(({y, text}, i) => [
      svg("line", {class: i < axis.ticks.length ? "race-grid" : "race-rail", x1: BOX.left, x2: right, y1: y, y2: y}),
      svg("text", {x: BOX.left - 6, y: y + 4, "text-anchor": "end"}, text === "0" ? "≈ 0" : text),
    ]),
    ...x
      .ticks(Math.max(3, Math.round(width / 110)))
      .map((tick) => svg("text", {x: x(tick), y: base + 18, "text-anchor": "middle"}, numberText(tick))),
    svg(
      "text",
      {x: 4, y: 13},
      minimum === 0
        ? `${symbol} after each step`
        : `${symbol} ${minimum < 0 ? "+" : "−"} ${numberText(Math.abs(minimum), 3)} after each step`,
    ),
    svg("text", {x: right, y: LOSS_HEIGHT - 4, "text-anchor": "end"}, "step"),
    goal !== undefined && svg("line", {class: "race-goal", x1: BOX.left, x2: right, y1: goal, y2: goal}),
    svg("line", {class: "race-cursor", x1: x(step), x2: x(step), y1: BOX.top - 6, y2: base}),
    ...runs.map((run, i) => {
      const points = curves[i]!.flatMap((value, k): [number, number][] => {
        const y = axis.y(value);
        return y === undefined ? [] : [[x(k), y]];
      });
      // A lost run ends on the rail of what is beyond.
      if (run.problem !== undefined) points.push([x(run.points.length), axis.y(Infinity)!]);
      const here = axis.y(
        run.problem !== undefined && step >= run.points.length ? Infinity : gap(pointAt(run, step).value),
      );
      return svg(
        "g",
        {},
        svg("path", {class: "race-loss", "data-run": i % 6, d: line()(points) ?? ""}),
        here !== undefined && marker(i, x(Math.min(step, run.problem ? run.points.length : step)), here),
      );
    }),
    goal !== undefined && svg("text", {class: "race-goal-name", x: BOX.left + 4, y: goal - 5}, "arrived"),
  );
}

/** The step at a place of the picture. */
export function stepAtPlace(px: number, width: number, steps: number): number {
  const share = (px - BOX.left) / (width - BOX.right - BOX.left);
  return Math.round(Math.min(1, Math.max(0, share)) * steps);
}
