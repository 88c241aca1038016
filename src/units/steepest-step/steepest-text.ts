import {html} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {degrees, type SteepestReading, type SteepestState} from "./steepest-state.ts";

/** What the chosen step does, in a sentence. */
export function sentence(state: SteepestState, reading: SteepestReading, reveal: boolean): string {
  const {firstOrder, change, best} = reading;
  const promise = `A step of ε = ${numberText(state.radius)} in direction ${numberText(degrees(state.angle), 0)}° promises ${numberText(firstOrder, 3)} and changes g by ${numberText(change, 3)}.`;
  if (!Number.isFinite(change)) return `${promise} There g has no value.`;
  if (!reveal) return promise;
  if (best.firstOrder === 0)
    return `${promise} The gradient is 0 here: to first order no direction is better than another.`;
  return `${promise} The best promise is ${numberText(best.firstOrder, 3)}, at ${numberText(degrees(best.angle), 0)}°; it changes g by ${numberText(best.change, 3)}.`;
}

/** The chosen step beside the steepest and the truly best. */
export function stepsTable(state: SteepestState, reading: SteepestReading, reveal: boolean): HTMLTableElement {
  const {firstOrder, change, best, truly} = reading;
  const unknown = undefined;
  const promise = ([dx, dy]: readonly [number, number]) => reading.gradient[0] * dx + reading.gradient[1] * dy;
  // A step that stays where it is has no direction.
  const direction = ({step, angle}: {readonly step: readonly [number, number]; readonly angle: number}) =>
    step[0] === 0 && step[1] === 0 ? Number.NaN : degrees(angle);
  const rows: readonly (readonly [string, number | undefined, number | undefined, number | undefined])[] = [
    ["your step", degrees(state.angle), firstOrder, change],
    [
      "steepest",
      ...(reveal ? ([direction(best), best.firstOrder, best.change] as const) : ([unknown, unknown, unknown] as const)),
    ],
    [
      "truly best",
      ...(reveal
        ? ([direction(truly), promise(truly.step), truly.change] as const)
        : ([unknown, unknown, unknown] as const)),
    ],
  ];
  return html(
    "table",
    {class: "unit-table steepest-table"},
    html(
      "thead",
      {},
      html(
        "tr",
        {},
        html("th", {scope: "col"}, "step"),
        ...["direction", "first order", "true change"].map((head) => html("th", {scope: "col", class: "figure"}, head)),
      ),
    ),
    html(
      "tbody",
      {},
      ...rows.map(([name, angle, first, truth]) =>
        html(
          "tr",
          {},
          html("th", {scope: "row", "data-step": name}, name),
          html("td", {class: "figure"}, directionText(angle)),
          html("td", {class: "figure"}, numberText(first)),
          html("td", {class: "figure"}, numberText(truth)),
        ),
      ),
    ),
  );
}

function directionText(angle: number | undefined): string {
  if (angle === undefined) return "?";
  return Number.isNaN(angle) ? "none" : `${numberText(angle, 1)}°`;
}
