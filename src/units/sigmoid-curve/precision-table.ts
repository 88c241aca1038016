import {html} from "../shared/element.ts";
import {numberText, powerText} from "../shared/number-text.ts";
import {withSuperscripts} from "../shared/superscript.ts";
import {compareFormulas, type FormulaRow, type Outcome} from "./sigmoid-formulas.ts";

/** The same number computed in several ways and two formats, at one s. */
export function precisionTable(s: number): HTMLTableElement {
  const {sigma, rest} = compareFormulas(s);
  const group = (title: string, rows: readonly FormulaRow[]) =>
    html(
      "tbody",
      {},
      html("tr", {class: "sigmoid-group"}, html("th", {scope: "rowgroup", colspan: 3}, title)),
      ...rows.map((row) =>
        html(
          "tr",
          {},
          html("th", {scope: "row"}, withSuperscripts(row.name)),
          cell(row.float64, 12),
          cell(row.float32, 8),
        ),
      ),
    );
  return html(
    "table",
    {class: "unit-table sigmoid-precision"},
    html("caption", {}, `The same numbers, computed in different ways at s = ${numberText(s)}`),
    html(
      "thead",
      {},
      html(
        "tr",
        {},
        html("th", {scope: "col"}, "formula"),
        html("th", {scope: "col"}, "float64"),
        html("th", {scope: "col"}, "float32"),
      ),
    ),
    group("σ(s)", sigma),
    group("what σ(s) lacks to 1", rest),
  );
}

function cell({value, note}: Outcome, digits: number): HTMLTableCellElement {
  return html(
    "td",
    {"data-verdict": note ? "wrong" : null},
    html("span", {class: note ? "unit-verdict" : null}, withSuperscripts(precise(value, digits))),
    note && html("span", {class: "unit-note"}, " ", withSuperscripts(note)),
  );
}

/** All significant digits of a number near 1, a power of ten for a small one. */
export function precise(value: number, digits: number): string {
  if (!Number.isFinite(value) || value === 0) return numberText(value);
  if (Math.abs(value) < 1e-3) return powerText(value, 4);
  // Just below 1, what matters comes after many nines.
  const shown = value < 1 && value > 1 - 1e-6 ? 17 : digits;
  return String(Number(value.toPrecision(shown)));
}
