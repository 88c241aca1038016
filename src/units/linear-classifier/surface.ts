import type {SignedSample} from "../../core/objectives/index.ts";
import {draggable} from "../drag/drag.ts";
import {drawAxes, type Plane, plane} from "../points-editor/index.ts";
import {html, svg} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {weightName} from "./draw-line.ts";
import type {Objective, Weights} from "./objective.ts";
import type {Panel} from "./slice.ts";

/** Pixels of the map along one side. */
const PIXELS = 240;
/** What is smooth is computed at this many places along one side, and between them interpolated. */
const NODES = 61;
const LEVELS = 12;
/** A finger this near to the dot drags it, in pixels. */
const REACH = 24;
/** Midway between what stands out on a light ground and on a dark one: the more of it, the higher. */
const INK = [28, 140, 110] as const;

/** An objective over both weights: the stronger the colour, the higher. Dragging moves the weights, if `move` is given. */
export function surfacePanel(objective: Objective, move?: (weights: [number, number]) => void): Panel {
  const canvas = html("canvas", {class: "lc-surface-map", width: PIXELS, height: PIXELS, "aria-hidden": "true"});
  const scene = svg("g", {});
  const picture = svg(
    "svg",
    {class: "drag-picture lc-surface-picture", role: "img", "data-movable": move !== undefined},
    scene,
  );
  const title = html("p", {class: "lc-surface-title"});
  const stage = html("div", {class: "lc-surface-stage"}, canvas, picture);
  const node = html("div", {class: "lc-surface"}, title, stage);
  let painted: {points: readonly SignedSample[]; range: number} | undefined;
  let area: Plane = plane(300, 4);
  let shownAt: Weights = [0, 0];
  if (move) {
    draggable<{near: boolean}>(picture, {
      grab(x, y) {
        const at = area.at(x, y);
        if (at.some((w) => Math.abs(w) > area.range)) return undefined;
        const near = Math.hypot(x - area.x(shownAt[0]), y - area.y(shownAt[1])) < REACH;
        move(at);
        return {near};
      },
      move: (_, x, y) => move(area.at(x, y)),
      // Elsewhere a finger may scroll past the picture.
      keepsTouch: ({near}) => near,
    });
  }
  return {
    node,
    draw({weights, points, trail, range}, width) {
      area = plane(width, range);
      shownAt = weights;
      const {x, y} = area;
      if (painted?.points !== points || painted.range !== range) {
        paint(canvas, objective, points, range);
        painted = {points, range};
      }
      const side = x(range) - x(-range);
      canvas.style.cssText = `left: ${x(-range)}px; top: ${y(range)}px; width: ${side}px; height: ${side}px`;
      stage.style.width = `${width}px`;
      const here = objective.text(objective.at(weights, points));
      title.textContent = `${objective.title} ${here}`;
      picture.setAttribute("viewBox", `0 0 ${width} ${width}`);
      picture.setAttribute(
        "aria-label",
        `The ${objective.title} over w1 and w2, both from ${numberText(-range)} to ${numberText(range)}. ` +
          `Here, at (${numberText(weights[0], 2)}, ${numberText(weights[1], 2)}): ${here}.`,
      );
      const shown = (w: readonly number[] | undefined): Weights | undefined => {
        if (!w) return undefined;
        const both = [w[0]!, w[1] ?? weights[1]] as const;
        return both.every((value) => Math.abs(value) <= range) ? both : undefined;
      };
      const places = trail.map(({weights: w}) => shown(w)).filter((w) => w !== undefined);
      const tried = shown(trail.at(-1)?.tried);
      const at = shown(weights);
      scene.replaceChildren(
        drawAxes(area, [weightName(1), weightName(2)]),
        svg("path", {
          class: "lc-path",
          d: places.length > 1 ? `M${places.map(([a, b]) => `${x(a)},${y(b)}`).join("L")}` : "",
        }),
        ...(tried ? [svg("circle", {class: "lc-tried", cx: x(tried[0]), cy: y(tried[1]), r: 7})] : []),
        ...(at ? [svg("circle", {class: "lc-dot", cx: x(at[0]), cy: y(at[1]), r: 6})] : []),
      );
    },
  };
}

/** Paints the surface: its height as strength, with a line where it passes from one level to the next. */
function paint(canvas: HTMLCanvasElement, objective: Objective, points: readonly SignedSample[], range: number): void {
  const context = canvas.getContext?.("2d");
  if (!context) return;
  const heights = surface(objective, points, range, PIXELS);
  const image = context.createImageData(PIXELS, PIXELS);
  const level = (at: number) => Math.floor(heights[at]! * LEVELS - 1e-9);
  for (let row = 0, at = 0; row < PIXELS; row++) {
    for (let col = 0; col < PIXELS; col++, at++) {
      const edge = (col > 0 && level(at) !== level(at - 1)) || (row > 0 && level(at) !== level(at - PIXELS));
      image.data.set(INK, 4 * at);
      image.data[4 * at + 3] = 255 * Math.min(0.95, 0.04 + 0.7 * heights[at]! + (edge ? 0.2 : 0));
    }
  }
  context.putImageData(image, 0, 0);
}

/**
 * The objective on a grid of `size` × `size`, row by row from the top, as heights 0 … 1: of accuracy the share that is
 * right; else what is lacking to the highest place, on a logarithmic scale, for a log-likelihood falls far.
 */
export function surface(
  objective: Objective,
  points: readonly SignedSample[],
  range: number,
  size: number,
): Float64Array {
  if (objective.name === "accuracy") return grid(size, (u, v) => objective.at([u * range, v * range], points));
  const nodes = grid(NODES, (u, v) => objective.at([u * range, v * range], points));
  const [low, high] = nodes.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [
    Infinity,
    -Infinity,
  ] as [number, number]);
  const depth = Math.log1p(high - low) || 1;
  const heights = nodes.map((value) => 1 - Math.log1p(high - value) / depth);
  return grid(size, (u, v) => interpolated(heights, u, v));
}

/** A function on size × size places of the square −1 … 1, row by row from the top. */
function grid(size: number, value: (u: number, v: number) => number): Float64Array {
  const all = new Float64Array(size * size);
  for (let row = 0, at = 0; row < size; row++)
    for (let col = 0; col < size; col++, at++)
      all[at] = value((2 * (col + 0.5)) / size - 1, 1 - (2 * (row + 0.5)) / size);
  return all;
}

/** Between four nodes, linearly both ways. */
function interpolated(nodes: Float64Array, u: number, v: number): number {
  const place = (t: number) => Math.min(NODES - 1.000001, Math.max(0, ((t + 1) / 2) * NODES - 0.5));
  const [x, y] = [place(u), place(-v)];
  const [col, row] = [Math.floor(x), Math.floor(y)];
  const at = row * NODES + col;
  const [fx, fy] = [x - col, y - row];
  const top = nodes[at]! * (1 - fx) + nodes[at + 1]! * fx;
  const bottom = nodes[at + NODES]! * (1 - fx) + nodes[at + NODES + 1]! * fx;
  return top * (1 - fy) + bottom * fy;
}
