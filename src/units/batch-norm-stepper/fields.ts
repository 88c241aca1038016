import {html} from "../shared/element.ts";
import {MINUS, numberText, parseNumber} from "../shared/number-text.ts";
import type {Batch} from "./batch-graph.ts";
import {richText} from "./rich-text.ts";

/** The numbers that a reader may change. */
export interface Fields {
  /** γ and β, with the two settings that the lesson speaks of. */
  readonly parameters: HTMLElement;
  /** x and ∂L/∂y of each sample, and ε. */
  readonly batch: HTMLElement;
  /** What was refused, in words. */
  readonly problem: HTMLElement;
  write(batch: Batch): void;
}

export function fields(batch: Batch, act: {change(next: Partial<Batch>): void; undoing(): Partial<Batch>}): Fields {
  let now = batch;
  const problem = html("p", {class: "unit-problem", role: "alert"});
  const all: {field: HTMLInputElement; read: () => number}[] = [];
  const field = (name: string, read: () => number, take: (value: number) => void, least = Number.NEGATIVE_INFINITY) => {
    const refuse = () => {
      const bound = least === Number.NEGATIVE_INFINITY ? "" : ` above ${numberText(least)}`;
      return `${name} is a number${bound}. It is still ${numberText(read(), 8)}.`;
    };
    const input = html("input", {
      type: "text",
      inputmode: "decimal",
      class: "unit-number bn-number",
      "aria-label": name,
      value: plain(read()),
      oninput: () => {
        const value = parseNumber(input.value);
        const valid = value !== null && value > least && Math.abs(value) <= 1e100;
        input.setAttribute("aria-invalid", String(!valid));
        problem.textContent = valid ? "" : refuse();
        if (valid) take(value);
      },
      onchange: () => {
        input.setAttribute("aria-invalid", "false");
        problem.textContent = "";
        input.value = plain(read());
      },
    });
    all.push({field: input, read});
    return input;
  };
  const labelled = (symbol: string, input: HTMLInputElement) =>
    html("label", {class: "unit-field"}, html("span", {class: "unit-symbol", "aria-hidden": "true"}, symbol), input);
  const button = (label: string, press: () => Partial<Batch>) =>
    html(
      "button",
      {type: "button", class: "unit-action unit-quiet", onclick: () => act.change(press())},
      richText(label),
    );

  const parameters = html(
    "div",
    {class: "unit-row bn-parameters"},
    labelled(
      "γ",
      field(
        "gamma",
        () => now.gamma,
        (gamma) => act.change({gamma}),
      ),
    ),
    labelled(
      "β",
      field(
        "beta",
        () => now.beta,
        (beta) => act.change({beta}),
      ),
    ),
    button("γ = 1, β = 0", () => ({gamma: 1, beta: 0})),
    button("γ = √(σ² + ε), β = μ", act.undoing),
  );
  const samples = batch.x.map((_, i) => i);
  const replaced = (list: readonly number[], i: number, value: number) => list.map((old, j) => (j === i ? value : old));
  const cell = (child: HTMLElement) => html("td", {}, child);
  const table = html(
    "div",
    {class: "bn-fields"},
    html(
      "table",
      {class: "unit-table"},
      html("thead", {}, html("tr", {}, ...["sample", "x", "∂L/∂y"].map((name) => html("th", {scope: "col"}, name)))),
      html(
        "tbody",
        {},
        ...samples.map((i) =>
          html(
            "tr",
            {},
            html("th", {scope: "row"}, i + 1),
            cell(
              field(
                `x of sample ${i + 1}`,
                () => now.x[i]!,
                (value) => act.change({x: replaced(now.x, i, value)}),
              ),
            ),
            cell(
              field(
                `gradient of y of sample ${i + 1}`,
                () => now.upstream[i]!,
                (value) => act.change({upstream: replaced(now.upstream, i, value)}),
              ),
            ),
          ),
        ),
      ),
    ),
    labelled(
      "ε",
      field(
        "epsilon",
        () => now.epsilon,
        (epsilon) => act.change({epsilon}),
        0,
      ),
    ),
  );
  return {
    parameters,
    batch: table,
    problem,
    write(next) {
      now = next;
      for (const {field, read} of all) if (field !== field.ownerDocument.activeElement) field.value = plain(read());
    },
  };
}

/** A number to be edited: all its digits, with a true minus. */
function plain(value: number): string {
  return String(Number(value.toPrecision(12))).replace("-", MINUS);
}
