import {REACH} from "../../lab/playground/features.ts";
import {type Points, pointsOf} from "../../lab/playground/points.ts";
import {DATASETS, type DatasetName, defaultState, MOST_CLASSES} from "../../lab/playground/state.ts";
import {html} from "../shared/element.ts";
import {actionButton, rangeField, selectField} from "./fields.ts";
import {markPath} from "./marks.ts";
import type {Actions, Moment} from "./moment.ts";
import {fitCanvas} from "./paint-map.ts";
import {cssColour, type Palette} from "./palette.ts";

export const DATASET_TEXT: Record<DatasetName, string> = {
  circle: "Circle",
  xor: "Xor",
  gauss: "Gauss",
  spiral: "Spiral",
  plane: "Plane",
  "multi-gauss": "Multi-gauss",
  own: "Your own",
};
const THUMB = 40;

let count = 0;

/** Which data, how many of them for training, how noisy; and in batches of what size. */
export function dataPanel({set}: Actions, now: () => Moment, hasOwn: boolean) {
  const name = `playground-data-${++count}`;
  const thumbs = DATASETS.filter((dataset) => hasOwn || dataset !== "own").map((dataset) => {
    const input = html("input", {type: "radio", name, oninput: () => set({dataset})});
    const canvas = html("canvas", {"aria-hidden": "true", style: `width: ${THUMB}px; height: ${THUMB}px`});
    const node = html("label", {class: "pg-dataset"}, input, canvas, html("span", {}, DATASET_TEXT[dataset]));
    return {dataset, input, canvas, node};
  });
  const classes = selectField<number>({
    label: "Classes",
    options: Array.from({length: MOST_CLASSES - 1}, (_, i) => [i + 2, String(i + 2)] as const),
    change: (classes) => set({classes}),
  });
  const percent = (value: number) => `${value} %`;
  const trainShare = rangeField({
    ...{label: "For training", min: 10, max: 90, step: 10, text: percent},
    change: (trainShare) => set({trainShare}),
  });
  const noise = rangeField({
    ...{label: "Noise", min: 0, max: 50, step: 5, text: percent},
    change: (noise) => set({noise}),
  });
  const batchSize = rangeField({
    ...{label: "Batch size", min: 1, max: 30, step: 1},
    change: (batchSize) => set({batchSize}),
  });
  const samples = selectField<number>({
    label: "Points",
    options: [100, 200, 500, 1000].map((n) => [n, String(n)] as const),
    change: (samples) => set({samples}),
  });
  const anew = actionButton("New points", () => set({seed: (now().state.seed % 999_999) + 1}));
  const node = html(
    "section",
    {class: "pg-data", "aria-label": "Data"},
    html("div", {class: "pg-datasets", role: "radiogroup", "aria-label": "Data set"}, ...thumbs.map(({node}) => node)),
    html("div", {class: "pg-data-numbers"}, samples.node, classes.node),
    trainShare.node,
    noise.node,
    batchSize.node,
    anew,
  );
  return {
    node,
    show({state}: Moment) {
      for (const {dataset, input} of thumbs) input.checked = state.dataset === dataset;
      const isOwn = state.dataset === "own";
      const hasClasses = state.dataset === "gauss" || state.dataset === "spiral";
      anew.textContent = isOwn ? "New split" : "New points";
      classes.node.hidden = !hasClasses;
      classes.show(state.classes);
      samples.node.hidden = isOwn;
      samples.show(state.samples);
      trainShare.show(state.trainShare);
      noise.show(state.noise, {disabled: isOwn});
      batchSize.show(state.batchSize);
    },
    paintThumbs({state, palette}: Moment, own: Points) {
      for (const {dataset, canvas, node} of thumbs) {
        if (dataset === "own") node.classList.toggle("pg-empty", own.targets.length === 0);
        const classes = dataset === "gauss" || dataset === "spiral" ? state.classes : 2;
        const sample = {...defaultState(), dataset, classes, samples: 120};
        drawThumb(canvas, dataset === "own" ? own : pointsOf(sample), palette);
      }
    },
  };
}

function drawThumb(canvas: HTMLCanvasElement, {kind, places, targets}: Points, palette: Palette): void {
  const context = fitCanvas(canvas, THUMB, THUMB);
  if (!context) return;
  const at = (x: number) => ((x + REACH) / (2 * REACH)) * THUMB;
  for (let i = 0; i < Math.min(150, targets.length); i++) {
    const target = targets[i]!;
    const label = kind === "classes" ? target : target < 0 ? 0 : 1;
    context.fillStyle = cssColour(palette.classes[label]!, kind === "classes" ? 1 : Math.max(0.1, Math.abs(target)));
    context.beginPath();
    markPath(context, label, at(places[2 * i]!), THUMB - at(places[2 * i + 1]!), 1.5);
    context.fill();
  }
}
