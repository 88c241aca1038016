import {html} from "../shared/element.ts";
import {countText} from "../shared/number-text.ts";
import type {Dial} from "./layer.ts";

/** Sizes that the reader may change, as native sliders with their number and as checkboxes. */
export function dialFields(dials: readonly Dial[], turn: (name: string, value: number) => void): HTMLElement {
  return html(
    "div",
    {class: "architecture-dials", role: "group", "aria-label": "Sizes"},
    ...dials.map((dial) => field(dial, turn)),
  );
}

function field(
  {name, label, kind, min, max, step, value}: Dial,
  turn: (name: string, value: number) => void,
): HTMLElement {
  if (kind === "toggle") {
    const box = html("input", {
      type: "checkbox",
      "data-dial": name,
      checked: value === 1,
      onchange: () => turn(name, box.checked ? 1 : 0),
    });
    return html("label", {class: "architecture-toggle"}, box, label);
  }
  const shown = html("output", {}, countText(value));
  const range = html("input", {
    type: "range",
    "data-dial": name,
    min,
    max,
    step,
    value,
    oninput: () => {
      shown.textContent = countText(range.valueAsNumber);
      turn(name, range.valueAsNumber);
    },
  });
  return html("label", {class: "architecture-dial"}, html("span", {}, label), range, shown);
}
