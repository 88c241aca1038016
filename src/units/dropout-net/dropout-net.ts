import {labelledSlider} from "../drag/labelled-slider.ts";
import {announceInput} from "../shared/announce.ts";
import {html} from "../shared/element.ts";
import {stepping} from "../shared/stepping.ts";
import {watchWidth} from "../shared/watch-width.ts";
import {choice} from "./choice.ts";
import {drawNetwork} from "./draw-network.ts";
import {drawOutputs} from "./draw-outputs.ts";
import {type DropoutNetSettings, passes} from "./passes.ts";
import {legend, meanSoFar, outcomes, type Shown, sentence, unitTable} from "./text.ts";

export interface DropoutNetOptions extends Partial<DropoutNetSettings> {
  /** Default "train". */
  mode?: "train" | "test";
  /** Of the masks. Default 1. */
  seed?: number;
  /** How many passes are done at first, 0 … 200. Default 1. */
  step?: number;
  /** What a screen reader calls the unit. */
  label?: string;
}

export interface DropoutNetValue extends DropoutNetSettings {
  readonly step: number;
  readonly steps: number;
  readonly mode: "train" | "test";
  readonly seed: number;
  /** The factors of the latest pass, layer by layer: 0 or 1/(1 − p). Undefined before the first. */
  readonly factors?: readonly (readonly number[])[];
  /** The output of the latest pass. */
  readonly output?: number;
  /** The mean output of the passes so far. */
  readonly mean?: number;
  /** The exact mean over all masks, by their probabilities. */
  readonly expectation: number;
  /** The output at test time. */
  readonly test: number;
  /** How many masks there are. */
  readonly masks: number;
}

export interface DropoutNetElement extends HTMLElement {
  readonly value: DropoutNetValue;
  goTo(step: number): void;
  set(changed: Changed): void;
}

type Changed = Partial<Pick<DropoutNetValue, "mode" | "p" | "activation" | "dropped" | "seed">>;

/** Passes that can be made. */
const STEPS = 200;
/** Shift and an arrow make so many at once. */
const STRIDE = 10;
/** Milliseconds between two passes while playing. */
const PACE = 350;

/**
 * A small network through which the same sample goes again and again: in training each pass crosses out other hidden
 * units, and below, the outputs gather about their mean. A step is a pass.
 *
 *     view(dropoutNet({p: 0.5}))
 *
 * @throws {RangeError} unless 0 ≤ p < 1
 */
export function dropoutNet(options: DropoutNetOptions = {}): DropoutNetElement {
  const {mode = "train", seed = 1, step: first = 1, label, ...given} = options;
  let state = {
    x: [1, -0.5, 1.5],
    widths: [4, 4],
    activation: "relu",
    dropped: "both",
    p: 0.5,
    weightSeed: 1,
    ...given,
    mode,
    seed,
  } as Shown["settings"];
  const stepper = stepping({
    step: first,
    last: () => STEPS,
    phase: (step, direction) => step + direction * STRIDE,
    sentence: () => sentence(shown()),
    show,
    pace: PACE,
  });
  let all = passes(state, STEPS, state.seed);
  let width = 860;

  const root = html("div", {
    class: "unit dropout-net",
    role: "group",
    "aria-label": label ?? "Dropout in a small network, pass by pass",
  }) as HTMLElement;
  stepper.attach(root);
  const frame = html("div", {
    class: "dropout-frame",
    role: "group",
    tabindex: 0,
    "aria-label": "Picture of the network. Arrow keys left and right make one pass more or less, with Shift ten.",
  });
  const slider = labelledSlider({
    name: "probability p that a unit is dropped",
    symbol: "p",
    min: 0,
    max: 0.8,
    step: 0.05,
    change: (p) => take({p}),
  });
  const modes = choice(
    "Mode",
    [
      ["train", "training"],
      ["test", "test"],
    ],
    (mode) => take({mode}),
  );
  const activations = choice(
    "Nonlinearity",
    [
      ["none", "none"],
      ["relu", "ReLU"],
      ["tanh", "tanh"],
    ],
    (activation) => take({activation}),
  );
  const layers = choice(
    "Dropout in",
    [
      ["both", "both layers"],
      ["last", "the last only"],
    ],
    (dropped) => take({dropped}),
  );
  const reseed = html("button", {
    type: "button",
    class: "unit-action unit-quiet",
    onclick: () => take({seed: state.seed + 1}),
  });
  const says = html("p", {class: "dropout-says"});
  const results = html("div", {class: "dropout-outcomes"});
  const table = html("div", {
    class: "dropout-table-frame",
    role: "group",
    tabindex: 0,
    "aria-label": "Table of the units",
  });
  root.append(
    html("div", {class: "unit-row"}, modes.node, slider.node),
    html("div", {class: "unit-row"}, activations.node, layers.node, reseed),
    frame,
    legend(),
    stepper.node,
    says,
    results,
    stepper.says.node,
    html("details", {class: "unit-details"}, html("summary", {}, "The units as a table"), table),
  );
  watchWidth(frame, (now) => {
    width = now;
    showPictures();
  });
  show();
  return Object.assign(Object.defineProperty(root, "value", {get: value, enumerable: true}), {
    goTo: stepper.goTo,
    set: take,
  }) as DropoutNetElement;

  function take(changed: Changed): void {
    const next = {...state, ...changed};
    all = passes(next, STEPS, next.seed);
    state = next;
    show();
    announceInput(root);
  }

  function shown(): Shown {
    const {step} = stepper;
    const done = state.mode === "train" ? all.train.slice(0, step) : Array(step).fill(all.test);
    return {settings: state, all, done, steps: STEPS};
  }

  function show(): void {
    slider.show(state.p);
    modes.show(state.mode);
    activations.show(state.activation);
    layers.show(state.dropped);
    reseed.textContent = `Other masks (seed ${state.seed})`;
    const now = shown();
    says.textContent = sentence(now);
    results.replaceChildren(outcomes(now));
    table.replaceChildren(unitTable(now));
    showPictures();
    stepper.update();
  }

  function showPictures(): void {
    frame.replaceChildren(drawNetwork(shown(), width), drawOutputs(shown(), width));
  }

  function value(): DropoutNetValue {
    const {done} = shown();
    const last = done.at(-1);
    const {expectation, masks, test} = all;
    return {
      ...state,
      step: stepper.step,
      steps: STEPS,
      ...(last ? {factors: last.factors, output: last.output, mean: meanSoFar(done)} : {}),
      expectation,
      test: test.output,
      masks,
    };
  }
}
