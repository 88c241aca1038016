import {html} from "../shared/element.ts";

export interface ComparisonTable {
  readonly name: string;
  readonly rows: readonly ComparisonRow[];
}

export interface ComparisonRow {
  readonly layer: number;
  /** As printed elsewhere. */
  readonly slide: number;
  /** The mean of what was measured here; NaN while there is nothing. */
  readonly here: number;
  readonly theory: number;
  /** |slide − here| in standard errors; undefined while there are too few runs to tell. */
  readonly apart: number | undefined;
}

/** More standard errors than chance explains. */
const FAR = 4;

/** Printed figures beside measured and predicted ones, a table an experiment. What is far apart is marked ✗. */
export function comparisonTables(tables: readonly ComparisonTable[]): HTMLElement {
  return html("div", {class: "comparison"}, ...tables.map(draw));
}

function draw({name, rows}: ComparisonTable): HTMLElement {
  const heads = ["layer", "slide", "here", "theory", "apart"];
  return html(
    "table",
    {class: "comparison-table"},
    html("caption", {}, name),
    html("thead", {}, html("tr", {}, ...heads.map((head) => html("th", {scope: "col"}, head)))),
    html(
      "tbody",
      {},
      ...rows.map(({layer, slide, here, theory, apart}) => {
        const far = apart !== undefined && apart > FAR;
        return html(
          "tr",
          {class: far && "comparison-far"},
          html("th", {scope: "row"}, layer),
          html("td", {}, slide.toFixed(6)),
          html("td", {}, Number.isNaN(here) ? "…" : here.toFixed(6)),
          html("td", {}, theory.toFixed(6)),
          html("td", {}, apart === undefined ? "…" : `${far ? "✗ " : ""}${apart.toFixed(1)}`),
        );
      }),
    ),
  );
}
