import {announceInput, keepInputInside} from "../shared/announce.ts";
import {html, svg} from "../shared/element.ts";
import {numberText, parseNumber} from "../shared/number-text.ts";
import {withSuperscripts} from "../shared/superscript.ts";
import {watchWidth} from "../shared/watch-width.ts";
import {curveTable} from "./curve-table.ts";
import {precisionTable} from "./precision-table.ts";
import {axis, drawSigmoid, PLOT_HEIGHT} from "./sigmoid-plot.ts";
import {LIMIT, RANGES, reading, sliderStep, toSlider} from "./sigmoid-state.ts";
import {describe, figure, percent, saturationText} from "./sigmoid-text.ts";

export interface SigmoidCurveOptions {
  /** Where to begin. Default 1. */
  s?: number;
  /** The plots show −range … range: 6, 10 or 40. Default 6. */
  range?: number;
}

export interface SigmoidCurveValue {
  readonly s: number;
  readonly sigma: number;
  /** dσ/ds = (1 − σ)σ */
  readonly slope: number;
}

export type SigmoidCurveElement = HTMLElement & {
  readonly value: SigmoidCurveValue;
  /** Moves to another s, as if the reader had. @throws {Error} if it is not a number from −1000 to 1000 */
  setS(s: number): void;
};

/** Before the unit is on a page it has no width. */
const USUAL_WIDTH = 640;
/** Values of s at which something breaks, for the wide range. */
const PRESETS = [20, 40, 89, 710, -89, -1000];

/**
 * σ with its tangent, and below it the bell of its slope (1 − σ)σ, on one axis of s that one drags. At ±40 a table sets
 * formulas for σ beside each other, in double and single precision.
 */
