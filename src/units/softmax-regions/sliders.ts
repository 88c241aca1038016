import {labelledSlider} from "../drag/labelled-slider.ts";
import {html, svg} from "../shared/element.ts";
import {fixedText} from "../shared/number-text.ts";
import type {ClassifierState} from "./classifier.ts";
import {classMark} from "./draw.ts";

/** Weights and biases move in such steps. */
export const STEP = 0.05;

export interface ClassSliders {
  readonly node: HTMLElement;
  show(state: ClassifierState): void;
}

/** Three sliders a class: the keyboard's way to its weight vector, and the only one to its bias. */
export function classSliders(
  names: readonly string[],
  range: number,
  change: (k: number, part: 0 | 1 | "bias", value: number) => void,
): ClassSliders {
  const groups = names.map((name, k) => {
    const slider = (part: 0 | 1 | "bias") =>
      labelledSlider({
        name: part === "bias" ? `bias b of class ${name}` : `weight w${part + 1} of class ${name}`,
        symbol: part === "bias" ? "b" : html("span", {}, "w", html("sub", {}, String(part + 1))),
        min: -range,
        max: range,
        step: STEP,
        text: (value) => fixedText(value, 2),
        change: (value) => change(k, part, value),
      });
    return [slider(0), slider(1), slider("bias")] as const;
  });
  return {
    node: html(
      "div",
      {class: "sr-sliders"},
      ...names.map((name, k) =>
        html(
          "div",
          {class: "sr-group", "data-class": k, role: "group", "aria-label": `class ${name}`},
          classKey(name, k),
          ...groups[k]!.map(({node}) => node),
        ),
      ),
    ),
    show({weights, biases}) {
      for (const [k, [w1, w2, b]] of groups.entries()) {
        w1.show(weights[k]![0]!);
        w2.show(weights[k]![1]!);
        b.show(biases[k]!);
      }
    },
  };
}

/** A class's mark and name. */
export function classKey(name: string, k: number): HTMLElement {
  return html(
    "span",
    {class: "sr-key", "data-class": k},
    svg("svg", {viewBox: "-8 -8 16 16", width: 16, height: 16, "aria-hidden": "true"}, classMark(k)),
    `class ${name}`,
  );
}
