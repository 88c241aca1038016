import {logLikelihoodGradient, type SignedSample} from "../../core/index.ts";
import {type BatchGradients, batchGradients} from "../../lab/batch-gradients.ts";
import {labelledSlider} from "../drag/labelled-slider.ts";
import {announceInput, keepInputInside} from "../shared/announce.ts";
import {html} from "../shared/element.ts";
import {keyAction} from "../shared/keys.ts";
import {liveRegion} from "../shared/live-region.ts";
import {player} from "../shared/player.ts";
import {transport} from "../shared/transport.ts";
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
  let step = clamp(options.step ?? 30);
  let width = 860;

  const label = options.label ?? `Mini-batches of ${samples.length} points and their gradients`;
  const root = html("div", {class: "unit mini-batches", role: "group", "aria-label": label}) as HTMLElement;
  keepInputInside(root);
  const frame = html("div", {
    class: "mini-frame",
    role: "group",
    tabindex: 0,
    "aria-label": "Pictures of the batch. Arrow keys left and right draw one batch more or less, with Shift ten.",
  });
  const controls = transport({
    goTo: (to) => readerGoesTo(to),
    togglePlay: () => (play.playing ? play.stop() : startPlaying()),
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
  const live = liveRegion("visually-hidden");
  const table = html("div", {
    class: "mini-table-frame",
    role: "group",
    tabindex: 0,
    "aria-label": "Table of the batches",
  });
  const play = player(
    root,
    () => {
      goTo(step + 1);
      return step < STEPS;
    },
    () => showTransport(),
    PACE,
  );
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
    controls.node,
    says,
    live.node,
    html("details", {class: "unit-details"}, html("summary", {}, "The batches as a table"), table),
  );
  root.addEventListener("keydown", (event) => {
    const action = keyAction(event);
    if (!action) return;
    event.preventDefault();
    if (action === "play") play.playing ? play.stop() : startPlaying();
    else readerGoesTo(action);
  });
  if (typeof ResizeObserver !== "undefined") {
    new ResizeObserver(([entry]) => {
      const now = Math.floor(entry?.contentRect.width ?? 0);
      if (now === 0 || now === width) return;
      width = now;
      showPictures();
    }).observe(frame);
  }
  show();
  return Object.assign(Object.defineProperty(root, "value", {get: value, enumerable: true}), {
    goTo(to: number) {
      play.stop();
      goTo(to);
    },
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

  function goTo(to: number): void {
    const wanted = clamp(to);
    if (wanted === step) return;
    step = wanted;
    show();
    announceInput(root);
  }

  /** A step that the reader takes by hand: it stops the playing and is said aloud. */
  function readerGoesTo(to: number | "first" | "previous" | "next" | "last" | "nextPhase" | "previousPhase"): void {
    play.stop();
    const before = step;
    const stops = {
      first: 0,
      previous: step - 1,
      next: step + 1,
      last: STEPS,
      nextPhase: step + STRIDE,
      previousPhase: step - STRIDE,
    };
    goTo(typeof to === "number" ? to : stops[to]);
    if (step !== before) live.say(sentence(drawn, step, STEPS));
  }

  function startPlaying(): void {
    if (step === STEPS) goTo(0);
    play.start();
  }

  function show(): void {
    slider.show(settings.size);
    choices.with.input.checked = settings.replacement;
    choices.without.input.checked = !settings.replacement;
    reseed.textContent = `Other batches (seed ${settings.seed})`;
    says.textContent = sentence(drawn, step, STEPS);
    table.replaceChildren(batchTable(drawn, step));
    showPictures();
    showTransport();
  }

  function showPictures(): void {
    const panel = width >= SIDE_BY_SIDE ? Math.floor(width / 2) : width;
    frame.dataset.columns = width >= SIDE_BY_SIDE ? "2" : "1";
    frame.replaceChildren(
      drawSamples({samples, weights, batch: drawn.batches[step - 1]?.samples ?? []}, panel),
      drawGradients({gradients, drawn, step}, panel),
    );
  }

  function showTransport(): void {
    controls.update({step, steps: STEPS, playing: play.playing, sentence: sentence(drawn, step, STEPS)});
  }

  function value(): MiniBatchesValue {
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

function clamp(step: number): number {
  return Math.min(STEPS, Math.max(0, Math.round(step)));
}
