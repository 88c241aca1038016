import {html} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {withSuperscripts} from "../shared/superscript.ts";
import {reading} from "./sigmoid-state.ts";
import {figure, percent} from "./sigmoid-text.ts";

/** Both curves at nine places of the range. */
export function curveTable(range: number): HTMLTableElement {
  const rows = [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1].map((part) => reading(part * range));
  return html(
    "table",
    {class: "unit-table"},
    html(
      "thead",
      {},
      html(
        "tr",
        {},
        ...["s", "σ(s)", "slope (1 − σ)σ", "share of ¼"].map((title) =>
          html("th", {scope: "col", class: "figure"}, title),
        ),
      ),
    ),
    html(
      "tbody",
      {},
      ...rows.map(({s, sigma, slope, share}) =>
        html(
          "tr",
          {},
          ...[numberText(s), figure(sigma), figure(slope), percent(share)].map((text) =>
            html("td", {class: "figure"}, withSuperscripts(text)),
          ),
        ),
      ),
    ),
  );
}
