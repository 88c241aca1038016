import type {ComputationalGraph} from "../../core/graph/index.ts";
import {html} from "../shared/element.ts";
import {type Format, numberText} from "../shared/number-text.ts";
import {withPartials} from "../shared/partials.ts";

/** "Move x by h and see": Δf/h beside the gradient. */
export interface Nudge {
  node: HTMLElement;
  update(
    graph: ComputationalGraph,
    inputs: Readonly<Record<string, number>>,
    gradients: Readonly<Record<string, number>>,
    format: Format,
    /** The input that an open question asks about: what its nudge does is not shown. */
    asked?: string,
  ): void;
}

const START = -3;

export function nudge(names: readonly string[], f: string): Nudge {
  let latest: Parameters<Nudge["update"]> | undefined;
  const choose = html(
    "select",
    {class: "unit-select", "aria-label": "Input to nudge", onchange: () => show()},
    ...names.map((name) => html("option", {value: name}, name)),
  );
  const slider = html("input", {
    type: "range",
    min: -6,
    max: 0,
    step: 0.5,
    value: START,
    class: "unit-range",
    "aria-label": "h",
    oninput: () => show(),
  });
  slider.value = String(START);
  const size = html("output", {class: "circuit-figure"});
  const result = html("div", {class: "circuit-nudge-result"});
  const node = html(
    "div",
    {class: "circuit-panel", role: "group", "aria-label": "Nudge an input"},
    html(
      "div",
      {class: "circuit-panel-row"},
      html("strong", {}, "Nudge"),
      choose,
      html("label", {}, "by h", slider),
      size,
    ),
    result,
  );

  function show(): void {
    if (!latest) return;
    const [graph, inputs, gradients, format, asked] = latest;
    const name = choose.value;
    const h = 10 ** Number(slider.value);
    const power = Number(slider.value);
    size.textContent = `h = ${numberText(h, 6)}`;
    slider.setAttribute("aria-valuetext", `h = ${numberText(h, 6)}`);
    if (name === asked) {
      result.replaceChildren(
        html(
          "span",
          {class: "unit-note"},
          `Answer or skip the question on ${name} first; then this shows what ${f} did.`,
        ),
      );
      return;
    }
    const scratch = graph.clone();
    const before = scratch.forward(inputs);
    const after = scratch.forward({...inputs, [name]: inputs[name]! + h});
    const quotient = (after - before) / h;
    const digits = Math.max(4, Math.ceil(-power) + 4);
    result.replaceChildren(
      figure(`${f} before`, numberText(before, digits)),
      figure(`${f} after`, numberText(after, digits)),
      figure(`Δ${f}/h`, format(quotient), "value"),
      figure(`∂${f}/∂${name}`, format(gradients[name]), "gradient"),
    );
  }
  return {
    node,
    update(...view) {
      latest = view;
      show();
    },
  };
}

function figure(name: string, value: string, role = "plain"): HTMLElement {
  return html(
    "span",
    {class: "circuit-pair", "data-role": role},
    html("span", {class: "circuit-pair-name"}, ...withPartials(name)),
    html("span", {class: "circuit-figure"}, value),
  );
}
