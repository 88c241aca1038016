import {html, svg} from "../shared/element.ts";
import {fixedText, numberText} from "../shared/number-text.ts";
import type {DropoutNetSettings, Pass, Passes} from "./passes.ts";

/** All that the picture is drawn from. */
export interface Shown {
  readonly settings: DropoutNetSettings & {readonly mode: "train" | "test"; readonly seed: number};
  readonly all: Passes;
  /** The passes so far. */
  readonly done: readonly Pass[];
  readonly steps: number;
}

/** The mean output of these passes; undefined for none. */
export function meanSoFar(done: readonly Pass[]): number | undefined {
  if (done.length === 0) return undefined;
  return done.reduce((sum, {output}) => sum + output, 0) / done.length;
}

export function sentence({settings, done, steps}: Shown): string {
  const pass = done.at(-1);
  if (!pass) return "No pass yet. Press → to send the sample through.";
  const start = `Pass ${done.length} of ${steps}`;
  if (settings.mode === "test")
    return `${start}, at test time: no unit is dropped. The output is ${fixedText(pass.output, 3)}, each time.`;
  const gone = pass.factors.flatMap((layer, l) => {
    const units = layer.flatMap((factor, i) => (factor === 0 ? [i + 1] : []));
    return units.length === 0 ? [] : [`${list(units)} of hidden layer ${l + 1}`];
  });
  const factor = 1 / (1 - settings.p);
  const where = settings.dropped === "both" ? "what stays" : "what stays of hidden layer 2";
  const dropped = gone.length === 0 ? "no unit is dropped" : `dropped: ${gone.join("; ")}`;
  return `${start}, training: ${dropped}; ${where} is multiplied by ${numberText(factor, 2)}. The output is ${fixedText(pass.output, 3)}.`;
}

function list(units: readonly number[]): string {
  if (units.length === 1) return `unit ${units[0]}`;
  return `units ${units.slice(0, -1).join(", ")} and ${units.at(-1)}`;
}

export function legend(): HTMLElement {
  const key = (picture: SVGElement, text: string) =>
    html(
      "span",
      {class: "dropout-key"},
      svg("svg", {width: 18, height: 18, viewBox: "0 0 18 18", "aria-hidden": "true"}, picture),
      text,
    );
  return html(
    "p",
    {class: "dropout-legend unit-note"},
    key(
      svg("g", {class: "dropout-unit", "data-kind": "hidden"}, svg("circle", {cx: 9, cy: 9, r: 8})),
      "kept: its value × 1/(1 − p)",
    ),
    key(
      svg(
        "g",
        {class: "dropout-unit", "data-kind": "hidden", "data-off": true},
        svg("rect", {x: 1, y: 1, width: 16, height: 16, rx: 2}),
        svg("path", {class: "dropout-cross", d: "M1 1l16 16m0 -16l-16 16"}),
      ),
      "dropped: × 0",
    ),
  );
}

/** The three numbers that the unit is about, each with its mark in the picture. */
export function outcomes({all, done}: Shown): HTMLElement {
  const row = (mark: SVGElement, name: string, value: string) =>
    html(
      "div",
      {class: "dropout-outcome"},
      html("dt", {}, svg("svg", {width: 18, height: 18, viewBox: "0 0 18 18", "aria-hidden": "true"}, mark), name),
      html("dd", {}, value),
    );
  return html(
    "dl",
    {},
    row(
      svg("path", {class: "dropout-mean", d: "M9 2l7 13h-14z"}),
      done.length === 0 ? "mean of the passes" : `mean of ${done.length === 1 ? "one pass" : `${done.length} passes`}`,
      fixedText(meanSoFar(done), 3),
    ),
    row(
      svg("path", {class: "dropout-exact", d: "M9 1l8 8l-8 8l-8 -8z"}),
      `expectation over all ${all.masks} masks`,
      fixedText(all.expectation, 3),
    ),
    row(
      svg("line", {class: "dropout-test", x1: 9, x2: 9, y1: 0, y2: 18}),
      "output at test time",
      fixedText(all.test.output, 3),
    ),
  );
}

export function unitTable({done}: Shown): HTMLTableElement {
  const pass = done.at(-1);
  const rows = ([0, 1] as const).flatMap((layer) =>
    (pass?.hidden[layer] ?? []).map((value, i) => {
      const factor = pass!.factors[layer][i]!;
      return html(
        "tr",
        {},
        html("th", {scope: "row"}, `hidden layer ${layer + 1}, unit ${i + 1}`),
        html("td", {class: "figure"}, fixedText(value, 3)),
        html("td", {class: "figure"}, numberText(factor, 3)),
        html("td", {class: "figure"}, fixedText(value * factor, 3)),
        html("td", {}, factor === 0 ? "dropped" : "kept"),
      );
    }),
  );
  return html(
    "table",
    {class: "unit-table"},
    html(
      "thead",
      {},
      html(
        "tr",
        {},
        html("th", {scope: "col"}, "unit"),
        ...["value", "factor", "handed on"].map((head) => html("th", {scope: "col", class: "figure"}, head)),
        html("th", {scope: "col"}, ""),
      ),
    ),
    html("tbody", {}, ...rows),
  );
}
