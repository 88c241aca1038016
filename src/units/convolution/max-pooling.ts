import {announceInput} from "../shared/announce.ts";
import {html} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {stepping} from "../shared/stepping.ts";
import type {Grid} from "./convolve.ts";
import {numberFields} from "./number-fields.ts";
import {pixelGrid} from "./pixel-grid.ts";
import {type Pooled, pool, poolShape} from "./pool.ts";

export interface MaxPoolingOptions {
  /** The map: rows of equal length. Each number can be typed over. */
  numbers: Grid;
  /** ∂ of each number of the output. Default 1, 2, 3, … as one reads. */
  gradient?: Grid;
  /** Side of the window. Default 2. */
  size?: number;
  /** From one window to the next. Default `size`: they do not overlap. */
  stride?: number;
  /** Windows forward first, then the same backward; 0, the default, is before the first; "end" the last. */
  step?: number | "end";
  /** What a screen reader calls the unit. */
  label?: string;
}

export interface MaxPoolingValue {
  readonly step: number;
  readonly steps: number;
  readonly phase: "forward" | "backward";
  readonly numbers: Grid;
  readonly output: Grid;
  readonly gradient: Grid;
  /** ∂ of each number of the map, after the whole backward pass. */
  readonly routed: Grid;
  /** The window at this step; undefined at step 0. */
  readonly window: Pooled | undefined;
}

export type MaxPoolingElement = HTMLElement & {readonly value: MaxPoolingValue; goTo(step: number): void};

/**
 * Max pooling, window by window: the largest number of each goes on; then, backward, its gradient goes to where that number
 * stood. All numbers and all gradients can be typed over at any step.
 * @throws RangeError where no window fits, or where the gradient has another shape than the output
 */
