import {html} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {richText} from "./rich-text.ts";
import type {Quantity} from "./stages.ts";
import type {PictureState, Reading} from "./state.ts";

const EACH: readonly (readonly [Quantity, string])[] = [
  ["x", "x"],
  ["c", "c"],
  ["xhat", "x̂"],
  ["y", "y"],
];
const ONCE: readonly (readonly [Quantity, string])[] = [
  ["mu", "μ"],
  ["variance", "σ²"],
  ["gamma", "γ"],
  ["beta", "β"],
];

/** All numbers of the picture: a row a sample, and a row for each of what the batch shares. */
export function figures({readings}: PictureState, sample: number): HTMLElement {
  const cells = (quantity: Quantity, {value, gradient, partial}: Reading) => [
    html("td", {class: "figure", "data-node": quantity, "data-role": "value"}, numberText(value)),
    html(
      "td",
      {class: "figure", "data-node": quantity, "data-role": "gradient"},
      gradient === undefined ? "?" : `${numberText(gradient)}${partial ? " …" : ""}`,
    ),
  ];
  const head = (names: readonly (readonly [Quantity, string])[], first: string) =>
    html(
      "thead",
      {},
      html(
        "tr",
        {},
        html("th", {scope: "col"}, first),
        ...names.flatMap(([, name]) => [
          html("th", {scope: "col", class: "figure"}, richText(name)),
          html("th", {scope: "col", class: "figure"}, "∂", richText(name)),
        ]),
      ),
    );
  return html(
    "div",
    {class: "bn-tables"},
    html(
      "table",
      {class: "unit-table"},
      head(EACH, "sample"),
      html(
        "tbody",
        {},
        ...readings.x.map((_, i) =>
          html(
            "tr",
            {"data-selected": String(i + 1 === sample)},
            html("th", {scope: "row"}, i + 1),
            ...EACH.flatMap(([quantity]) => cells(quantity, readings[quantity][i]!)),
          ),
        ),
      ),
    ),
    html(
      "table",
      {class: "unit-table"},
      head(ONCE, "shared"),
      html(
        "tbody",
        {},
        html(
          "tr",
          {},
          html("th", {scope: "row"}, "by all"),
          ...ONCE.flatMap(([quantity]) => cells(quantity, readings[quantity][0]!)),
        ),
      ),
    ),
  );
}
