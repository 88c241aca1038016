import {announceInput} from "../shared/announce.ts";
import {html} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {stepping} from "../shared/stepping.ts";
import {type Convolved, convolve, type Grid, placesText, type WindowAt} from "./convolve.ts";
import {numberFields} from "./number-fields.ts";
import {pixelGrid} from "./pixel-grid.ts";

export interface ConvolutionOptions {
  /** The picture: rows of equal length, 3 to 12 a side. A click turns a pixel from 0 to 1 and back. */
  image: Grid;
  /** The filter: a square of 1, 3 or 5 numbers a side. */
  kernel: Grid;
  /** 1 to 3. Default 1. */
  stride?: number;
  /** 0 to 2. Default 0. */
  padding?: number;
  /** The place of the window, counted from 1 as one reads; 0, the default, is before the first; "end" the last. */
  step?: number | "end";
  /** What a screen reader calls the unit. */
  label?: string;
}

export interface ConvolutionValue {
  readonly step: number;
  readonly steps: number;
  readonly image: Grid;
  readonly kernel: Grid;
  readonly stride: number;
  readonly padding: number;
  /** What the whole layer gives, however far the window has come. */
  readonly output: Grid;
  /** The window at this step; undefined at step 0. */
  readonly window: WindowAt | undefined;
}

export type ConvolutionElement = HTMLElement & {readonly value: ConvolutionValue; goTo(step: number): void};

/**
 * A filter that slides over a picture, place by place: the window, the products, their sum, and where it goes. Pixels,
 * filter, stride and padding can be changed at any step.
 * @throws RangeError where no window fits the picture
 */
export function convolution(options: ConvolutionOptions): ConvolutionElement {
  let {stride = 1, padding = 0} = options;
  const image = options.image.map((row) => [...row]);
  const kernel = options.kernel.map((row) => [...row]);
  let result: Convolved = convolve(image, kernel, {stride, padding});
  const stepper = stepping({
    step: options.step ?? 0,
    last: () => result.places.length,
    phase: (step, direction) => step + direction * result.output[0]!.length,
    sentence,
    show,
    pace: 600,
  });

  const picture = pixelGrid("picture", (row, col) => {
    image[row]![col] = image[row]![col] === 0 ? 1 : 0;
    change(`Pixel ${row + 1}, ${col + 1} is ${image[row]![col]}.`);
  });
  const map = pixelGrid("feature map");
  const filter = numberFields("filter", "weight", kernel, {
    refuse: (message) => {
      trouble.textContent = message;
    },
    change: (u, v, weight) => {
      kernel[u]![v] = weight;
      change(`The weight in row ${u + 1}, column ${v + 1} is ${numberText(weight, 3)}.`);
    },
  });
  filter.node.classList.add("pixel-filter");
  const select = (name: string, values: readonly number[], chosen: number, set: (value: number) => void) =>
    html(
      "label",
      {class: "unit-field"},
      name,
      html(
        "select",
        {onchange: (event: Event) => set(Number((event.target as HTMLSelectElement).value))},
        ...values.map((value) => html("option", {value, selected: value === chosen}, value)),
      ),
    );
  const strides = select("stride", [1, 2, 3], stride, (value) => resize({stride: value, padding}));
  const paddings = select("padding", [0, 1, 2], padding, (value) => resize({stride, padding: value}));
  const size = html("span", {class: "convolution-size"});
  const sum = html("p", {class: "convolution-sum"});
  const trouble = html("p", {class: "convolution-trouble", role: "alert"});
  const root = html(
    "div",
    {class: "unit convolution", role: "group", "aria-label": options.label ?? "A filter slides over a picture"},
    html("div", {class: "unit-row convolution-tools"}, strides, paddings, size),
    html("div", {class: "convolution-stage"}, picture.node, filter.node, map.node),
    sum,
    trouble,
    stepper.node,
    stepper.says.node,
  );
  stepper.attach(root);
  show();
  Object.defineProperty(root, "value", {get: value, enumerable: true});
  return Object.assign(root, {goTo: stepper.goTo}) as HTMLElement as ConvolutionElement;

  function value(): ConvolutionValue {
    const copy = (grid: Grid) => grid.map((row) => [...row]);
    const {output, places} = result;
    return {
      step: stepper.step,
      steps: places.length,
      image: copy(image),
      kernel: copy(kernel),
      stride,
      padding,
      output: copy(output),
      window: places[stepper.step - 1],
    };
  }

  /** Another stride or padding: the window begins anew, unless it stood at the end. */
  function resize(next: {stride: number; padding: number}): void {
    const atEnd = stepper.step === result.places.length;
    ({stride, padding} = next);
    stepper.set(0);
    change("", atEnd);
  }

  function change(sentence: string, toEnd = false): void {
    trouble.textContent = "";
    result = convolve(image, kernel, {stride, padding});
    if (toEnd) stepper.set(result.places.length);
    show();
    stepper.says.say(`${sentence} The map is ${result.output.length} by ${result.output[0]!.length}.`);
    announceInput(root);
  }

  function show(): void {
    const at = result.places[stepper.step - 1];
    picture.draw({values: image, padding, ...(at && {window: {top: at.top, left: at.left, size: kernel.length}})});
    const across = result.output[0]!.length;
    map.draw({
      values: result.output,
      waits: (row, col) => row * across + col >= stepper.step,
      ...(at && {writing: at}),
    });
    size.textContent = `side of the map: ${placesText(image.length, kernel.length, {stride, padding})}`;
    sum.replaceChildren(...sumNodes(at, kernel));
    stepper.update();
  }

  function sentence(): string {
    const at = result.places[stepper.step - 1];
    if (!at) return "The window has not been laid on the picture yet.";
    return `The window at row ${at.row + 1}, column ${at.col + 1} of the map: the sum is ${numberText(at.sum, 3)}.`;
  }
}

/** "0 · 1 + 1 · 0 + … = 2", the products that are not 0 in bold. */
function sumNodes(at: WindowAt | undefined, kernel: Grid): Node[] {
  if (!at) return [document.createTextNode("Step on: each number of the map is a sum of products, pixel by weight.")];
  const nodes: Node[] = [];
  at.pixels.forEach((row, u) => {
    row.forEach((pixel, v) => {
      const weight = kernel[u]![v]!;
      if (nodes.length > 0) nodes.push(document.createTextNode(" + "));
      const factor = weight < 0 ? `(${numberText(weight, 2)})` : numberText(weight, 2);
      nodes.push(html(pixel * weight === 0 ? "span" : "b", {}, `${numberText(pixel, 2)} · ${factor}`));
    });
  });
  nodes.push(document.createTextNode(" = "), html("b", {class: "convolution-result"}, numberText(at.sum, 3)));
  return nodes;
}
