import type {PlaneFunction} from "../../core/descent/index.ts";
import {drawArrow} from "../contours/draw-arrow.ts";
import {drawAxes, drawContours} from "../contours/draw-contours.ts";
import {type PlaneScale, planeScale} from "../contours/plane-scale.ts";
import {svg} from "../shared/element.ts";
import type {SteepestReading, SteepestState} from "./steepest-state.ts";

const LENS_MARGIN = {left: 1, right: 1, top: 1, bottom: 1};
/** The lens shows so many radii to each side of w. */
export const LENS_REACH = 1.5;

/** The corners of a ball of a norm around w, or its circle. */
export function drawBall({w, radius, norm}: SteepestState, scale: PlaneScale): SVGElement {
  const [cx, cy, r] = [scale.x(w[0]), scale.y(w[1]), radius * scale.unit];
  if (norm === "L2") return svg("circle", {class: "steepest-ball", cx, cy, r});
  const corners =
    norm === "L1"
      ? [
          [cx + r, cy],
          [cx, cy - r],
          [cx - r, cy],
          [cx, cy + r],
        ]
      : [
          [cx + r, cy + r],
          [cx + r, cy - r],
          [cx - r, cy - r],
          [cx - r, cy + r],
        ];
  return svg("polygon", {class: "steepest-ball", points: corners.map((corner) => corner.join(",")).join(" ")});
}

/** The landscape. It stays while w and the step move. */
export function drawLandscape(f: PlaneFunction, scale: PlaneScale): SVGGElement {
  return svg("g", {}, drawContours(f, scale), drawAxes(scale, ["w₁", "w₂"]));
}

/** What lies on the landscape: where one stands, and the ball. */
export function drawPlace(state: SteepestState, scale: PlaneScale): SVGGElement {
  const [cx, cy] = [scale.x(state.w[0]), scale.y(state.w[1])];
  const half = LENS_REACH * state.radius * scale.unit;
  const from = [Math.max(scale.left, cx - half), Math.max(scale.top, cy - half)] as const;
  return svg(
    "g",
    {},
    half > 20 &&
      svg("rect", {
        class: "steepest-seen",
        x: from[0],
        y: from[1],
        width: Math.min(scale.right, cx + half) - from[0],
        height: Math.min(scale.bottom, cy + half) - from[1],
      }),
    drawBall(state, scale),
    svg("circle", {class: "drag-halo", cx, cy, r: 14}),
    svg("circle", {class: "drag-handle", cx, cy, r: 7}),
    svg("text", {class: "steepest-w", x: cx + 12, y: cy - 12}, "w"),
  );
}

export function lensScale(size: number, {w, radius}: SteepestState): PlaneScale {
  const reach = LENS_REACH * radius;
  return planeScale(size, {
    x: [w[0] - reach, w[0] + reach],
    y: [w[1] - reach, w[1] + reach],
    minHeight: 0,
    maxHeight: size,
    margin: LENS_MARGIN,
  });
}

/** The ball, magnified: contour lines straighten as it shrinks, since there the first-order expansion is all of g. */
export function drawLens(
  f: PlaneFunction,
  state: SteepestState,
  reading: SteepestReading,
  {size, reveal}: {size: number; reveal: boolean},
): SVGGElement {
  const scale = lensScale(size, state);
  const center: [number, number] = [scale.x(state.w[0]), scale.y(state.w[1])];
  const tip = ([dx, dy]: readonly [number, number]): [number, number] => [
    scale.x(state.w[0] + dx),
    scale.y(state.w[1] + dy),
  ];
  const chosen = tip(reading.step);
  const best = tip(reading.best.step);
  const truly = tip(reading.truly.step);
  const flat = reading.best.firstOrder === 0;
  return svg(
    "g",
    {},
    drawContours(f, scale, {lines: 13, grain: 6, even: true}),
    svg("rect", {class: "contours-frame", x: 1, y: 1, width: size - 2, height: scale.height - 2}),
    drawBall(state, scale),
    reveal && !flat && drawArrow("gradient", center, best),
    reveal &&
      svg(
        "path",
        {
          class: "steepest-truly",
          d: `M${truly[0]} ${truly[1] - 8}l8 8l-8 8l-8 -8Z`,
        },
        svg("title", {}, "the best of all steps of this size"),
      ),
    drawArrow("chosen", center, chosen),
    svg("circle", {class: "steepest-center", cx: center[0], cy: center[1], r: 4}),
    svg("circle", {class: "drag-halo", cx: chosen[0], cy: chosen[1], r: 14}),
    svg("circle", {class: "drag-handle", cx: chosen[0], cy: chosen[1], r: 7}),
  );
}
