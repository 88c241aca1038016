import {isInside, type PlaneScale} from "../contours/plane-scale.ts";
import {html, svg} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {marker} from "./draw-paths.ts";
import {pointAt, type RaceRun} from "./run.ts";

/** How a run ends, in words. */
export function outcomeText(run: RaceRun, steps: number): string {
  if (run.outcome === "diverged")
    return run.problem ? `diverged. ${run.problem}` : "diverges: climbs higher and higher";
  if (run.outcome === "arrived") return `after ${run.iterations} step${run.iterations === 1 ? "" : "s"}`;
  return `not within ${steps} steps`;
}

/** Where each run stands at a step, and when it arrives: the legend and the figures in one. */
export function raceTable(
  runs: readonly RaceRun[],
  {
    step,
    steps,
    scale,
    target,
    symbol,
  }: {step: number; steps: number; scale: PlaneScale; target?: number | undefined; symbol: string},
): HTMLTableElement {
  return html(
    "table",
    {class: "unit-table race-table"},
    html(
      "thead",
      {},
      html(
        "tr",
        {},
        html("th", {scope: "col"}, "run"),
        html("th", {scope: "col", class: "figure race-wide"}, `place at step ${step}`),
        html("th", {scope: "col", class: "figure"}, `${symbol} there`),
        html("th", {scope: "col"}, target === undefined ? "in the end" : `${symbol} < ${numberText(target, 6)}`),
      ),
    ),
    html(
      "tbody",
      {},
      ...runs.map((run, i) => {
        const {x, y, value} = pointAt(run, step);
        const outside = !isInside(scale, x, y);
        return html(
          "tr",
          {},
          html(
            "th",
            {scope: "row"},
            svg(
              "svg",
              {class: "race-key", viewBox: "-9 -9 18 18", width: 18, height: 18, "aria-hidden": "true"},
              marker(i),
            ),
            run.name,
          ),
          html(
            "td",
            {class: "figure race-wide"},
            `(${numberText(x, 3)}, ${numberText(y, 3)})${outside ? " outside the picture" : ""}`,
          ),
          html("td", {class: "figure"}, numberText(value, 4)),
          html("td", {}, outcomeText(run, steps)),
        );
      }),
    ),
  );
}

/** Values of the function along the runs, at up to twenty steps. */
export function lossTable(runs: readonly RaceRun[], steps: number, symbol: string): HTMLTableElement {
  const stride = Math.max(1, Math.ceil(steps / 20));
  const shown = Array.from({length: Math.floor(steps / stride) + 1}, (_, i) => i * stride);
  return html(
    "table",
    {class: "unit-table"},
    html(
      "thead",
      {},
      html(
        "tr",
        {},
        html("th", {scope: "col", class: "figure"}, "step"),
        ...runs.map(({name}) => html("th", {scope: "col", class: "figure"}, `${symbol}, ${name}`)),
      ),
    ),
    html(
      "tbody",
      {},
      ...shown.map((step) =>
        html(
          "tr",
          {},
          html("th", {scope: "row", class: "figure"}, String(step)),
          ...runs.map((run) =>
            html("td", {class: "figure"}, step < run.points.length ? numberText(run.points[step]!.value) : "lost"),
          ),
        ),
      ),
    ),
  );
}
