import type {BatchGradients, GradientVector} from "../../lab/batch-gradients.ts";
import {svg} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {PANEL_HEIGHT, type Plane, plane} from "./plane.ts";
import {spreadSoFar} from "./text.ts";

/** The gradient of each batch so far as an arrow from 0, the latest heavy, and that of all samples. */
export function drawGradients(
  {gradients, drawn, step}: {gradients: readonly GradientVector[]; drawn: BatchGradients; step: number},
  width: number,
): SVGSVGElement {
  const {full, batches, theory} = drawn;
  // The box depends on the samples alone: with k the arrows shrink together, not the axes.
  const scale = plane({x: range(gradients, 0), y: range(gradients, 1)}, width);
  const {x, y, unit} = scale;
  const [zero, all] = [[0, 0] as const, [x(full[0]!), y(full[1]!)] as const];
  const shown = batches.slice(0, step);
  const latest = shown.at(-1);
  const clip = `mini-clip-${++count}`;
  return svg(
    "svg",
    {
      class: "mini-picture",
      viewBox: `0 0 ${width} ${PANEL_HEIGHT}`,
      width,
      height: PANEL_HEIGHT,
      role: "img",
      "aria-label": describe(drawn, step),
    },
    svg("text", {class: "mini-title", x: 12, y: 20}, "their gradients: ∂ by w₁ →, ∂ by w₂ ↑"),
    svg("line", {class: "mini-axis", x1: 12, x2: width - 12, y1: y(0), y2: y(0)}),
    svg("line", {class: "mini-axis", x1: x(0), x2: x(0), y1: 32, y2: PANEL_HEIGHT - 12}),
    svg("clipPath", {id: clip}, svg("rect", {x: 0, y: 30, width, height: PANEL_HEIGHT - 30})),
    svg(
      "g",
      {"clip-path": `url(#${clip})`},
      ...gradients.map(([a, b]) => svg("circle", {class: "mini-dot", cx: x(a!), cy: y(b!), r: 1.75})),
      ...shown
        .slice(0, -1)
        .map(({mean: [a, b]}) =>
          svg(
            "g",
            {class: "mini-batch"},
            svg("line", {x1: x(0), y1: y(0), x2: x(a!), y2: y(b!)}),
            svg("circle", {cx: x(a!), cy: y(b!), r: 2.5}),
          ),
        ),
      svg("circle", {class: "mini-spread", cx: all[0], cy: all[1], r: Math.max(0.5, theory * unit)}),
      arrow("mini-full", zero, full, scale),
      latest && arrow("mini-latest", zero, latest.mean, scale),
    ),
  );
}

/** What the axis shows: 0, and the bulk of the gradients; a few of single samples lie beyond the edge. */
function range(gradients: readonly GradientVector[], d: 0 | 1): [number, number] {
  const values = gradients.map((gradient) => gradient[d]!);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const std = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  const low = Math.min(0, mean - BULK * std);
  const high = Math.max(0, mean + BULK * std);
  return low < high ? [low, high] : [-1, 1];
}

/** Standard deviations to either side. */
const BULK = 1.6;

/** Clip paths of several pictures on one page need names of their own. */
let count = 0;

/** An arrow whose head is at its end; as short as it is where there is no room for a head. */
function arrow(name: string, from: readonly [number, number], to: GradientVector, {x, y}: Plane): SVGGElement {
  const [ax, ay, bx, by] = [x(from[0]), y(from[1]), x(to[0]!), y(to[1]!)];
  const length = Math.hypot(bx - ax, by - ay) || 1;
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
  const head = Math.min(11, length);
  const [hx, hy] = [bx - head * ux, by - head * uy];
  return svg(
    "g",
    {class: name},
    svg("line", {x1: ax, y1: ay, x2: hx, y2: hy}),
    svg("path", {
      d: `M${bx} ${by}L${hx - 0.45 * head * uy} ${hy + 0.45 * head * ux}L${hx + 0.45 * head * uy} ${hy - 0.45 * head * ux}Z`,
    }),
  );
}

function describe(drawn: BatchGradients, step: number): string {
  const {full, size, theory} = drawn;
  const pair = (vector: GradientVector) => `(${vector.map((value) => numberText(value, 3)).join(", ")})`;
  const soFar =
    step === 0
      ? "No batch is drawn yet."
      : `${step} batches of ${size}, the latest ${pair(drawn.batches[step - 1]!.mean)}; they lie ${numberText(spreadSoFar(drawn, step), 3)} from the full gradient (root mean square).`;
  return `Gradients as arrows. All samples: ${pair(full)}. ${soFar} Theory: ${numberText(theory, 3)}, drawn as a dashed circle.`;
}
