import {splitName} from "../shared/circuit/names.ts";
import {html} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import type {Range} from "./options.ts";

/** The inputs as number fields, and as sliders where the lesson asks for them. */
export interface InputFields {
  node: HTMLElement;
  /** Shows values that were set from elsewhere. A field in which the reader is typing keeps its text. */
  write(inputs: Readonly<Record<string, number>>): void;
}

export interface InputFieldsOptions {
  editable: boolean;
  sliders: ReadonlyMap<string, Range>;
  /** A name that no other element of the page has, for the messages' ids. */
  id: string;
  change(name: string, value: number): void;
}

export function inputFields(inputs: Readonly<Record<string, number>>, options: InputFieldsOptions): InputFields {
  const fields = Object.entries(inputs)
    .filter(([name]) => options.editable || options.sliders.has(name))
    .map(([name, value]) => inputField(name, value, options));
  return {
    node: html(
      "div",
      {class: "circuit-inputs", role: "group", "aria-label": "Inputs"},
      ...fields.map(({node}) => node),
    ),
    write: (values) => {
      for (const field of fields) field.write(values[field.name]!);
    },
  };
}

function inputField(name: string, initial: number, {editable, sliders, id, change}: InputFieldsOptions) {
  let valid = initial;
  const range = sliders.get(name);
  const problem = html("span", {class: "unit-problem", id: `${id}-${name}`, role: "alert"});
  const complain = (message: string) => {
    problem.textContent = message;
    number.setAttribute("aria-invalid", String(message !== ""));
  };
  const take = (value: number) => {
    if (!Number.isFinite(value)) {
      complain(`${name} needs a number. The circuit still has ${name} = ${numberText(valid, 6)}.`);
      return;
    }
    complain("");
    valid = value;
    if (slider && slider.valueAsNumber !== value) slider.value = String(value);
    if (output) output.textContent = numberText(value);
    change(name, value);
  };
  const number = html("input", {
    type: "number",
    step: "any",
    class: "unit-number",
    value: initial,
    "aria-label": name,
    "aria-describedby": problem.id,
    oninput: () => take(number.valueAsNumber),
    onchange: () => {
      // Leaving the field with something that is no number brings the last one back.
      if (Number.isFinite(number.valueAsNumber)) return;
      number.value = String(valid);
      complain("");
    },
  });
  const slider =
    range &&
    html("input", {
      type: "range",
      class: "unit-range",
      min: Math.min(range.min, initial),
      max: Math.max(range.max, initial),
      step: range.step,
      value: initial,
      "aria-label": `${name}, slider`,
      oninput: () => {
        number.value = slider!.value;
        take(slider!.valueAsNumber);
      },
    });
  if (slider) slider.setAttribute("value", String(initial));
  const output = !editable && html("output", {class: "circuit-figure"}, numberText(initial));
  const [base, subscript] = splitName(name);
  const label = html(
    "span",
    {class: "circuit-input-name", "aria-hidden": "true"},
    html("i", {}, base),
    subscript && html("sub", {}, subscript),
  );
  const node = html(
    "div",
    {class: "circuit-input-field"},
    html("label", {}, label, editable && number),
    slider,
    output,
    problem,
  );
  return {
    name,
    node,
    write(value: number) {
      if (value === valid) return;
      valid = value;
      complain("");
      const active = number.getRootNode();
      const typing = active instanceof Document && active.activeElement === number && number.valueAsNumber === value;
      if (!typing) number.value = shortText(value);
      if (slider && slider.valueAsNumber !== value) slider.value = String(value);
      if (output) output.textContent = numberText(value);
    },
  };
}

/** A number as a field shows it: without the last digits, which after a calculation are rounding. */
function shortText(value: number): string {
  return String(Number(value.toPrecision(9)));
}
