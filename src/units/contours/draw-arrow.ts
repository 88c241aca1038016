import {svg} from "../shared/element.ts";

/** An arrow between two points of a picture; a dot's worth of nothing if it is too short to have a head. */
export function drawArrow(kind: string, from: readonly [number, number], to: readonly [number, number]): SVGGElement {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  const head = Math.min(10, length * 0.6);
  if (!(length > 0.5)) return svg("g", {class: "arrow", "data-kind": kind});
  const [ux, uy] = [dx / length, dy / length];
  const [bx, by] = [to[0] - ux * head, to[1] - uy * head];
  const half = head * 0.45;
  const at = (x: number, y: number) => `${x.toFixed(1)},${y.toFixed(1)}`;
  return svg(
    "g",
    {class: "arrow", "data-kind": kind},
    svg("line", {class: "arrow-halo", x1: from[0], y1: from[1], x2: bx, y2: by}),
    svg("line", {class: "arrow-shaft", x1: from[0], y1: from[1], x2: bx, y2: by}),
    svg("path", {
      class: "arrow-head",
      d: `M${at(to[0], to[1])}L${at(bx - uy * half, by + ux * half)}L${at(bx + uy * half, by - ux * half)}Z`,
    }),
  );
}
