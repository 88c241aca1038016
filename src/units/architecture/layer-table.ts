import {html} from "../shared/element.ts";
import {countText} from "../shared/number-text.ts";
import {kindOf} from "./describe-layer.ts";
import {type LayerSummary, shapeText, type Totals} from "./shapes.ts";

/** The picture's figures, a row for each layer; a press on a layer's name picks it. */
export function layerTable(
  summaries: readonly LayerSummary[],
  {parameters}: Totals,
  batch: number,
  pick: (layer: number) => void,
): {node: HTMLTableElement; rows: HTMLTableRowElement[]} {
  const rows = summaries.map((summary, index) =>
    html(
      "tr",
      {"data-layer": index},
      html("th", {scope: "row"}, html("button", {type: "button", onclick: () => pick(index)}, summary.name)),
      html("td", {}, kindOf(summary.type)),
      html("td", {class: "figure shape"}, shapeText(summary.shape, batch)),
      html("td", {class: "figure"}, parametersText(summary)),
      html("td", {class: "figure"}, shareText(summary.parameters, parameters)),
    ),
  );
  const node = html(
    "table",
    {class: "architecture-table"},
    html(
      "caption",
      {class: "visually-hidden"},
      "Layers in the order of the forward pass. The gradient of an output has the output’s shape.",
    ),
    html(
      "thead",
      {},
      html(
        "tr",
        {},
        html("th", {scope: "col"}, "layer"),
        html("th", {scope: "col"}, "type"),
        html("th", {scope: "col", class: "figure"}, "output, and its gradient"),
        html("th", {scope: "col", class: "figure"}, "parameters"),
        html("th", {scope: "col", class: "figure"}, "share"),
      ),
    ),
    html("tbody", {}, ...rows),
    html(
      "tfoot",
      {},
      html(
        "tr",
        {},
        html("th", {scope: "row"}, "together"),
        html("td", {}),
        html("td", {}),
        html("td", {class: "figure"}, countText(parameters)),
        html("td", {class: "figure"}, parameters ? "100 %" : ""),
      ),
    ),
  );
  return {node, rows};
}

function parametersText({parameters, sharedWith}: LayerSummary): string {
  if (sharedWith) return `as ${sharedWith}`;
  return parameters === 0 ? "–" : countText(parameters);
}

function shareText(part: number | null, whole: number | null): string {
  if (part === null || whole === null) return "?";
  if (part === 0 || whole === 0) return "";
  const percent = (100 * part) / whole;
  return percent < 0.1 ? "< 0.1 %" : `${percent.toFixed(1)} %`;
}