export function sigmoidCurve(options: SigmoidCurveOptions = {}): SigmoidCurveElement {
  let range = options.range ?? 6;
  if (!(RANGES as readonly number[]).includes(range)) {
    throw new Error(`sigmoidCurve(): range is ${RANGES.join(", ")}, not ${JSON.stringify(range)}.`);
  }
  let s = checkS(options.s ?? 1);
  let width = USUAL_WIDTH;

  const scene = svg("g", {});
  const picture = svg("svg", {class: "sigmoid-picture", role: "img", height: PLOT_HEIGHT}, scene);
  const frame = html("div", {class: "sigmoid-frame"}, picture);
  const slider = html("input", {
    type: "range",
    class: "unit-range",
    "aria-label": "s",
    oninput: () => take(slider.valueAsNumber),
  });
  const problem = html("p", {class: "unit-problem", role: "alert"});
  const field = html("input", {
    type: "text",
    inputmode: "decimal",
    class: "unit-number",
    "aria-label": "s, from −1000 to 1000",
    oninput: () => {
      const typed = parseNumber(field.value);
      const valid = typed !== null && Math.abs(typed) <= LIMIT;
      field.setAttribute("aria-invalid", String(!valid));
      problem.textContent = valid
        ? ""
        : `s is a number from −${LIMIT} to ${LIMIT}. The curve still stands at s = ${numberText(s)}.`;
      if (valid) take(typed);
    },
    onchange: () => {
      if (field.getAttribute("aria-invalid") === "true") complainNoMore();
      field.value = numberText(s);
    },
  });
  const readouts = {sigma: html("output"), slope: html("output"), share: html("output")};
  const saturation = html("p", {class: "sigmoid-saturation", role: "status"});
  const precision = html("div", {class: "sigmoid-precision-frame"});
  const presets = html(
    "div",
    {class: "unit-row sigmoid-presets", role: "group", "aria-label": "Values of s to try"},
    html("span", {class: "unit-note"}, "Try s ="),
    ...PRESETS.map((preset) =>
      html(
        "button",
        {type: "button", class: "unit-action unit-quiet", onclick: () => take(preset)},
        numberText(preset),
      ),
    ),
  );
  const name = `sigmoid-range-${++count}`;
  const ranges = html(
    "fieldset",
    {class: "unit-choice"},
    html("legend", {class: "visually-hidden"}, "Range of s"),
    ...RANGES.map((each) =>
      html(
        "label",
        {},
        html("input", {type: "radio", name, value: each, checked: each === range, onchange: () => zoom(each)}),
        `±${each}`,
      ),
    ),
  );
  const table = html("div", {});
  const root = html(
    "div",
    {class: "unit sigmoid-curve", role: "group", "aria-label": "The sigmoid and its slope"},
    html(
      "div",
      {class: "unit-row"},
      html("span", {class: "unit-symbol", "aria-hidden": "true"}, "s"),
      html("span", {class: "unit-field unit-grow"}, slider),
      field,
      ranges,
    ),
    problem,
    frame,
    html(
      "div",
      {class: "unit-row sigmoid-readouts"},
      readout("σ(s)", "sigma", readouts.sigma),
      readout("slope", "slope", readouts.slope),
      readout("of the largest slope, ¼", "share", readouts.share),
    ),
    saturation,
    presets,
    precision,
    html("details", {class: "unit-details"}, html("summary", {}, "The curves as a table"), table),
  );
  keepInputInside(root);

  watchWidth(frame, (now) => {
    width = now;
    draw();
  });

  const follow = (event: PointerEvent) => {
    const box = picture.getBoundingClientRect();
    // The picture may be shown at another size than it was drawn at.
    const x = ((event.clientX - box.left) / Math.max(1, box.width)) * width;
    take(toSlider(axis(width, range).s(x), range));
  };
  picture.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    picture.setPointerCapture?.(event.pointerId);
    follow(event);
  });
  picture.addEventListener("pointermove", (event) => {
    if (event.buttons & 1 && (picture.hasPointerCapture?.(event.pointerId) ?? true)) follow(event);
  });

  function complainNoMore() {
    field.setAttribute("aria-invalid", "false");
    problem.textContent = "";
  }

  function take(next: number) {
    if (next === s) return;
    s = next;
    draw();
    announceInput(root);
  }

  function zoom(next: number) {
    range = next;
    draw();
  }

  function draw() {
    const now = reading(s);
    picture.setAttribute("viewBox", `0 0 ${width} ${PLOT_HEIGHT}`);
    picture.setAttribute("aria-label", describe(now));
    scene.replaceChildren(drawSigmoid({s, range}, width));
    slider.min = String(-range);
    slider.max = String(range);
    slider.step = String(sliderStep(range));
    slider.value = String(s);
    slider.setAttribute("aria-valuetext", describe(now));
    if (document.activeElement !== field) {
      field.value = numberText(s);
      complainNoMore();
    }
    readouts.sigma.replaceChildren(withSuperscripts(figure(now.sigma)));
    readouts.slope.replaceChildren(withSuperscripts(figure(now.slope)));
    readouts.share.replaceChildren(withSuperscripts(percent(now.share)));
    const said = saturationText(now);
    if (saturation.dataset.said !== said) saturation.replaceChildren(withSuperscripts(said));
    saturation.dataset.said = said;
    presets.hidden = range !== 40;
    precision.hidden = range !== 40;
    if (range === 40) precision.replaceChildren(precisionTable(s));
    table.replaceChildren(curveTable(range));
  }

  Object.defineProperty(root, "value", {
    get: (): SigmoidCurveValue => {
      const {sigma, slope} = reading(s);
      return {s, sigma, slope};
    },
  });
  draw();
  return Object.assign(root, {setS: (next: number) => take(checkS(next))}) as HTMLElement as SigmoidCurveElement;
}

/** Radio buttons of two curves on one page must not be one group. */
let count = 0;

function checkS(s: number): number {
  if (typeof s === "number" && Math.abs(s) <= LIMIT) return s;
  throw new Error(`sigmoidCurve(): s is a number from −${LIMIT} to ${LIMIT}, not ${String(s)}.`);
}

function readout(label: string, role: string, output: HTMLOutputElement): HTMLElement {
  return html(
    "label",
    {class: "sigmoid-readout", "data-role": role},
    role === "share" ? output : label,
    role === "share" ? label : output,
  );
}
