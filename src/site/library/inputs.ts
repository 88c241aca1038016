import * as inputs from "@observablehq/inputs";
import {labelInput, labelTable} from "./input-labels.ts";

// biome-ignore lint/suspicious/noExplicitAny: every input takes its own arguments, and cells are not type-checked
type Maker = (...args: any[]) => HTMLElement;

const labelled =
  <T extends Maker>(maker: T): Maker =>
  (...args) =>
    labelInput(maker(...args));

/** Observable Inputs, each with a name for screen readers. A table's rows can be selected only if `select: true` says so. */
export const Inputs = {
  button: labelled(inputs.button),
  checkbox: labelled(inputs.checkbox),
  color: labelled(inputs.color),
  date: labelled(inputs.date),
  file: labelled(inputs.file),
  number: labelled(inputs.number),
  radio: labelled(inputs.radio),
  range: labelled(inputs.range),
  search: labelled(inputs.search),
  select: labelled(inputs.select),
  text: labelled(inputs.text),
  textarea: labelled(inputs.textarea),
  toggle: labelled(inputs.toggle),
  table: (data: unknown, options: object = {}) => labelTable(inputs.table(data, {select: false, ...options})),
  form: inputs.form,
  input: inputs.input,
  bind: inputs.bind,
};
