import {html} from "../shared/element.ts";

/** One setting: its name, its control, its number. */
export interface Field<T> {
  readonly node: HTMLElement;
  show(value: T, options?: {disabled?: boolean}): void;
}

export interface SelectOptions<T extends string | number> {
  label: string;
  options: readonly (readonly [T, string])[];
  change(value: T): void;
  /** How a value that is none of the options is written. */
  other?: (value: T) => string;
}

/** A menu. A value that is none of its options is added to them. */
export function selectField<T extends string | number>({
  label,
  options,
  change,
  other = String,
}: SelectOptions<T>): Field<T> {
  const values: T[] = options.map(([value]) => value);
  const select = html(
    "select",
    {class: "unit-select", oninput: () => change(values[select.selectedIndex]!)},
    ...options.map(([, text]) => html("option", {}, text)),
  );
  return {
    node: html("label", {class: "pg-field"}, html("span", {class: "pg-label"}, label), select),
    show(value, {disabled = false} = {}) {
      let at = values.indexOf(value);
      if (at < 0) {
        at = values.push(value) - 1;
        select.append(html("option", {}, other(value)));
      }
      select.selectedIndex = at;
      select.disabled = disabled;
    },
  };
}

export interface RangeOptions {
  label: string;
  min: number;
  max: number;
  step: number;
  /** How the number is written. */
  text?: (value: number) => string;
  change(value: number): void;
}

export function rangeField({label, min, max, step, text = String, change}: RangeOptions): Field<number> {
  const input = html("input", {
    type: "range",
    class: "unit-range",
    ...{min, max, step},
    oninput: () => change(input.valueAsNumber),
  });
  const output = html("output", {class: "pg-number"});
  const name = html("span", {class: "pg-label"}, label);
  return {
    node: html("label", {class: "pg-field pg-range"}, html("span", {class: "pg-range-head"}, name, output), input),
    show(value, {disabled = false} = {}) {
      input.value = String(value);
      input.disabled = disabled;
      input.setAttribute("aria-valuetext", text(value));
      output.textContent = text(value);
    },
  };
}

export function checkField({label, change}: {label: string; change(value: boolean): void}): Field<boolean> {
  const input = html("input", {type: "checkbox", oninput: () => change(input.checked)});
  return {
    node: html("label", {class: "pg-check"}, input, label),
    show(value, {disabled = false} = {}) {
      input.checked = value;
      input.disabled = disabled;
    },
  };
}

/** A whole number that one types. What is none is refused, and the field shows the last that was one. */
export function wholeField({label, min, max, change}: Omit<RangeOptions, "step" | "text">): Field<number> {
  let shown = min;
  const input = html("input", {
    type: "number",
    class: "unit-number pg-whole",
    ...{min, max, step: 1},
    onchange: () => {
      const value = input.valueAsNumber;
      if (Number.isInteger(value) && value >= min && value <= max) change(value);
      else input.value = String(shown);
    },
  });
  return {
    node: html("label", {class: "pg-field"}, html("span", {class: "pg-label"}, label), input),
    show(value) {
      shown = value;
      if (input !== document.activeElement || input.valueAsNumber !== value) input.value = String(value);
    },
  };
}

export function actionButton(text: string, press: () => void, name?: string): HTMLButtonElement {
  return html("button", {type: "button", class: "unit-action unit-quiet", "aria-label": name, onclick: press}, text);
}
