import {html} from "../shared/element.ts";
import {richText} from "./rich-text.ts";
import {FORWARD_STEPS, STAGES} from "./stages.ts";

/** The two passes as two lists of formulas, in the order in which they are computed. Each is a button to its step. */
export function equations(goTo: (step: number) => void): {node: HTMLElement; update(step: number): void} {
  const items = STAGES.map((stage, i) =>
    html(
      "button",
      {
        type: "button",
        class: "bn-equation",
        "data-node": stage.quantity,
        "data-phase": stage.phase === "forward" ? "forward" : "backward",
        onclick: () => goTo(i + 1),
      },
      richText(stage.formula),
    ),
  );
  const list = (title: string, from: number, to: number) =>
    html(
      "div",
      {class: "bn-equations-list"},
      html("p", {class: "unit-note"}, title),
      html("ol", {start: from + 1}, ...items.slice(from, to).map((item) => html("li", {}, item))),
    );
  const node = html(
    "div",
    {class: "bn-equations", role: "group", "aria-label": "Formulas, one a step"},
    list("Forward, from the top down", 0, FORWARD_STEPS),
    list("Backward: ∂ stands for ∂L/∂", FORWARD_STEPS, STAGES.length),
  );
  return {
    node,
    update(step) {
      items.forEach((item, i) => {
        item.dataset.state = i + 1 === step ? "active" : i + 1 < step ? "done" : "ahead";
        if (i + 1 === step) item.setAttribute("aria-current", "step");
        else item.removeAttribute("aria-current");
      });
    },
  };
}
