import type {BatchGradients, GradientVector} from "../../lab/batch-gradients.ts";
import {html} from "../shared/element.ts";
import {fixedText, numberText} from "../shared/number-text.ts";

/** Root mean square distance from the full gradient of the first `step` batches; undefined for none. */
export function spreadSoFar({batches, full}: BatchGradients, step: number): number | undefined {
  if (step === 0) return undefined;
  const sum = batches.slice(0, step).reduce((total, {mean}) => total + distance(mean, full) ** 2, 0);
  return Math.sqrt(sum / step);
}

/** What the latest batch says, and how far batches lie from the truth. */
export function sentence(drawn: BatchGradients, step: number, steps: number): string {
  const {size, full, theory, batches} = drawn;
  if (step === 0)
    return `No batch yet. The gradient of all points is ${pair(full)}. Press → to draw a batch of ${size}.`;
  const {mean} = batches[step - 1]!;
  return `Batch ${step} of ${steps}: its gradient is ${pair(mean)}, that of all points ${pair(full)}. Distance from it, root mean square of ${step === 1 ? "this one" : `these ${step}`}: ${fixedText(spreadSoFar(drawn, step), 3)}; theory: ${fixedText(theory, 3)}.`;
}

export function legend(): HTMLElement {
  const key = (kind: string, text: string) =>
    html(
      "span",
      {class: "mini-key"},
      html("span", {class: "mini-swatch", "data-kind": kind, "aria-hidden": "true"}),
      text,
    );
  return html(
    "p",
    {class: "mini-legend unit-note"},
    key("full", "all points"),
    key("latest", "this batch"),
    key("batch", "earlier batches"),
    key("dot", "single points"),
    key("spread", "theory: root mean square distance"),
  );
}

/** The latest batches, newest first. */
export function batchTable(drawn: BatchGradients, step: number): HTMLTableElement {
  const {batches, full, size} = drawn;
  const row = (name: string, vector: GradientVector, members: string) =>
    html(
      "tr",
      {},
      html("th", {scope: "row"}, name),
      ...vector.map((value) => html("td", {class: "figure"}, fixedText(value, 3))),
      html("td", {class: "figure"}, fixedText(distance(vector, full), 3)),
      html("td", {}, members),
    );
  const members = (samples: readonly number[]) => {
    const named = samples.slice(0, MOST_NAMED).map((i) => i + 1);
    return named.join(", ") + (samples.length > MOST_NAMED ? ` and ${samples.length - MOST_NAMED} more` : "");
  };
  return html(
    "table",
    {class: "unit-table"},
    html(
      "thead",
      {},
      html(
        "tr",
        {},
        html("th", {scope: "col"}, "batch"),
        ...["∂ by w₁", "∂ by w₂", "distance"].map((head) => html("th", {scope: "col", class: "figure"}, head)),
        html("th", {scope: "col"}, `the ${size} points`),
      ),
    ),
    html(
      "tbody",
      {},
      row("all", full, "all"),
      ...batches
        .slice(0, step)
        .map(({mean, samples}, i) => row(String(i + 1), mean, members(samples)))
        .reverse(),
    ),
  );
}

/** So many points of a batch are named in the table. */
const MOST_NAMED = 10;

function pair(vector: GradientVector): string {
  return `(${vector.map((value) => numberText(value, 2)).join(", ")})`;
}

function distance(a: GradientVector, b: GradientVector): number {
  return Math.hypot(...a.map((value, d) => value - b[d]!));
}
