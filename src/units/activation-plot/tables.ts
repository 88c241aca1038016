import {html} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {withSuperscripts} from "../shared/superscript.ts";
import {zTicks} from "./geometry.ts";
import type {Model} from "./model.ts";
import {saturation} from "./saturation.ts";
import {mapped, type Shares, shares} from "./shares.ts";
import {percent} from "./text.ts";

/** The curve at some places, and the histograms in eight bins each. */
export function tablesOf(model: Model): HTMLElement {
  const {phi, range, inputs, outputDomain, slopeDomain} = model;
  const flat = saturation(phi);
  return html(
    "div",
    {class: "activation-tables"},
    table(
      "The curve",
      ["z", "output", "slope", "saturated"],
      zTicks(range).map((z) => [
        numberText(z),
        numberText(phi.value(z)),
        numberText(phi.derivative(z)),
        flat(z) ? "yes" : "no",
      ]),
    ),
    distribution(
      "The outputs",
      mapped(inputs, (z) => phi.value(z)),
      outputDomain,
    ),
    distribution(
      "The slopes",
      mapped(inputs, (z) => phi.derivative(z)),
      slopeDomain,
    ),
  );
}

function distribution(title: string, values: Float64Array, [low, high]: readonly [number, number]): HTMLElement {
  const counted = shares(values, low, high, 8);
  const edge = (i: number): string => numberText(low + ((high - low) * i) / 8, 2);
  const rows = counted.bins.map((share, i) => [`${edge(i)} to ${edge(i + 1)}`, percent(share)]);
  return table(title, ["between", "share"], [...rows, ...outside(counted)]);
}

function outside({below, above, invalid}: Shares): string[][] {
  return [["below", below] as const, ["above", above] as const, ["not a number", invalid] as const].flatMap(
    ([name, share]) => (share > 0 ? [[name, percent(share)]] : []),
  );
}

function table(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): HTMLTableElement {
  return html(
    "table",
    {class: "unit-table"},
    html("caption", {}, title),
    html("thead", {}, html("tr", {}, ...heads.map((head) => html("th", {scope: "col", class: "figure"}, head)))),
    html(
      "tbody",
      {},
      ...rows.map((row) => html("tr", {}, ...row.map((text) => html("td", {class: "figure"}, withSuperscripts(text))))),
    ),
  );
}
