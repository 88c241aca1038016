import {html} from "../shared/element.ts";
import {watchWidth} from "../shared/watch-width.ts";
import {objective, type Weights} from "./objective.ts";
import type {ObjectiveName} from "./options.ts";
import {type Panel, type PanelState, slicePanel} from "./slice.ts";
import {surfacePanel} from "./surface.ts";

type View = "slice" | "surface";

export interface Panels {
  readonly node: HTMLElement;
  draw(state: PanelState, view: View): void;
}

const USUAL_WIDTH = 420;
/** Surfaces stand beside each other from this width on. */
const BESIDE = 380;
const GAP = 12;
let count = 0;

/** The objectives over the weights, one picture each, and the choice between slices and surfaces. */
export function panels(options: {
  objectives: readonly ObjectiveName[];
  view: View;
  switchable: boolean;
  move?: (weights: Weights) => void;
  changed(view: View): void;
}): Panels {
  const {move} = options;
  const group = `lc-view-${++count}`;
  let weights: Weights = [0, 1];
  const made: Record<View, Panel[]> = {
    slice: options.objectives.map((name) =>
      slicePanel(objective(name), options.objectives.length === 1, move && ((w1) => move([w1, weights[1]]))),
    ),
    surface: options.objectives.map((name) => surfacePanel(objective(name), move)),
  };
  const choice = (view: View, text: string) =>
    html(
      "label",
      {},
      html("input", {
        type: "radio",
        name: group,
        value: view,
        checked: view === options.view,
        onchange: () => options.changed(view),
      }),
      text,
    );
  const frame = html("div", {class: "lc-panels"});
  const node = html(
    "div",
    {class: "lc-panels-column"},
    ...(options.switchable
      ? [
          html(
            "div",
            {class: "unit-choice lc-view", role: "radiogroup", "aria-label": "How the objective is shown"},
            choice("slice", "slice along w₁"),
            choice("surface", "surface over w₁, w₂"),
          ),
        ]
      : []),
    frame,
  );
  let width = USUAL_WIDTH;
  let last: {state: PanelState; view: View} | undefined;
  let shown: View | undefined;
  const draw = (state: PanelState, view: View) => {
    last = {state, view};
    ({weights} = state);
    const list = made[view];
    if (shown !== view) frame.replaceChildren(...list.map(({node}) => node));
    shown = view;
    frame.dataset.view = view;
    const beside = view === "surface" && list.length > 1 && width >= BESIDE;
    const each = view === "slice" ? width : Math.min(380, beside ? (width - GAP) / 2 : width);
    for (const panel of list) panel.draw(state, Math.floor(each));
  };
  watchWidth(frame, (now) => {
    width = now;
    if (last) draw(last.state, last.view);
  });
  return {node, draw};
}
