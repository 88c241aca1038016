import {scaleLinear} from "d3-scale";
import {svg} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {meanSoFar, type Shown} from "./text.ts";

const HEIGHT = 150;
const AXIS = 104;
const MARGIN = 24;
const RADIUS = 3;

/** The outputs of the passes so far as heaps of dots on a number line, with their mean, and what they are compared with. */
export function drawOutputs({all, done, settings}: Shown, width: number): SVGSVGElement {
  const [low, high] = all.range;
  const room = 0.05 * (high - low) || 1;
  const x = scaleLinear([low - room, high + room], [MARGIN, width - MARGIN]);
  const heaps = new Map<number, number>();
  const dots = done.map(({output}) => {
    const column = Math.round(x(output) / (2 * RADIUS));
    const height = heaps.get(column) ?? 0;
    heaps.set(column, height + 1);
    return {column, height};
  });
  // High heaps are pressed together, so that all dots stay in the picture.
  const gap = Math.min(2 * RADIUS, (AXIS - 34) / Math.max(1, ...heaps.values()));
  const mean = meanSoFar(done);
  const marks = {test: x(all.test.output), mean: mean === undefined ? undefined : x(mean), exact: x(all.expectation)};
  return svg(
    "svg",
    {
      class: "dropout-outputs",
      viewBox: `0 0 ${width} ${HEIGHT}`,
      width,
      height: HEIGHT,
      role: "img",
      "aria-label": `Outputs of ${done.length} passes in ${settings.mode === "train" ? "training" : "test"} mode on a number line: mean ${numberText(mean, 3)}, at test time ${numberText(all.test.output, 3)}, over all masks ${numberText(all.expectation, 3)}.`,
    },
    svg("text", {class: "dropout-head", x: 12, y: 18}, "output of each pass"),
    svg("line", {class: "dropout-axis", x1: MARGIN, x2: width - MARGIN, y1: AXIS, y2: AXIS}),
    ...x
      .ticks(width < 520 ? 4 : 8)
      .flatMap((tick) => [
        svg("line", {class: "dropout-axis", x1: x(tick), x2: x(tick), y1: AXIS, y2: AXIS + 4}),
        svg("text", {x: x(tick), y: HEIGHT - 6, "text-anchor": "middle"}, numberText(tick, 3)),
      ]),
    ...dots.map(({column, height}, i) =>
      svg("circle", {
        class: "dropout-dot",
        "data-latest": i === dots.length - 1,
        cx: column * 2 * RADIUS,
        cy: AXIS - RADIUS - 1 - height * gap,
        r: i === dots.length - 1 ? RADIUS + 1.5 : RADIUS,
      }),
    ),
    svg("line", {class: "dropout-test", x1: marks.test, x2: marks.test, y1: 26, y2: AXIS + 24}),
    diamond(marks.exact, AXIS + 14),
    marks.mean !== undefined && triangle(marks.mean, AXIS + 2),
  );
}

function triangle(x: number, top: number): SVGElement {
  return svg("path", {class: "dropout-mean", d: `M${x} ${top}l7 13h-14z`});
}

function diamond(x: number, y: number): SVGElement {
  return svg("path", {class: "dropout-exact", d: `M${x} ${y - 8}l8 8l-8 8l-8 -8z`});
}
