import {html} from "../shared/element.ts";
import {MINUS, numberText, powerText} from "../shared/number-text.ts";
import {withSuperscripts} from "../shared/superscript.ts";
import type {DifferenceReading} from "./reading.ts";
import {testFunctions} from "./test-functions.ts";

/** A step or an error: "10⁻⁵", "3.2×10⁻⁶", "0.1", "0". */
export function stepText(value: number): string {
  if (value >= 0.01 || value === 0) return numberText(value, 3);
  return powerText(value, 1).replace(/^1×/, "");
}

/** A number with all digits that its precision has, and no more. */
export function digitsText(value: number, precision: DifferenceReading["precision"]): string {
  if (!Number.isFinite(value)) return numberText(value);
  if (value === 0) return "0";
  const text = precision === "single" ? value.toPrecision(9) : value.toPrecision(17);
  return (/e/.test(text) ? powerText(value, precision === "single" ? 8 : 16) : text).replace("-", MINUS);
}

/** "about 9 digits are right" */
export function digitsRight({relativeError}: DifferenceReading): string {
  if (relativeError === 0) return "all digits are right";
  const digits = Math.floor(-Math.log10(relativeError));
  if (!(digits >= 1)) return "no digit is right";
  return `about ${digits} digit${digits === 1 ? " is" : "s are"} right`;
}

export function sentence(at: DifferenceReading): string {
  const {name} = testFunctions[at.f];
  const kind = at.kind === "central" ? "centred" : "one-sided";
  return `${name} at x = ${numberText(at.x, 3)}: the ${kind} difference with h = ${stepText(at.h)} is ${numberText(at.numerical, 8)}, the derivative ${numberText(at.analytic, 8)}; error ${stepText(at.error)}, ${digitsRight(at)}.`;
}

/** The subtraction, with all digits: what the two values have in common is lost. */
export function numbersTable(at: DifferenceReading): HTMLTableElement {
  const {precision, kind} = at;
  const lower = kind === "central" ? `f(x ${MINUS} h)` : "f(x)";
  const rows: [string, string][] = [
    ["f(x + h)", digitsText(at.fHigh, precision)],
    [lower, digitsText(at.fLow, precision)],
    ["their difference", digitsText(at.fHigh - at.fLow, precision)],
    [`divided by ${kind === "central" ? "2h" : "h"}`, digitsText(at.numerical, precision)],
    ["f′(x), by its formula", digitsText(at.analytic, "double")],
  ];
  return html(
    "table",
    {class: "unit-table difference-numbers"},
    html("caption", {class: "visually-hidden"}, "The difference quotient in all digits"),
    html(
      "tbody",
      {},
      ...rows.map(([name, text]) =>
        html("tr", {}, html("th", {scope: "row"}, name), html("td", {class: "figure"}, withSuperscripts(text))),
      ),
    ),
  );
}
