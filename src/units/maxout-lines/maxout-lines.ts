import {draggable, nearest} from "../drag/drag.ts";
import {labelledSlider} from "../drag/labelled-slider.ts";
import {announceInput, keepInputInside} from "../shared/announce.ts";
import {html, svg} from "../shared/element.ts";
import {watchWidth} from "../shared/watch-width.ts";
import {drawLines, ENDS, handlesOf, LINES_HEIGHT, linesScale} from "./draw-lines.ts";
import {type Lines, linesTable, lineText, sentence} from "./lines-text.ts";

export type MaxoutLinesOptions = Partial<Lines>;

export type MaxoutLinesElement = HTMLElement & {
  readonly value: Lines;
  /** Moves the lines, as if the reader had. @throws {RangeError} for a slope beyond ±1.5 or a bias beyond ±2 */
  set(lines: Partial<Lines>): void;
};

const SLOPE = {limit: 1.5, step: 0.025};
const BIAS = {limit: 2, step: 0.05};
/** Handles move up and down in such steps. */
const HEIGHT_STEP = 0.1;
const REACH = 24;

/**
 * A maxout unit of one input: two lines w₁z + b₁ and w₂z + b₂, whose ends one drags or which four sliders move, and the
 * larger of the two. The value is {w1, b1, w2, b2}.
 */
export function maxoutLines(options: MaxoutLinesOptions = {}): MaxoutLinesElement {
  let state = checked({w1: -0.5, b1: 0, w2: 1, b2: -0.5, ...options});
  let width = 640;

  const scene = svg("g", {});
  const picture = svg("svg", {class: "drag-picture maxout-picture", role: "img", height: LINES_HEIGHT}, scene);
  const frame = html("div", {class: "maxout-frame"}, picture);
  const slider = (key: keyof Lines) => {
    const slope = key[0] === "w";
    const {limit, step} = slope ? SLOPE : BIAS;
    return labelledSlider({
      name: `${slope ? "slope w" : "bias b"} of line ${key[1]}`,
      symbol: symbol(key),
      min: -limit,
      max: limit,
      step,
      change: (value) => take({...state, [key]: value}),
    });
  };
  const sliders = {w1: slider("w1"), b1: slider("b1"), w2: slider("w2"), b2: slider("b2")};
  const says = html("p", {class: "maxout-says"});
  const table = html("div", {});
  const group = (line: 1 | 2) =>
    html(
      "div",
      {class: "maxout-group", "data-line": line},
      html("span", {class: "maxout-key"}, `line ${line}`),
      sliders[`w${line}`].node,
      sliders[`b${line}`].node,
    );
  const root = html(
    "div",
    {class: "unit maxout-lines", role: "group", "aria-label": "A maxout unit’s two lines"},
    frame,
    says,
    html("div", {class: "maxout-sliders"}, group(1), group(2)),
    html("details", {class: "unit-details"}, html("summary", {}, "The lines as a table"), table),
  );
  keepInputInside(root);

  draggable<{line: 1 | 2; end: 0 | 1}>(picture, {
    grab: (x, y) => nearest(handlesOf(state, width), x, y, REACH),
    move({line, end}, _x, y) {
      const [w, b] = [state[`w${line}`], state[`b${line}`]];
      const heights = ENDS.map((z) => w * z + b);
      heights[end] = Math.round(linesScale(width).value(y) / HEIGHT_STEP) * HEIGHT_STEP;
      const [left, right] = heights as [number, number];
      const slope = (right - left) / (ENDS[1] - ENDS[0]);
      take({...state, [`w${line}`]: clamp(slope, SLOPE.limit), [`b${line}`]: clamp((left + right) / 2, BIAS.limit)});
    },
    keepsTouch: () => true,
  });

  watchWidth(frame, (now) => {
    width = now;
    draw();
  });

  function take(lines: Lines) {
    const next = {w1: tidy(lines.w1), b1: tidy(lines.b1), w2: tidy(lines.w2), b2: tidy(lines.b2)};
    if (KEYS.every((key) => next[key] === state[key])) return;
    state = next;
    draw();
    announceInput(root);
  }

  function draw() {
    picture.setAttribute("viewBox", `0 0 ${width} ${LINES_HEIGHT}`);
    picture.setAttribute(
      "aria-label",
      `Line 1: ${lineText(state, 1)}. Line 2: ${lineText(state, 2)}. ${sentence(state)}`,
    );
    scene.replaceChildren(drawLines(state, width));
    for (const key of KEYS) sliders[key].show(state[key]);
    says.textContent = sentence(state);
    table.replaceChildren(linesTable(state));
  }

  Object.defineProperty(root, "value", {get: (): Lines => state});
  draw();
  const set = (lines: Partial<Lines>): void => take(checked({...state, ...lines}));
  return Object.assign(root, {set}) as HTMLElement as MaxoutLinesElement;
}

const KEYS = ["w1", "b1", "w2", "b2"] as const;

/** w with its number below the line. */
function symbol(key: keyof Lines): DocumentFragment {
  const fragment = document.createDocumentFragment();
  fragment.append(key[0]!, html("sub", {}, key[1]));
  return fragment;
}

function checked(lines: Lines): Lines {
  for (const key of KEYS) {
    const {limit} = key[0] === "w" ? SLOPE : BIAS;
    if (!(Math.abs(lines[key]) <= limit)) {
      throw new RangeError(`maxoutLines(): ${key} lies between −${limit} and ${limit}, not at ${lines[key]}.`);
    }
  }
  return lines;
}

function clamp(value: number, limit: number): number {
  return Math.min(limit, Math.max(-limit, value));
}

/** Without binary dust, and never −0. */
function tidy(value: number): number {
  return Number(value.toFixed(4)) || 0;
}
