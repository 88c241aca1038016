import {html} from "../shared/element.ts";
import {fixedText, numberText} from "../shared/number-text.ts";
import type {ClassifierState, DataResult, PointResult} from "./classifier.ts";
import type {Point, Region} from "./regions.ts";

/** Which class wins how much of the square. */
export function regionsText(regions: readonly Region[], names: readonly string[]): string {
  if (regions.length === 1) return "All scores are the same everywhere: a tie, and each class gets 1/3.";
  const parts = [...regions]
    .sort((a, b) => b.share - a.share)
    .map(({classes, share}) => {
      const who = classes.map((k) => names[k]!).join(" and ");
      return share < 0.0005 ? `${who} nowhere` : `${who} on ${fixedText(100 * share, 0)} %`;
    });
  return `Largest score, of the square shown: ${parts.join(", ")}.`;
}

export function dataText(result: DataResult | undefined, count: number): string {
  if (!result) return "";
  return `${result.right} of ${count} points right, loss ${fixedText(result.loss, 4)}.`;
}

export function probeText(at: Point, {scores, probabilities}: PointResult, names: readonly string[]): string {
  const each = (values: readonly number[], digits: number) =>
    names.map((name, k) => `${name} ${fixedText(values[k], digits)}`).join(", ");
  return `At (${numberText(at[0], 2)}, ${numberText(at[1], 2)}) the scores are ${each(scores, 2)}; the probabilities ${each(probabilities, 3)}.`;
}

/** The numbers of the picture: each class’s weights, bias and region; and which points are told to be what. */
export function numbersTables(
  {weights, biases}: ClassifierState,
  regions: readonly Region[],
  names: readonly string[],
  result: DataResult | undefined,
): HTMLElement {
  const table = (caption: string, heads: readonly string[], rows: readonly (readonly string[])[]) =>
    html(
      "table",
      {class: "unit-table"},
      html("caption", {class: "sr-caption"}, caption),
      html(
        "thead",
        {},
        html("tr", {}, ...heads.map((head, i) => html("th", {scope: "col", class: i > 0 ? "figure" : null}, head))),
      ),
      html(
        "tbody",
        {},
        ...rows.map(([first, ...rest]) =>
          html("tr", {}, html("th", {scope: "row"}, first), ...rest.map((text) => html("td", {class: "figure"}, text))),
        ),
      ),
    );
  const shareOf = (k: number) => {
    const region = regions.find(({classes}) => classes.includes(k))!;
    return `${fixedText(100 * region.share, 1)} %${region.classes.length > 1 ? " (tie)" : ""}`;
  };
  return html(
    "div",
    {class: "sr-tables"},
    table(
      "Weights",
      ["class", "w₁", "w₂", "b", "wins on"],
      names.map((name, k) => [
        name,
        ...[weights[k]![0], weights[k]![1], biases[k]].map((value) => fixedText(value, 3)),
        shareOf(k),
      ]),
    ),
    ...(result
      ? [
          table(
            "Points",
            ["true class", ...names.map((name) => `told ${name}`)],
            names.map((name, k) => [name, ...result.confusion[k]!.map(String)]),
          ),
        ]
      : []),
  );
}
