import {html} from "../shared/element.ts";

export interface Choice<T extends string> {
  readonly node: HTMLElement;
  /** Shows another value. Says nothing. */
  show(value: T): void;
}

/** Radio buttons side by side, with their name before them. */
export function choice<T extends string>(
  name: string,
  options: readonly (readonly [T, string])[],
  change: (value: T) => void,
): Choice<T> {
  const group = `dropout-choice-${++count}`;
  const inputs = options.map(([value]) =>
    html("input", {type: "radio", name: group, value, onchange: () => change(value)}),
  );
  return {
    node: html(
      "fieldset",
      {class: "unit-field"},
      html("legend", {class: "visually-hidden"}, name),
      html("span", {"aria-hidden": "true"}, name),
      html("span", {class: "unit-choice"}, ...options.map(([, text], i) => html("label", {}, inputs[i]!, text))),
    ),
    show(value) {
      options.forEach(([own], i) => {
        inputs[i]!.checked = own === value;
      });
    },
  };
}

/** The groups of several units on one page need names of their own. */
let count = 0;
