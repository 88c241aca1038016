import {FEATURE_TEXT} from "../../lab/playground/features.ts";
import type {ColumnPlan, Place} from "../../lab/playground/vector.ts";
import {html} from "../shared/element.ts";
import {numberText, parseNumber} from "../shared/number-text.ts";
import {actionButton} from "./fields.ts";
import {type Actions, type Moment, unitName} from "./moment.ts";

/** A larger weight can only be a slip. */
const LARGEST = 1e6;

interface NumberField {
  readonly node: HTMLElement;
  readonly offset: number;
  readonly input: HTMLInputElement;
}

/** The weights and biases of one unit, as numbers that one can change while it trains. */
export function unitEditor(actions: Actions, openInStepper: () => void) {
  const title = html("p", {class: "pg-editor-title"});
  const fields = html("div", {class: "pg-weights"});
  const problem = html("p", {class: "unit-problem", role: "alert"});
  const node = html(
    "section",
    {class: "pg-editor", hidden: true, "aria-label": "Weights of a unit"},
    html(
      "div",
      {class: "pg-editor-head"},
      title,
      actionButton("Open in the graph stepper", openInStepper),
      actionButton("Close", () => actions.select(undefined)),
    ),
    fields,
    problem,
  );
  let shown: NumberField[] = [];
  let key = "";
  return {
    node,
    /** The field of one weight gets the focus. */
    focus(offset: number) {
      shown.find((field) => field.offset === offset)?.input.focus();
    },
    arrange(moment: Moment) {
      const {selected, run, state} = moment;
      if (selected && !run) return;
      const plan = selected && run?.plan.columns[selected.column];
      node.hidden = !plan;
      if (!plan || !selected) {
        key = "";
        return;
      }
      const name = unitName(selected, moment);
      const wanted = `${name} ${run.plan.length} ${state.features} ${state.hidden} ${state.batchNorm}`;
      if (wanted === key) return;
      key = wanted;
      title.textContent = name;
      problem.textContent = "";
      shown = fieldsOf(plan, selected.unit, sourceNames(moment, selected.column), change);
      fields.replaceChildren(...shown.map(({node}) => node));
    },
    paint({snapshot}: Moment) {
      if (node.hidden || !snapshot) return;
      for (const {input, offset} of shown) {
        if (input === document.activeElement) continue;
        const text = numberText(snapshot.numbers[offset], 4);
        if (input.value !== text) input.value = text;
      }
    },
  };

  function change(offset: number, input: HTMLInputElement): void {
    const value = parseNumber(input.value);
    const isValid = value !== null && Math.abs(value) <= LARGEST;
    input.setAttribute("aria-invalid", String(!isValid));
    problem.textContent = isValid
      ? ""
      : `“${input.value.slice(0, 40)}” is no number from −1,000,000 to 1,000,000: the weight stays as it is.`;
    if (isValid) actions.setNumber(offset, value);
  }
}

function sourceNames({state, run}: Moment, column: number): string[] {
  if (column === 0) return state.features.map((name) => FEATURE_TEXT[name]);
  const plan = run!.plan.columns[column]!;
  return Array.from({length: plan.inputs}, (_, i) => `unit ${i + 1} of layer ${column}`);
}

function fieldsOf(
  plan: ColumnPlan,
  unit: number,
  sources: readonly string[],
  change: (offset: number, input: HTMLInputElement) => void,
): NumberField[] {
  const field = (text: string, offset: number): NumberField => {
    const input: HTMLInputElement = html("input", {
      type: "text",
      inputmode: "decimal",
      class: "unit-number",
      autocomplete: "off",
      onchange: () => change(offset, input),
    });
    return {node: html("label", {class: "pg-field"}, html("span", {class: "pg-label"}, text), input), offset, input};
  };
  const piece = (i: number) => (plan.weights.length > 1 ? `, piece ${i + 1}` : "");
  const weights = plan.weights.flatMap(({offset}, p) =>
    sources.map((source, i) => field(`from ${source}${piece(p)}`, offset + i * plan.units + unit)),
  );
  const one = (text: string, place: Place) => field(text, place.offset + unit);
  const biases = plan.biases.map((place, p) => one(`bias${piece(p)}`, place));
  const norm = plan.norm ? [one("γ of batch norm", plan.norm.gamma), one("β of batch norm", plan.norm.beta)] : [];
  return [...weights, ...biases, ...norm];
}
