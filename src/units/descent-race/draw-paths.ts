import {line} from "d3-shape";
import type {PlaneScale} from "../contours/plane-scale.ts";
import {svg} from "../shared/element.ts";
import {pointAt, type RaceRun} from "./run.ts";

/** Shapes by which runs are told apart, beside colour and dash. */
const SHAPES = [
  "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0Z",
  "M-5.5 -5.5h11v11h-11Z",
  "M0 -7.5L7.5 0L0 7.5L-7.5 0Z",
  "M0 -7L7 5.5H-7Z",
  "M0 7L7 -5.5H-7Z",
  "M-2.2 -6.5h4.4v4.3h4.3v4.4h-4.3v4.3h-4.4v-4.3h-4.3v-4.4h4.3Z",
];

export function marker(index: number, x = 0, y = 0): SVGElement {
  return svg("path", {
    class: "race-marker",
    "data-run": index % SHAPES.length,
    d: SHAPES[index % SHAPES.length]!,
    transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`,
  });
}

/** The runs' ways up to a step. What leaves the picture is clipped at its edge. */
export function drawPaths(runs: readonly RaceRun[], step: number, scale: PlaneScale, clip: string): SVGGElement {
  // Far outside, coordinates would exceed what a renderer can take.
  const near = (value: number) => Math.max(-1e4, Math.min(1e4, value));
  return svg(
    "g",
    {"clip-path": `url(#${clip})`},
    ...runs.map((run, i) => {
      const points = run.points
        .slice(0, step + 1)
        .map(({x, y}): [number, number] => [near(scale.x(x)), near(scale.y(y))]);
      const here = pointAt(run, step);
      return svg(
        "g",
        {},
        svg("path", {class: "race-path", "data-run": i % SHAPES.length, d: line()(points) ?? ""}),
        svg("path", {
          class: "race-dots",
          "data-run": i % SHAPES.length,
          d: points.map(([x, y]) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`).join(""),
        }),
        marker(i, near(scale.x(here.x)), near(scale.y(here.y))),
      );
    }),
  );
}
