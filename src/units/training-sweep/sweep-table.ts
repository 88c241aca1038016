import {html} from "../shared/element.ts";
import {fixedText} from "../shared/number-text.ts";
import {initializationName, panels, type Run, settingName} from "./groups.ts";

/** Every run's loss: a row a setting, a column a learning rate, the seeds one below the other. */
export function sweepTable(runs: readonly Run[]): HTMLElement {
  const rates = [...new Set(runs.map(({rate}) => rate))].sort((a, b) => a - b);
  const seeds = [...new Set(runs.map(({seed}) => seed))].sort((a, b) => a - b);
  const rows = panels(runs).flatMap(({initialization, series}) =>
    series.map(({batchNorm, points}) =>
      html(
        "tr",
        {},
        html("th", {scope: "row"}, initializationName(initialization)),
        html("th", {scope: "row"}, settingName(batchNorm)),
        ...rates.map((rate) => {
          const at = points.find((point) => point.rate === rate);
          return html("td", {}, ...(at?.runs ?? []).map((run) => html("div", {title: run.reason}, result(run))));
        }),
      ),
    ),
  );
  return html(
    "details",
    {class: "sweep-table"},
    html("summary", {}, "Table"),
    html(
      "div",
      {class: "sweep-table-frame", role: "group", tabindex: 0, "aria-label": "Table of all runs"},
      html(
        "table",
        {},
        html("caption", {}, `Loss at the end, by learning rate; one line a seed (${seeds.join(", ") || "none yet"})`),
        html(
          "thead",
          {},
          html(
            "tr",
            {},
            ...["initialization", "batch norm", ...rates].map((head) => html("th", {scope: "col"}, String(head))),
          ),
        ),
        html("tbody", {}, ...rows),
      ),
    ),
  );
}

function result({loss, diverged}: Run): string {
  return diverged ? "diverged" : fixedText(loss, 4);
}