export function maxPooling({size = 2, stride = size, ...options}: MaxPoolingOptions): MaxPoolingElement {
  const numbers = options.numbers.map((row) => [...row]);
  const {height, width} = poolShape(numbers, {size, stride});
  const gradient = (options.gradient ?? counted(height, width)).map((row) => [...row]);
  if (gradient.length !== height || gradient.some((row) => row.length !== width))
    throw new RangeError(`maxPooling: the gradient must have ${height} rows of ${width} numbers, as the output has.`);
  let passes = pool(numbers, gradient, {size, stride});
  const count = passes.windows.length;
  const steps = 2 * count;
  const phases = [0, count, steps];
  const stepper = stepping({
    step: options.step ?? 0,
    last: () => steps,
    phase: (step, direction) =>
      (direction > 0 ? phases.find((at) => at > step) : phases.findLast((at) => at < step)) ?? step,
    sentence,
    show,
    pace: 900,
  });

  const trouble = html("p", {class: "convolution-trouble", role: "alert"});
  const refuse = (message: string) => {
    trouble.textContent = message;
  };
  const given = numberFields("in", "number", numbers, {
    refuse,
    change: (row, col, value) => change(numbers, row, col, value),
  });
  const upstream = numberFields("gradient of out", "gradient", gradient, {
    refuse,
    change: (row, col, value) => change(gradient, row, col, value),
  });
  const out = pixelGrid("out");
  const routed = pixelGrid("gradient of in");
  const line = html("p", {class: "convolution-sum max-pooling-line"});
  const root = html(
    "div",
    {
      class: "unit convolution max-pooling",
      role: "group",
      "aria-label": options.label ?? "Max pooling, forward and backward",
    },
    html(
      "div",
      {class: "convolution-stage"},
      html("div", {class: "max-pooling-pass"}, given.node, arrow("→"), out.node),
      html("div", {class: "max-pooling-pass max-pooling-back"}, routed.node, arrow("←"), upstream.node),
    ),
    line,
    trouble,
    stepper.node,
    stepper.says.node,
  );
  stepper.attach(root);
  show();
  Object.defineProperty(root, "value", {get: value, enumerable: true});
  return Object.assign(root, {goTo: stepper.goTo}) as HTMLElement as MaxPoolingElement;

  function value(): MaxPoolingValue {
    const copy = (grid: Grid) => grid.map((row) => [...row]);
    return {
      ...{step: stepper.step, steps, phase: stepper.step > count ? "backward" : "forward", window: now()},
      ...{numbers: copy(numbers), output: copy(passes.output)},
      ...{gradient: copy(gradient), routed: copy(passes.routed)},
    };
  }

  function now(): Pooled | undefined {
    return passes.windows[(stepper.step - 1) % count];
  }

  function change(grid: number[][], row: number, col: number, to: number): void {
    grid[row]![col] = to;
    trouble.textContent = "";
    passes = pool(numbers, gradient, {size, stride});
    show();
    stepper.says.say(`Row ${row + 1}, column ${col + 1} is ${numberText(to, 3)}. ${sentence()}`);
    announceInput(root);
  }

  function show(): void {
    const at = now();
    const {step} = stepper;
    const done = Math.min(step, count);
    const back = Math.max(0, step - count);
    const inside = (row: number, col: number) =>
      at !== undefined && row >= at.top && row < at.top + size && col >= at.left && col < at.left + size;
    const won = passes.windows.slice(0, done);
    given.draw({
      values: numbers,
      framed: inside,
      strong: (row, col) => won.some(({winner}) => winner.row === row && winner.col === col),
    });
    out.draw({
      values: passes.output,
      waits: (row, col) => row * width + col >= done,
      ...(at && step <= count && {writing: at}),
    });
    upstream.draw({
      values: gradient,
      framed: (row, col) => step > count && at !== undefined && row === at.row && col === at.col,
    });
    routed.draw({
      values: passes.routed,
      // A number's gradient is known when the last window that reads it has handed on its own.
      waits: (row, col) => back === 0 || passes.windows.slice(back).some((window) => reads(window, row, col)),
      ...(at && step > count && {writing: at.winner}),
    });
    line.replaceChildren(...lineNodes());
    stepper.update();
  }

  function reads({top, left}: Pooled, row: number, col: number): boolean {
    return row >= top && row < top + size && col >= left && col < left + size;
  }

  function read({top, left}: Pooled): number[] {
    return numbers.slice(top, top + size).flatMap((row) => row.slice(left, left + size));
  }

  function lineNodes(): Node[] {
    const at = now();
    if (!at) return [document.createTextNode("Step on: of each window the largest number goes on, and nothing else.")];
    return [html("b", {}, `${where()}: `), document.createTextNode(told(at))];
  }

  function told(at: Pooled): string {
    if (stepper.step > count) {
      const {row, col} = at.winner;
      return `the gradient ${numberText(at.gradient, 3)} goes to row ${row + 1}, column ${col + 1}, where the largest number stood. The others get 0 from this window.`;
    }
    const listed = read(at);
    const ties = listed.filter((each) => each === at.value).length > 1;
    return `max(${listed.map((each) => numberText(each, 3)).join(", ")}) = ${numberText(at.value, 3)}${ties ? ": a tie, so the first as one reads" : ""}.`;
  }

  function sentence(): string {
    const at = now();
    if (!at) return "No window has been read yet.";
    return `${where()}: ${told(at)}`;
  }

  function where(): string {
    const {step} = stepper;
    return `${step > count ? "Backward" : "Forward"}, window ${((step - 1) % count) + 1} of ${count}`;
  }
}

function arrow(sign: string): HTMLElement {
  return html("span", {class: "max-pooling-arrow", "aria-hidden": "true"}, sign);
}

/** 1, 2, 3, … as one reads: different gradients, so that one sees where each goes. */
function counted(height: number, width: number): number[][] {
  return Array.from({length: height}, (_, i) => Array.from({length: width}, (__, j) => i * width + j + 1));
}
