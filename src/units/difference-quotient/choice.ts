import {html} from "../shared/element.ts";

/** Radio buttons side by side. */
export function choice<T extends string>(
  legend: string,
  options: readonly (readonly [T, string])[],
  change: (value: T) => void,
): {readonly node: HTMLElement; show(value: T): void} {
  const name = `difference-choice-${++count}`;
  const inputs = options.map(([value]) => html("input", {type: "radio", name, value, onchange: () => change(value)}));
  const node = html(
    "fieldset",
    {class: "unit-choice"},
    html("legend", {class: "visually-hidden"}, legend),
    ...options.map(([, text], i) => html("label", {}, inputs[i], text)),
  );
  return {
    node,
    show(value) {
      for (const input of inputs) input.checked = input.value === value;
    },
  };
}

/** Radio buttons of two units on one page must not be one group. */
let count = 0;
