import {MAX_FUNCTION_LENGTH, type Point, planeFunction} from "../../core/descent/index.ts";
import {ExpressionError, expressionFrame} from "../../core/graph/index.ts";
import {announceInput, keepInputInside} from "../shared/announce.ts";
import {html} from "../shared/element.ts";
import {numberText, parseNumber} from "../shared/number-text.ts";
import type {Range} from "./plane-scale.ts";

/** A function to begin with, and where to look at it. */
export interface FunctionExample {
  readonly name: string;
  readonly expression: string;
  readonly x: Range;
  readonly y: Range;
  readonly start: Point;
}

export interface FunctionInputOptions {
  /** The first is shown to begin with. */
  examples: readonly FunctionExample[];
  /** The field's label. */
  label?: string;
}

export interface FunctionInputValue {
  /** The last text that could be read. */
  readonly expression: string;
  readonly x: Range;
  readonly y: Range;
  /** Where an example starts; the middle of the upper left quarter for a picture that the reader chose. */
  readonly start: Point;
}

export type FunctionInputElement = HTMLElement & {readonly value: FunctionInputValue; set(expression: string): void};

const LARGEST = 1000;
const SMALLEST = 0.01;
let count = 0;

/** From so many operations on a function is shown only when the reader pauses: what follows would stop the typing. */
const HEAVY = 60;
/** Milliseconds without a key that count as a pause. */
const PAUSE = 350;

/**
 * A field for any function of x and y, and four for what the picture shows. While something cannot be read it says what and
 * where, and `value` stays the last that could be.
 */
