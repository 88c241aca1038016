import type {Sketch, SketchAxis} from "../../../page/index.ts";
import type {Json} from "../../work/types.ts";

/** The heights that the reader has drawn, by point; undefined where there is none yet. */
export type Heights = readonly (number | undefined)[];

/** Where a value stands on its axis: 0 at the lower end, 1 at the upper. Undefined for what a logarithm does not have. */
export function toShare({from, to, log}: SketchAxis, value: number): number | undefined {
  if (log) return value > 0 ? Math.log(value / from) / Math.log(to / from) : undefined;
  return (value - from) / (to - from);
}

/** The value at a share of the axis, held inside it and rounded to what a hand can draw. */
export function fromShare({from, to, log}: SketchAxis, share: number): number {
  const t = Math.min(1, Math.max(0, share));
  return Number((log ? from * (to / from) ** t : from + t * (to - from)).toPrecision(6));
}

/** The heights with one set, and with those between it and the one set before on the line between: a stroke is drawn faster than it is reported. */
export function drawTo(
  heights: Heights,
  y: SketchAxis,
  at: {index: number; height: number},
  last?: {index: number; height: number},
): Heights {
  const next = [...heights];
  next[at.index] = at.height;
  if (!last) return next;
  const step = Math.sign(at.index - last.index);
  const [a, b] = [toShare(y, last.height) ?? 0, toShare(y, at.height) ?? 0];
  for (let i = last.index + step; step !== 0 && i !== at.index; i += step)
    next[i] = fromShare(y, a + ((b - a) * (i - last.index)) / (at.index - last.index));
  return next;
}

/** What was kept of a sketch; everything that does not fit is left out. */
export function readHeights(answer: Json, {points, y}: Sketch): Heights {
  const kept = Array.isArray(answer) && answer.length === points.length ? answer : [];
  return points.map((_, i) => {
    const height = kept[i];
    return typeof height === "number" && height >= y.from && height <= y.to ? height : undefined;
  });
}
