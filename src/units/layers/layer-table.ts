import {html} from "../shared/element.ts";
import {numberText, powerText} from "../shared/number-text.ts";
import {withSuperscripts} from "../shared/superscript.ts";
import {checkList, type LayerFigures, type QuantityName, quantities} from "./quantity.ts";

export interface LayerTableOptions {
  theory?: readonly LayerFigures[];
  columns?: readonly QuantityName[];
  caption?: string;
  /** Whether the table is open from the start. */
  open?: boolean;
}

const defaults = {columns: ["mean", "std"] as readonly QuantityName[], caption: "Every layer’s figures", open: false};

/** The figures that the pictures show, layer by layer, with the theory's beside them. */
export function layerTable(layers: readonly LayerFigures[], options: LayerTableOptions = {}): HTMLElement {
  checkList("layerTable", layers);
  const {columns, caption, open} = {...defaults, ...options};
  const {theory} = options;
  const shown = columns.filter((name) => layers.some((layer) => layer[name] !== undefined));
  const notes = layers.filter(({note}) => note);
  return html(
    "details",
    {class: "layer-table", open},
    html("summary", {}, "Table"),
    html(
      "table",
      {},
      html("caption", {}, caption),
      html(
        "thead",
        {},
        html(
          "tr",
          {},
          html("th", {scope: "col"}, "layer"),
          ...shown.flatMap((name) => [
            html("th", {scope: "col"}, quantities[name].label),
            theory && hasTheory(theory, name) && html("th", {scope: "col"}, "theory"),
          ]),
          notes.length > 0 && html("th", {scope: "col"}, "note"),
        ),
      ),
      html(
        "tbody",
        {},
        ...layers.map((layer, i) =>
          html(
            "tr",
            {},
            html("th", {scope: "row"}, layer.layer),
            ...shown.flatMap((name) => [
              html("td", {}, figure(layer[name])),
              theory && hasTheory(theory, name) && html("td", {class: "layer-table-theory"}, figure(theory[i]?.[name])),
            ]),
            notes.length > 0 && html("td", {class: "layer-table-note"}, layer.note ?? ""),
          ),
        ),
      ),
    ),
  );
}

function hasTheory(theory: readonly LayerFigures[], name: QuantityName): boolean {
  return theory.some((layer) => layer[name] !== undefined);
}

/** Six decimals, as numpy prints them on the slide; a power of ten where these would hide the number. */
function figure(value: number | undefined): Node | string {
  if (value === undefined) return "";
  if (value !== 0 && Number.isFinite(value) && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e4))
    return withSuperscripts(powerText(value, 3));
  return Number.isFinite(value) ? value.toFixed(6).replace("-", "−") : numberText(value);
}
