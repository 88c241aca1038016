import {scaleLinear} from "d3-scale";
import {line} from "d3-shape";
import {firstOrderChange, type PlaneFunction, stepAt} from "../../core/descent/index.ts";
import {svg} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {degrees, type SteepestReading, type SteepestState} from "./steepest-state.ts";

export const SWEEP_HEIGHT = 190;
const BOX = {left: 46, right: 12, top: 24, bottom: 34};

/**
 * What a step of size ε changes, in every direction, divided by ε: the first-order promise, which does not depend on ε, and
 * the truth, which nears it as ε shrinks.
 */
export function drawSweep(
  f: PlaneFunction,
  state: SteepestState,
  reading: SteepestReading,
  {width, reveal}: {width: number; reveal: boolean},
): SVGGElement {
  const {w, radius, norm} = state;
  const base = SWEEP_HEIGHT - BOX.bottom;
  const points = Array.from({length: 181}, (_, i) => {
    const angle = ((i * 2 - 180) * Math.PI) / 180;
    const step = stepAt(angle, radius, norm);
    return {
      angle: i * 2 - 180,
      promise: firstOrderChange(reading.gradient, step) / radius,
      truth: (f.value(w[0] + step[0], w[1] + step[1]) - reading.value) / radius,
    };
  });
  const heights = points.flatMap(({promise, truth}) => [promise, truth]).filter(Number.isFinite);
  const x = scaleLinear([-180, 180], [BOX.left, width - BOX.right]);
  const [low, high] = [Math.min(0, ...heights), Math.max(0, ...heights)];
  const y = scaleLinear(low < high ? [low, high] : [-1, 1], [base, BOX.top]).nice(4);
  const path = (key: "promise" | "truth") =>
    line<(typeof points)[number]>()
      .defined((point) => Number.isFinite(point[key]))
      .x((point) => x(point.angle))
      .y((point) => y(point[key]))(points) ?? "";
  const at = x(degrees(state.angle));
  return svg(
    "g",
    {},
    ...y.ticks(4).flatMap((tick) => [
      svg("line", {
        class: tick === 0 ? "steepest-zero" : "steepest-grid",
        x1: BOX.left,
        x2: width - BOX.right,
        y1: y(tick),
        y2: y(tick),
      }),
      svg("text", {x: BOX.left - 6, y: y(tick) + 4, "text-anchor": "end"}, numberText(tick, 2)),
    ]),
    ...[-180, -90, 0, 90, 180].map((tick) =>
      svg(
        "text",
        {x: x(tick), y: base + 15, "text-anchor": tick === 180 ? "end" : tick === -180 ? "start" : "middle"},
        `${numberText(tick)}°`,
      ),
    ),
    svg(
      "text",
      {x: (BOX.left + width - BOX.right) / 2, y: SWEEP_HEIGHT - 4, "text-anchor": "middle"},
      "direction of the step",
    ),
    svg("text", {x: 4, y: 12}, "change of g, divided by ε"),
    reveal &&
      reading.best.firstOrder !== 0 &&
      svg("line", {
        class: "steepest-best",
        x1: x(degrees(reading.best.angle)),
        x2: x(degrees(reading.best.angle)),
        y1: BOX.top,
        y2: base,
      }),
    svg("path", {class: "steepest-truth", d: path("truth")}),
    svg("path", {class: "steepest-promise", d: path("promise")}),
    svg("line", {class: "steepest-cursor", x1: at, x2: at, y1: BOX.top - 6, y2: base}),
    // Where g has no value there is nothing to mark.
    ...(
      [
        ["truth", reading.change],
        ["promise", reading.firstOrder],
      ] as const
    )
      .filter(([, change]) => Number.isFinite(change))
      .map(([kind, change]) =>
        svg("circle", {class: "steepest-dot", "data-kind": kind, cx: at, cy: y(change / radius), r: 5}),
      ),
  );
}

/** The angle at a place of the picture, in radians. */
export function angleAt(px: number, width: number): number {
  const share = (px - BOX.left) / (width - BOX.right - BOX.left);
  return (Math.min(1, Math.max(0, share)) * 2 - 1) * Math.PI;
}
