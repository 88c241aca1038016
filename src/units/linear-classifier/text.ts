import {classificationAccuracy, linearScore, logLikelihood, type SignedSample} from "../../core/objectives/index.ts";
import {html} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {type Objective, objective, type Weights} from "./objective.ts";
import type {ObjectiveName, PathStep} from "./options.ts";

/** "(−2, 1)", and for a single weight "−2". */
export function weightsText(weights: readonly number[]): string {
  if (weights.length === 1) return numberText(weights[0], 2);
  return `(${weights.map((w) => numberText(w, 2)).join(", ")})`;
}

/** What the weights amount to: "w = (−2, 1): 14 of 40 points right, 35 %. Log-likelihood −95.1." */
export function resultText(weights: Weights, points: readonly SignedSample[], names: readonly ObjectiveName[]): string {
  const right = Math.round(classificationAccuracy(weights, points) * points.length);
  const accuracy = objective("accuracy").text(right / points.length);
  const more = names.includes("log-likelihood")
    ? ` Log-likelihood ${objective("log-likelihood").text(logLikelihood(weights, points))}.`
    : "";
  return `w = ${weightsText(weights)}: ${right} of ${points.length} points right, ${accuracy}.${more}`;
}

/** What a step of a path did. */
export function stepText(
  step: PathStep,
  index: number,
  points: readonly SignedSample[],
  whole: Objective | undefined,
): string {
  const write = (value: number) => (whole ? whole.text(value) : numberText(value, 3));
  const name = step.weights.length === 1 ? "w₁" : "w";
  if (index === 0) return `The start, ${name} = ${weightsText(step.weights)}.`;
  if (step.tried && step.value !== undefined && step.triedValue !== undefined) {
    const tried = `Tried ${name} = ${weightsText(step.tried)}: ${write(step.triedValue)}`;
    return step.accepted ? `${tried}. Taken.` : `${tried}, against ${write(step.value)} here. Stay.`;
  }
  const point = step.sample === undefined ? undefined : points[step.sample];
  if (point) {
    const which = `Point ${step.sample! + 1} (label ${point.y === 1 ? "+1" : "−1"})`;
    if (!step.mistake) return `${which} is right: w stays.`;
    return `${which} is wrong: ${point.y === 1 ? "add" : "subtract"} its features. Now w = ${weightsText(step.weights)}.`;
  }
  return `w = ${weightsText(step.weights)}.`;
}

/** The slice in numbers. */
export function sliceTable(
  names: readonly ObjectiveName[],
  w2: number,
  range: number,
  points: readonly SignedSample[],
): HTMLTableElement {
  const shown: readonly ObjectiveName[] = names.length > 0 ? names : ["accuracy"];
  const w1s = Array.from({length: 9}, (_, i) => (i / 4 - 1) * range);
  return html(
    "table",
    {class: "unit-table"},
    html("caption", {}, `Along w1, at w2 = ${numberText(w2, 2)}`),
    html(
      "thead",
      {},
      html("tr", {}, ...["w1", ...shown].map((head) => html("th", {scope: "col", class: "figure"}, head))),
    ),
    html(
      "tbody",
      {},
      ...w1s.map((w1) =>
        html(
          "tr",
          {},
          html("th", {scope: "row", class: "figure"}, numberText(w1, 2)),
          ...shown.map((name) =>
            html("td", {class: "figure"}, objective(name).text(objective(name).at([w1, w2], points))),
          ),
        ),
      ),
    ),
  );
}

/** Whether the sign of the score is not the point's label. */
export function isWrong(weights: Weights, {f, y}: SignedSample): boolean {
  return Math.sign(linearScore(weights, f)) !== y;
}
