import {html} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";

export interface LabelledSlider {
  readonly node: HTMLElement;
  /** Shows another value, as when a handle was dragged. Says nothing. */
  show(value: number): void;
}

export interface LabelledSliderOptions {
  /** What a screen reader calls it: "mean μ". */
  name: string;
  /** What stands before it: "μ". */
  symbol: Node | string;
  min: number;
  max: number;
  step: number;
  /** How its number is written; 3 decimals at most where nothing is said. */
  text?: (value: number) => string;
  change(value: number): void;
}

/** A slider with its name before and its number behind it: the keyboard's way to what the pointer drags. */
export function labelledSlider({
  name,
  symbol,
  min,
  max,
  step,
  text: write = (value) => numberText(value, 3),
  change,
}: LabelledSliderOptions): LabelledSlider {
  const input = html("input", {
    type: "range",
    class: "unit-range",
    min,
    max,
    step,
    "aria-label": name,
    oninput: () => {
      change(input.valueAsNumber);
    },
  });
  const output = html("output", {class: "drag-number"});
  const node = html(
    "label",
    {class: "unit-field drag-slider"},
    html("span", {class: "unit-symbol", "aria-hidden": "true"}, symbol),
    input,
    output,
  );
  return {
    node,
    show(value) {
      input.value = String(value);
      const text = write(value);
      input.setAttribute("aria-valuetext", text);
      output.textContent = text;
    },
  };
}
