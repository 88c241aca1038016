import type {SignedSample} from "../../core/objectives/index.ts";
import {svg} from "../shared/element.ts";
import type {Plane} from "./plane.ts";

export interface PointMarks {
  readonly selected?: number | undefined;
  /** Whether to mark the point as told wrong. */
  readonly wrong?: ((point: SignedSample) => boolean) | undefined;
  /** A point in question, counted from 0. */
  readonly marked?: number | undefined;
  /** Whether points can be taken hold of. */
  readonly movable: boolean;
}

/** Points as marks that differ in form, sign and colour: a disc with a plus, a square with a minus. */
export function drawPoints(points: readonly SignedSample[], {x, y}: Plane, marks: PointMarks): SVGGElement {
  const group = svg("g", {class: "points"});
  for (const [i, point] of points.entries()) {
    const at = {x: x(point.f[0]!), y: y(point.f[1]!)};
    const wrong = marks.wrong?.(point) === true;
    group.append(
      svg(
        "g",
        {
          class: "point",
          "data-label": point.y === 1 ? "plus" : "minus",
          "data-wrong": wrong,
          "data-movable": marks.movable,
          transform: `translate(${at.x} ${at.y})`,
        },
        marks.movable && svg("circle", {class: "point-grip", r: 12}),
        wrong && svg("circle", {class: "point-wrong", r: 9.5}),
        i === marks.selected && svg("circle", {class: "point-selected", r: 13}),
        i === marks.marked && svg("circle", {class: "point-marked", r: 14}),
        point.y === 1
          ? svg("circle", {class: "point-body", r: 6})
          : svg("rect", {class: "point-body", x: -5.5, y: -5.5, width: 11, height: 11, rx: 1}),
        svg("path", {class: "point-sign", d: point.y === 1 ? "M-3 0H3M0 -3V3" : "M-3 0H3"}),
      ),
    );
  }
  return group;
}
