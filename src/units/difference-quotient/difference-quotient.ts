import type {DifferenceKind, Precision} from "../../core/numeric/index.ts";
import {draggable} from "../drag/drag.ts";
import {labelledSlider} from "../drag/labelled-slider.ts";
import {announceInput, keepInputInside} from "../shared/announce.ts";
import {html, svg} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {withSuperscripts} from "../shared/superscript.ts";
import {watchWidth} from "../shared/watch-width.ts";
import {choice} from "./choice.ts";
import {drawPanels, functionPanel, pictureHeight} from "./draw-panels.ts";
import {type DifferenceReading, type DifferenceState, reading} from "./reading.ts";
import {digitsRight, numbersTable, sentence, stepText} from "./reading-text.ts";
import {type TestFunctionName, testFunctions} from "./test-functions.ts";

export interface DifferenceQuotientOptions extends Partial<DifferenceState> {
  /** Which functions the reader may choose from. Default: all of `testFunctions`. */
  functions?: readonly TestFunctionName[];
}

export type DifferenceQuotientElement = HTMLElement & {
  readonly value: DifferenceReading;
  /** Changes what is given, as if the reader had. @throws {RangeError} for an x or h out of range */
  set(state: Partial<DifferenceState>): void;
};

/** The exponents of h that the slider has. */
const EXPONENT = {min: -16, max: 0, step: 0.25};
const X_STEPS = 200;
const REACH = 30;

/**
 * A function, its tangent at a point that one drags, and the secant whose slope a difference quotient takes; beside them
 * the same enlarged to the size of h, where one sees the numbers that the machine has. The value holds the state, the two
 * slopes and the error.
 */
export function differenceQuotientUnit(options: DifferenceQuotientOptions = {}): DifferenceQuotientElement {
  const {functions = Object.keys(testFunctions) as TestFunctionName[], ...start} = options;
  let state = checked({f: functions[0]!, x: 1, h: 0.1, kind: "one-sided", precision: "double", ...start});
  let width = 640;

  const scene = svg("g", {});
  const picture = svg("svg", {class: "drag-picture difference-picture", role: "img"}, scene);
  const frame = html("div", {class: "difference-frame-box"}, picture);
  const xSlider = () => {
    const [min, max] = testFunctions[state.f].domain;
    return labelledSlider({
      name: "x",
      symbol: "x",
      min,
      max,
      step: (max - min) / X_STEPS,
      change: (x) => take({...state, x}),
    });
  };
  let forX = xSlider();
  const xPlace = html("div", {class: "difference-x"}, forX.node);
  const forH = labelledSlider({
    name: "step h, as a power of ten",
    symbol: "h",
    ...EXPONENT,
    text: (exponent) => stepText(10 ** exponent),
    change: (exponent) => take({...state, h: 10 ** exponent}),
  });
  const fChoice = choice<TestFunctionName>(
    "Function",
    functions.map((f) => [f, testFunctions[f].name]),
    (f) => {
      // The same place, as far as the other function's picture reaches.
      const [low, high] = testFunctions[f].domain;
      take({...state, f, x: Math.min(high, Math.max(low, state.x))});
    },
  );
  const kindChoice = choice<DifferenceKind>(
    "Difference",
    [
      ["one-sided", "one-sided"],
      ["central", "centred"],
    ],
    (kind) => take({...state, kind}),
  );
  const precisionChoice = choice<Precision>(
    "Precision",
    [
      ["double", "64 bits"],
      ["single", "32 bits"],
    ],
    (precision) => take({...state, precision}),
  );
  const outputs = {secant: html("output"), tangent: html("output"), error: html("output")};
  const right = html("span", {class: "unit-note"});
  const table = html("div", {});
  const root = html(
    "div",
    {class: "unit difference-quotient", role: "group", "aria-label": "Secant and tangent"},
    html("div", {class: "unit-row"}, functions.length > 1 && fChoice.node, kindChoice.node, precisionChoice.node),
    frame,
    html("div", {class: "unit-row difference-sliders"}, xPlace, forH.node),
    html(
      "div",
      {class: "unit-row difference-readouts"},
      readout("secant", "secant", outputs.secant),
      readout("tangent", "tangent", outputs.tangent),
      readout("error", "error", outputs.error),
      right,
    ),
    html("details", {class: "unit-details"}, html("summary", {}, "The subtraction in all its digits"), table),
  );
  keepInputInside(root);

  draggable<"x">(picture, {
    grab: (x, y) => {
      const panel = functionPanel(state.f, width);
      const place = {x: panel.x(state.x), y: panel.y(testFunctions[state.f].value(state.x))};
      return Math.hypot(x - place.x, y - place.y) <= REACH ? "x" : undefined;
    },
    move(_handle, px) {
      const [low, high] = testFunctions[state.f].domain;
      const step = (high - low) / X_STEPS;
      const x = Math.min(
        high,
        Math.max(low, low + Math.round((functionPanel(state.f, width).toX(px) - low) / step) * step),
      );
      take({...state, x});
    },
    keepsTouch: () => true,
  });

  watchWidth(frame, (now) => {
    width = now;
    draw();
  });

  function take(given: DifferenceState) {
    const next = {...given, x: Number(given.x.toFixed(9)) || 0};
    if (KEYS.every((key) => next[key] === state[key])) return;
    if (next.f !== state.f) {
      state = next;
      forX = xSlider();
      xPlace.replaceChildren(forX.node);
    }
    state = next;
    draw();
    announceInput(root);
  }

  function draw() {
    const at = reading(state);
    const height = pictureHeight(width);
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    picture.setAttribute("height", String(height));
    picture.setAttribute("aria-label", sentence(at));
    scene.replaceChildren(drawPanels(at, width));
    forX.show(state.x);
    forH.show(Math.log10(state.h));
    fChoice.show(state.f);
    kindChoice.show(state.kind);
    precisionChoice.show(state.precision);
    outputs.secant.replaceChildren(withSuperscripts(numberText(at.numerical, 8)));
    outputs.tangent.replaceChildren(withSuperscripts(numberText(at.analytic, 8)));
    outputs.error.replaceChildren(withSuperscripts(stepText(at.error)));
    right.textContent = digitsRight(at);
    table.replaceChildren(numbersTable(at));
  }

  Object.defineProperty(root, "value", {get: (): DifferenceReading => reading(state)});
  draw();
  const set = (given: Partial<DifferenceState>): void => take(checked({...state, ...given}));
  return Object.assign(root, {set}) as HTMLElement as DifferenceQuotientElement;
}

const KEYS = ["f", "x", "h", "kind", "precision"] as const;

function checked(state: DifferenceState): DifferenceState {
  const known = testFunctions[state.f];
  if (!known) {
    throw new RangeError(`differenceQuotientUnit(): f is ${Object.keys(testFunctions).join(", ")}, not ${state.f}.`);
  }
  const [low, high] = known.domain;
  if (!(state.x >= low && state.x <= high)) {
    throw new RangeError(`differenceQuotientUnit(): x lies between ${low} and ${high}, not at ${state.x}.`);
  }
  if (!(state.h >= 10 ** EXPONENT.min && state.h <= 1)) {
    throw new RangeError(`differenceQuotientUnit(): h lies between 1e${EXPONENT.min} and 1, not at ${state.h}.`);
  }
  return state;
}

function readout(label: string, role: string, output: HTMLOutputElement): HTMLElement {
  return html("label", {class: "difference-readout", "data-role": role}, label, output);
}
