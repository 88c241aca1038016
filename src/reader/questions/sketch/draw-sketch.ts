import {scaleLinear, scaleLog} from "d3-scale";
import {line} from "d3-shape";
import type {Sketch, SketchAxis} from "../../../page/index.ts";
import {svg} from "../markup.ts";
import type {Heights} from "./heights.ts";
import {numberText} from "./number-text.ts";
import type {Point} from "./truth.ts";

export const HEIGHT = 300;
export const MARGIN = {top: 26, right: 18, bottom: 40, left: 62};

export interface SketchView {
  width: number;
  heights: Heights;
  /** The measured curve, once it may be seen. */
  measured?: readonly Point[];
  /** Whether the reader may still draw. */
  open: boolean;
}

/** Scales from the axes to pixels; the same for drawing and for the pointer. */
export function scalesOf(sketch: Sketch, width: number) {
  const scale = ({from, to, log}: SketchAxis, range: [number, number]) =>
    log ? scaleLog([from, to], range) : scaleLinear([from, to], range);
  return {
    x: scale(sketch.x, [MARGIN.left, width - MARGIN.right]),
    y: scale(sketch.y, [HEIGHT - MARGIN.bottom, MARGIN.top]),
  };
}

/** Everything but the handles, which keep the focus and so are drawn once. */
export function drawSketch(sketch: Sketch, {width, heights, measured, open}: SketchView, clip: string): SVGElement[] {
  const {x, y} = scalesOf(sketch, width);
  const [left, right, top, bottom] = [MARGIN.left, width - MARGIN.right, MARGIN.top, HEIGHT - MARGIN.bottom];
  const xTicks = sketch.x.log
    ? decades(sketch.x)
    : x.ticks(Math.max(2, Math.min(sketch.points.length - 1, (width - 100) / 50)));
  const yTicks = sketch.y.log ? decades(sketch.y) : y.ticks(5);
  const drawn = sketch.points.map((at, i): [number, number] | undefined => {
    const height = heights[i];
    return height === undefined ? undefined : [x(at), y(height)];
  });
  const path = line<[number, number] | undefined>()
    .defined((point) => point !== undefined)
    .x((point) => point![0])
    .y((point) => point![1]);
  const curve = measured
    ?.filter((point) => (!sketch.x.log || point.x > 0) && (!sketch.y.log || point.y > 0))
    .filter((point) => point.x >= sketch.x.from && point.x <= sketch.x.to);
  const truth =
    curve &&
    line<Point>(
      (point) => x(point.x),
      (point) => clamp(y(point.y), top - 40, bottom + 40),
    )([...curve]);
  const dots = measured && measured.length <= 40;
  return [
    svg`<g class="sketch-axis">
      ${xTicks.map((at) => svg`<line x1=${x(at)} x2=${x(at)} y1=${top} y2=${bottom}></line>`)}
      ${yTicks.map((at) => svg`<line x1=${left} x2=${right} y1=${y(at)} y2=${y(at)}></line>`)}
      ${xTicks.map((at) => svg`<text x=${x(at)} y=${bottom + 16} text-anchor="middle">${numberText(at)}</text>`)}
      ${yTicks.map((at) => svg`<text x=${left - 8} y=${y(at)} dy=".35em" text-anchor="end">${numberText(at)}</text>`)}
      <text class="sketch-label" x=${right} y=${HEIGHT - 4} text-anchor="end">${sketch.x.label} →</text>
      <text class="sketch-label" x="2" y="13">↑ ${sketch.y.label}</text>
    </g>`,
    ...(open && drawn.every((point) => point === undefined)
      ? [
          svg`<text class="sketch-invitation" x=${(left + right) / 2} y=${(top + bottom) / 2} text-anchor="middle">Draw your curve here</text>`,
        ]
      : []),
    svg`<path class="sketch-drawn" d=${path(drawn) ?? ""}></path>`,
    ...(truth && curve
      ? [
          svg`<g class="sketch-measured" clip-path=${`url(#${clip})`}>
            <path d=${truth}></path>
            ${dots ? curve.map((point) => svg`<rect x=${x(point.x) - 4} y=${y(point.y) - 4} width="8" height="8"></rect>`) : []}
          </g>`,
        ]
      : []),
  ];
}

/** Powers of ten inside a logarithmic axis, few enough to be told apart. */
function decades({from, to}: SketchAxis): number[] {
  const [first, last] = [Math.ceil(Math.log10(from) - 1e-9), Math.floor(Math.log10(to) + 1e-9)];
  const step = Math.max(1, Math.ceil((last - first) / 7));
  const result: number[] = [];
  for (let power = last; power >= first; power -= step) result.unshift(Number(`1e${power}`));
  return result.length > 0 ? result : [from, to];
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
