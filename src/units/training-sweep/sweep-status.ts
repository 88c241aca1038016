import {html} from "../shared/element.ts";

/** How far a series of training runs has come: a line that keeps its height. */
export function sweepStatus({done, total, waiting}: {done: number; total: number; waiting?: string}): HTMLElement {
  const text =
    done >= total ? `All ${total} runs are done.` : done === 0 && waiting ? waiting : `${done} of ${total} runs done …`;
  return html(
    "div",
    {class: "run-status"},
    html("progress", {
      class: "run-progress",
      value: done,
      max: Math.max(1, total),
      "aria-label": "Progress of the runs",
    }),
    html("span", {}, text),
  );
}
