import type {Snapshot} from "../../lab/playground/session.ts";
import {html} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import type {Moment} from "./moment.ts";

const LAYER_HEADS = ["layer", "mean", "std", "saturated", "dead", "weights ‖w‖", "gradient ‖∂w‖"];
const LOSS_HEADS = ["epoch", "training loss", "test loss"];
/** Rows of the losses' table. */
const MOST_LOSSES = 12;

/** What goes on in each layer, and the losses so far, as tables. */
export function reportView() {
  const layers = textTable("Outputs over all training points, weights, and the last step’s gradient", LAYER_HEADS);
  const losses = textTable("Losses over the epochs", LOSS_HEADS);
  return {
    node: html("div", {class: "pg-tables"}, layers.node, losses.node),
    paint({snapshot}: Moment) {
      layers.show(snapshot ? layerRows(snapshot) : []);
      losses.show(snapshot ? lossRows(snapshot) : []);
    },
  };
}

function layerRows({layers}: Snapshot): string[][] {
  return layers.map((layer) => [
    layer.name,
    numberText(layer.mean, 3),
    numberText(layer.std, 3),
    layer.saturated === undefined ? "–" : `${(100 * layer.saturated).toFixed(0)} %`,
    layer.dead === undefined ? "–" : String(layer.dead),
    numberText(layer.weightNorm, 3),
    numberText(layer.gradientNorm, 4),
  ]);
}

/** The first, the last, and some between at even distances. */
function lossRows({curve: {epochs, train, test}}: Snapshot): string[][] {
  const count = Math.min(MOST_LOSSES, epochs.length);
  return Array.from({length: count}, (_, row) => {
    const i = count === 1 ? 0 : Math.round((row * (epochs.length - 1)) / (count - 1));
    return [String(epochs[i]), numberText(train[i]), Number.isNaN(test[i]) ? "none" : numberText(test[i])];
  });
}

/** A table whose texts change in place. */
function textTable(caption: string, heads: readonly string[]) {
  const body = html("tbody");
  const head = heads.map((text, i) => html("th", {scope: "col", class: i > 0 && "figure"}, text));
  const node = html(
    "div",
    {class: "pg-scroll", tabindex: 0, role: "region", "aria-label": caption},
    html(
      "table",
      {class: "unit-table"},
      html("caption", {class: "pg-caption"}, caption),
      html("thead", {}, html("tr", {}, ...head)),
      body,
    ),
  );
  return {
    node,
    show(rows: readonly (readonly string[])[]) {
      while (body.rows.length > rows.length) body.deleteRow(-1);
      for (const [i, texts] of rows.entries()) {
        const row = body.rows[i] ?? addRow(body, texts.length);
        for (const [j, text] of texts.entries()) {
          const cell = row.cells[j]!;
          if (cell.textContent !== text) cell.textContent = text;
        }
      }
    },
  };
}

function addRow(body: HTMLTableSectionElement, cells: number): HTMLTableRowElement {
  const row = html(
    "tr",
    {},
    html("th", {scope: "row"}),
    ...Array.from({length: cells - 1}, () => html("td", {class: "figure"})),
  );
  body.append(row);
  return row;
}
