import type {Sign} from "../../core/objectives/index.ts";
import {labelledSlider} from "../drag/labelled-slider.ts";
import {html} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {type Edits, MOST_POINTS} from "./edits.ts";

export interface EditBar {
  readonly node: HTMLElement;
  update(edits: Edits, changed: boolean): void;
}

export interface EditActions {
  select(index: number | undefined): void;
  move(axis: 0 | 1, value: number): void;
  add(label: Sign): void;
  relabel(): void;
  remove(): void;
  undo(): void;
  reset(): void;
}

/** How fine a point can be placed. */
export const STEP = 0.05;

/** "+1" or "−1". */
export function labelText(y: Sign): string {
  return y === 1 ? "+1" : "−1";
}

/** The keyboard's way to all that the pointer does in the picture: choose a point, move it, and change the set. */
export function editBar(range: number, act: EditActions): EditBar {
  const picker = html("select", {
    class: "unit-select",
    "aria-label": "Point to change",
    onchange: () => act.select(picker.value === "" ? undefined : Number(picker.value)),
  });
  const slider = (axis: 0 | 1) =>
    labelledSlider({
      name: axis === 0 ? "x1 of the point, to the right" : "x2 of the point, upward",
      symbol: html("span", {}, "x", html("sub", {}, String(axis + 1))),
      min: -range,
      max: range,
      step: STEP,
      change: (value) => act.move(axis, value),
    });
  const sliders = [slider(0), slider(1)] as const;
  const button = (text: string, name: string, press: () => void) => {
    const element = html(
      "button",
      {
        type: "button",
        class: "unit-action unit-quiet",
        "aria-label": name,
        title: name,
        onclick: () => {
          if (element.getAttribute("aria-disabled") !== "true") press();
        },
      },
      text,
    );
    return element;
  };
  const buttons = {
    plus: button("Add +1", "Add a point of label +1", () => act.add(1)),
    minus: button("Add −1", "Add a point of label −1", () => act.add(-1)),
    relabel: button("Relabel", "Give the chosen point the other label", act.relabel),
    remove: button("Remove", "Remove the chosen point", act.remove),
    undo: button("Undo", "Undo the last change of the points", act.undo),
    reset: button("Reset", "Back to the points of the beginning", act.reset),
  };
  const row = (...parts: Node[]) => html("div", {class: "points-row"}, ...parts);
  const node = html(
    "div",
    {class: "points-bar", role: "group", "aria-label": "Change the points"},
    row(html("label", {class: "unit-field"}, "Point ", picker), buttons.relabel, buttons.remove),
    row(...sliders.map((one) => one.node)),
    row(buttons.plus, buttons.minus, buttons.undo, buttons.reset),
  );
  return {
    node,
    update({points, selected, past}, changed) {
      const names = points.map(({y}, i) => `${i + 1} (${labelText(y)})`);
      const shown = [...picker.options].slice(1).map((option) => option.text);
      if (names.length !== shown.length || names.some((name, i) => name !== shown[i])) {
        picker.replaceChildren(
          html("option", {value: ""}, "none"),
          ...names.map((name, i) => html("option", {value: i}, name)),
        );
      }
      picker.value = selected === undefined ? "" : String(selected);
      const point = selected === undefined ? undefined : points[selected];
      sliders.forEach((one, axis) => {
        const input = one.node.querySelector("input")!;
        input.disabled = point === undefined;
        one.show(point?.f[axis] ?? 0);
        if (!point) one.node.querySelector("output")!.textContent = numberText(undefined);
      });
      disable(buttons.plus, points.length >= MOST_POINTS);
      disable(buttons.minus, points.length >= MOST_POINTS);
      disable(buttons.relabel, !point);
      disable(buttons.remove, !point || points.length <= 1);
      disable(buttons.undo, past.length === 0);
      disable(buttons.reset, !changed);
    },
  };
}

/** Disabled in name only: a button that vanishes under the finger takes the focus with it. */
function disable(button: HTMLElement, disabled: boolean): void {
  if (disabled) button.setAttribute("aria-disabled", "true");
  else button.removeAttribute("aria-disabled");
}