export function functionInput({examples, label = "f(x, y) ="}: FunctionInputOptions): FunctionInputElement {
  const id = `function-input-${++count}`;
  const [first] = examples;
  if (!first) throw new RangeError("functionInput(): one example at least is needed to begin with.");
  planeFunction(first.expression);
  let value: FunctionInputValue = given(first);

  const text = html("input", {
    type: "text",
    id,
    class: "circuit-expression-field",
    value: value.expression,
    spellcheck: "false",
    autocomplete: "off",
    autocapitalize: "off",
    "aria-describedby": `${id}-problem`,
    oninput: () => takeText(PAUSE),
    onchange: () => takeText(),
  });
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const frame = html("pre", {class: "circuit-expression-frame", "aria-hidden": "true"});
  const message = html("p", {class: "unit-problem circuit-problem"});
  const bounds = (["from", "to"] as const).flatMap((end, i) =>
    (["x", "y"] as const).map((axis) => {
      const field = html("input", {
        type: "text",
        inputmode: "decimal",
        class: "unit-number",
        "aria-label": `${axis} ${end}`,
        "aria-describedby": `${id}-window`,
        onchange: () => takeWindow(),
      });
      return {axis, i, field};
    }),
  );
  const field = (axis: "x" | "y", i: number) => bounds.find((bound) => bound.axis === axis && bound.i === i)!.field;
  const windowProblem = html("p", {class: "unit-problem", id: `${id}-window`, "aria-live": "polite"});
  const root = html(
    "div",
    {class: "circuit-entry function-input", role: "group", "aria-label": "The function"},
    html("label", {for: id}, label),
    text,
    html("div", {id: `${id}-problem`, class: "circuit-expression-problem", "aria-live": "polite"}, frame, message),
    html(
      "div",
      {class: "circuit-examples", role: "group", "aria-label": "Examples"},
      ...examples.map((example) =>
        html(
          "button",
          {type: "button", class: "unit-action unit-quiet", title: example.expression, onclick: () => choose(example)},
          example.name,
        ),
      ),
    ),
    html(
      "div",
      {class: "function-window"},
      ...(["x", "y"] as const).map((axis) =>
        html("span", {class: "unit-field"}, html("i", {}, axis), " from ", field(axis, 0), " to ", field(axis, 1)),
      ),
    ),
    windowProblem,
  );
  keepInputInside(root);
  frame.hidden = true;
  showWindow();
  Object.defineProperty(root, "value", {get: () => value, enumerable: true});
  return Object.assign(root, {
    set(expression: string) {
      text.value = expression;
      takeText();
    },
  }) as HTMLElement as FunctionInputElement;

  function choose(example: FunctionExample): void {
    clearTimeout(waiting);
    text.value = example.expression;
    say(undefined);
    windowProblem.textContent = "";
    value = given(example);
    showWindow();
    announceInput(root);
  }

  /** @param pause for how long to wait for more where the function is heavy */
  function takeText(pause = 0): void {
    clearTimeout(waiting);
    const expression = text.value;
    let operations: number;
    try {
      ({operations} = planeFunction(expression));
      say(undefined);
    } catch (error) {
      say(error as Error);
      return;
    }
    if (expression === value.expression) return;
    if (pause > 0 && operations >= HEAVY) {
      waiting = setTimeout(() => takeText(), pause);
      return;
    }
    value = {...value, expression};
    announceInput(root);
  }

  function say(error: Error | undefined): void {
    text.setAttribute("aria-invalid", String(error !== undefined));
    const shown =
      error instanceof ExpressionError && text.value.length <= MAX_FUNCTION_LENGTH && text.value.trim() !== "";
    frame.textContent = shown ? excerpt(text.value, error) : "";
    frame.hidden = frame.textContent === "";
    message.textContent = error ? `${error.message} Shown is still the last function that could be read.` : "";
  }

  function takeWindow(): void {
    const read = (axis: "x" | "y"): Range | string => {
      const [from, to] = [parseNumber(field(axis, 0).value), parseNumber(field(axis, 1).value)];
      if (from === null || to === null) return `${axis} needs two numbers.`;
      if (Math.abs(from) > LARGEST || Math.abs(to) > LARGEST) return `${axis} lies between −${LARGEST} and ${LARGEST}.`;
      if (to - from < SMALLEST)
        return `${axis} goes from a smaller number to a larger one, at least ${SMALLEST} apart.`;
      return [from, to];
    };
    const [x, y] = [read("x"), read("y")];
    const problem = [x, y].find((each) => typeof each === "string");
    windowProblem.textContent = problem === undefined ? "" : `${problem as string} Shown is still the last window.`;
    for (const {axis, field: input} of bounds)
      input.setAttribute("aria-invalid", String(typeof (axis === "x" ? x : y) === "string"));
    if (typeof x === "string" || typeof y === "string") return;
    const inside = value.start[0] >= x[0] && value.start[0] <= x[1] && value.start[1] >= y[0] && value.start[1] <= y[1];
    const start: Point = inside ? value.start : [x[0] + (x[1] - x[0]) / 4, y[1] - (y[1] - y[0]) / 4];
    value = {...value, x, y, start};
    announceInput(root);
  }

  function showWindow(): void {
    for (const {axis, i, field: input} of bounds) {
      input.value = numberText(value[axis][i], 4);
      input.setAttribute("aria-invalid", "false");
    }
  }
}

/** Characters that are shown before and behind the place of an error. */
const AROUND = 30;

/** The place of an error, marked: in the whole text where that is short, else in what stands around it. */
function excerpt(text: string, {position, length}: ExpressionError): string {
  if (text.length <= 2 * AROUND + 10) return expressionFrame(text, {position, length});
  const from = position - AROUND > 1 ? position - AROUND : 0;
  const to = position + Math.min(length, AROUND) + AROUND;
  const part = `${from > 0 ? "…" : ""}${text.slice(from, to)}${to < text.length ? "…" : ""}`;
  const place = position - from + (from > 0 ? 1 : 0);
  return expressionFrame(part, {position: place, length: Math.min(length, AROUND)});
}

function given({expression, x, y, start}: FunctionExample): FunctionInputValue {
  return {expression, x, y, start};
}
