import {MAX_FUNCTION_LENGTH, type Point, planeFunction} from "../../core/descent/index.ts";
import {ExpressionError, expressionFrame} from "../../core/graph/index.ts";
import {announceInput, keepInputInside} from "../shared/announce.ts";
import {html} from "../shared/element.ts";
import {type LinkedPart, type LinkedParts, pairOf, pairText} from "../shared/linked.ts";
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

export type FunctionInputElement = HTMLElement & {
  readonly value: FunctionInputValue;
  /** The function, the window and the start: the function is a text of the course's own small language, and no code. */
  readonly linked: LinkedParts;
  set(expression: string): void;
};

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
    linked: {f: linkedFunction(), x: linkedAxis("x"), y: linkedAxis("y"), start: linkedStart()},
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

  function linkedFunction(): LinkedPart {
    return {
      read: () => value.expression,
      write(expression) {
        try {
          planeFunction(expression);
        } catch (error) {
          return (error as Error).message.replace(/\.$/, "");
        }
        text.value = expression;
        takeText();
        return undefined;
      },
    };
  }

  function linkedAxis(axis: "x" | "y"): LinkedPart {
    return {
      read: () => pairText(value[axis]),
      write(given) {
        const pair = pairOf(given);
        const range = pair ? windowOf(axis, ...pair) : `${axis} needs two numbers.`;
        if (typeof range === "string") return range.replace(/\.$/, "");
        look({...value, [axis]: range});
        showWindow();
        return undefined;
      },
    };
  }

  function linkedStart(): LinkedPart {
    return {
      read: () => pairText(value.start),
      write(given) {
        const start = pairOf(given);
        if (!start) return "a start is two numbers";
        if (!isInside(start, value)) return "the start lies outside the window";
        value = {...value, start};
        announceInput(root);
        return undefined;
      },
    };
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
      return from === null || to === null ? `${axis} needs two numbers.` : windowOf(axis, from, to);
    };
    const [x, y] = [read("x"), read("y")];
    const problem = [x, y].find((each) => typeof each === "string");
    windowProblem.textContent = problem === undefined ? "" : `${problem as string} Shown is still the last window.`;
    for (const {axis, field: input} of bounds)
      input.setAttribute("aria-invalid", String(typeof (axis === "x" ? x : y) === "string"));
    if (typeof x === "string" || typeof y === "string") return;
    look({...value, x, y});
  }

  /** Takes another window, and another start where the old one lies outside. */
  function look(next: FunctionInputValue): void {
    const {x, y} = next;
    const start: Point = isInside(next.start, next) ? next.start : [x[0] + (x[1] - x[0]) / 4, y[1] - (y[1] - y[0]) / 4];
    value = {...next, start};
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

function windowOf(axis: "x" | "y", from: number, to: number): Range | string {
  if (Math.abs(from) > LARGEST || Math.abs(to) > LARGEST) return `${axis} lies between −${LARGEST} and ${LARGEST}.`;
  if (to - from < SMALLEST) return `${axis} goes from a smaller number to a larger one, at least ${SMALLEST} apart.`;
  return [from, to];
}

function isInside([px, py]: Point, {x, y}: {x: Range; y: Range}): boolean {
  return px >= x[0] && px <= x[1] && py >= y[0] && py <= y[1];
}

function given({expression, x, y, start}: FunctionExample): FunctionInputValue {
  return {expression, x, y, start};
}
