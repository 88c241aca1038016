import {logLikelihoodGradient, type SignedSample} from "../../core/objectives/index.ts";
import {type BatchGradients, batchGradients} from "../../lab/batch-gradients.ts";
import {labelledSlider} from "../drag/labelled-slider.ts";
import {announceInput} from "../shared/announce.ts";
import {html} from "../shared/element.ts";
import {stepping} from "../shared/stepping.ts";
import {watchWidth} from "../shared/watch-width.ts";
import {drawGradients} from "./draw-gradients.ts";
import {drawSamples} from "./draw-samples.ts";
import {batchTable, legend, sentence, spreadSoFar} from "./text.ts";

export interface MiniBatchesOptions {
  /** Labelled points of two features; at least two. */
  samples: readonly SignedSample[];
  /** Where the gradients are taken. Default (0.5, −0.5). */
  weights?: readonly [number, number];
  /** k, samples a batch. Default 10. */
  size?: number;
  /** May a sample come twice into a batch? Default false. */
  replacement?: boolean;
  /** Of the batches. Default 1. */
  seed?: number;
  /** How many batches are drawn at first, 0 … 100. Default 30. */
  step?: number;
  /** What a screen reader calls the unit. */
  label?: string;
}

export interface MiniBatchesValue {
  readonly step: number;
  readonly steps: number;
  readonly size: number;
  readonly samples: number;
  readonly replacement: boolean;
  readonly seed: number;
  /** The gradient of the average log-likelihood of all samples. */
  readonly full: readonly number[];
  /** That of the latest batch; undefined before the first. */
  readonly gradient?: readonly number[];
  /** Root mean square distance from `full` of the batches drawn so far; undefined before the first. */
  readonly spread?: number;
  /** What theory says it is over all batches. */
  readonly theory: number;
}

export interface MiniBatchesElement extends HTMLElement {
  readonly value: MiniBatchesValue;
  goTo(step: number): void;
  /** @throws {RangeError} for a size that is not 1 … the number of samples */
  set(changed: {size?: number; replacement?: boolean; seed?: number}): void;
}

/** Batches that can be drawn. */
const STEPS = 100;
/** Shift and an arrow take so many at once. */
const STRIDE = 10;
/** Milliseconds between two batches while playing. */
const PACE = 350;
/** Narrower than this the two pictures stand one below the other. */
const SIDE_BY_SIDE = 620;

/**
 * Draws mini-batch after mini-batch of labelled points: on the left who is in it, on the right its gradient beside that of
 * all points. A step is a batch.
 *
 *     view(miniBatches({samples: signedSamples(gauss({}, random(1).data)), size: 10}))
 *
 * @throws {RangeError} for fewer than two samples, samples of other than two features, or a size out of range
 */
export function miniBatches(options: MiniBatchesOptions): MiniBatchesElement {
  const {samples, weights = [0.5, -0.5]} = options;
  if (samples.length < 2) throw new RangeError("miniBatches(): there must be at least two samples.");
  const gradients = samples.map((sample) => logLikelihoodGradient(weights, [sample]));
  let settings = {size: options.size ?? 10, replacement: options.replacement ?? false, seed: options.seed ?? 1};
  let drawn = draw();
  const stepper = stepping({
    step: options.step ?? 30,
    last: () => STEPS,
    phase: (step, direction) => step + direction * STRIDE,
    sentence: () => sentence(drawn, stepper.step, STEPS),
    show,
    pace: PACE,
  });
  let width = 860;

  const label = options.label ?? `Mini-batches of ${samples.length} points and their gradients`;
  const root = html("div", {class: "unit mini-batches", role: "group", "aria-label": label}) as HTMLElement;
  stepper.attach(root);
  const frame = html("div", {
    class: "mini-frame",
    role: "group",
    tabindex: 0,
    "aria-label": "Pictures of the batch. Arrow keys left and right draw one batch more or less, with Shift ten.",
  });
  const slider = labelledSlider({
    name: "samples a batch, k",
    symbol: "k",
    min: 1,
    max: samples.length,
    step: 1,
    change: (size) => take({size}),
  });
  const name = `mini-replacement-${++count}`;
  const radio = (replacement: boolean, text: string) => {
    const input = html("input", {
      type: "radio",
      name,
      checked: settings.replacement === replacement,
      onchange: () => take({replacement}),
    });
    return {input, node: html("label", {}, input, text)};
  };
  const choices = {without: radio(false, "without"), with: radio(true, "with")};
  const reseed = html("button", {
    type: "button",
    class: "unit-action unit-quiet",
    onclick: () => take({seed: settings.seed + 1}),
  });
  const says = html("p", {class: "mini-says"});
  const table = html("div", {
    class: "mini-table-frame",
    role: "group",
    tabindex: 0,
    "aria-label": "Table of the batches",
  });
  root.append(
    html(
      "div",
      {class: "unit-row"},
      slider.node,
      html(
        "fieldset",
        {class: "unit-field"},
        html("legend", {class: "visually-hidden"}, "Drawn with or without replacement"),
        html("span", {class: "unit-choice"}, choices.without.node, choices.with.node),
        html("span", {"aria-hidden": "true"}, "replacement"),
      ),
      reseed,
    ),
    frame,
    legend(),
    stepper.node,
    says,
    stepper.says.node,
    html("details", {class: "unit-details"}, html("summary", {}, "The batches as a table"), table),
  );
  watchWidth(frame, (now) => {
    width = now;
    showPictures();
  });
  show();
  return Object.assign(Object.defineProperty(root, "value", {get: value, enumerable: true}), {
    goTo: stepper.goTo,
    set: take,
  }) as MiniBatchesElement;

  function draw(): BatchGradients {
    return batchGradients(gradients, {...settings, batches: STEPS});
  }

  function take(changed: {size?: number; replacement?: boolean; seed?: number}): void {
    const before = settings;
    settings = {...settings, ...changed};
    try {
      drawn = draw();
    } catch (error) {
      settings = before;
      throw error;
    }
    show();
    announceInput(root);
  }

  function show(): void {
    slider.show(settings.size);
    choices.with.input.checked = settings.replacement;
    choices.without.input.checked = !settings.replacement;
    reseed.textContent = `Other batches (seed ${settings.seed})`;
    says.textContent = sentence(drawn, stepper.step, STEPS);
    table.replaceChildren(batchTable(drawn, stepper.step));
    showPictures();
    stepper.update();
  }

  function showPictures(): void {
    const panel = width >= SIDE_BY_SIDE ? Math.floor(width / 2) : width;
    frame.dataset.columns = width >= SIDE_BY_SIDE ? "2" : "1";
    frame.replaceChildren(
      drawSamples({samples, weights, batch: drawn.batches[stepper.step - 1]?.samples ?? []}, panel),
      drawGradients({gradients, drawn, step: stepper.step}, panel),
    );
  }

  function value(): MiniBatchesValue {
    const {step} = stepper;
    const last = drawn.batches[step - 1];
    return {
      step,
      steps: STEPS,
      ...settings,
      samples: samples.length,
      full: drawn.full,
      ...(last ? {gradient: last.mean, spread: spreadSoFar(drawn, step)} : {}),
      theory: drawn.theory,
    };
  }
}

/** The radio buttons of several units on one page need names of their own. */
let count = 0;
