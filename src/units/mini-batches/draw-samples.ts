import type {SignedSample} from "../../core/objectives/index.ts";
import {svg} from "../shared/element.ts";
import {PANEL_HEIGHT, type Plane, plane} from "./plane.ts";

/** The points, those of the batch in full colour and ringed, and the line that the weights draw. */
export function drawSamples(
  {
    samples,
    weights,
    batch,
  }: {samples: readonly SignedSample[]; weights: readonly [number, number]; batch: readonly number[]},
  width: number,
): SVGSVGElement {
  const reach = 1.1 * Math.max(...samples.flatMap(({f}) => [Math.abs(f[0]!), Math.abs(f[1]!)]));
  const scale = plane({x: [-reach, reach], y: [-reach, reach]}, width);
  const times = new Map<number, number>();
  for (const i of batch) times.set(i, (times.get(i) ?? 0) + 1);
  const mark = (i: number) => {
    const {f, y} = samples[i]!;
    const often = times.get(i) ?? 0;
    const [cx, cy] = [scale.x(f[0]!), scale.y(f[1]!)];
    return svg(
      "g",
      {class: "mini-sample", "data-class": y > 0 ? "plus" : "minus", "data-in": often > 0},
      often > 0 && svg("circle", {class: "mini-ring", cx, cy, r: 8}),
      svg("path", {d: y > 0 ? `M${cx - 4} ${cy}h8M${cx} ${cy - 4}v8` : `M${cx - 4} ${cy}h8`}),
      often > 1 && svg("text", {x: cx + 9, y: cy - 6}, `×${often}`),
    );
  };
  const all = samples.map((_, i) => i);
  return svg(
    "svg",
    {
      class: "mini-picture",
      viewBox: `0 0 ${width} ${PANEL_HEIGHT}`,
      width,
      height: PANEL_HEIGHT,
      role: "img",
      "aria-label": `${samples.length} points with labels plus and minus; ${batch.length === 0 ? "no batch is drawn yet" : `${times.size} of them are ringed: the batch`}.`,
    },
    svg("text", {class: "mini-title", x: 12, y: 20}, "the points, and who is in the batch"),
    ...border(weights, scale),
    ...all.filter((i) => !times.has(i)).map(mark),
    ...all.filter((i) => times.has(i)).map(mark),
  );
}

/** The line where the score is 0: at right angles to the weights. */
function border([w1, w2]: readonly [number, number], {x, y, clip}: Plane): SVGElement[] {
  const size = Math.hypot(w1, w2);
  if (size === 0) return [];
  const far = 1e3 / size;
  const ends = clip([-w2 * far, w1 * far], [w2 * far, -w1 * far]);
  if (!ends) return [];
  const [[ax, ay], [bx, by]] = ends;
  return [svg("line", {class: "mini-border", x1: x(ax), y1: y(ay), x2: x(bx), y2: y(by)})];
}
