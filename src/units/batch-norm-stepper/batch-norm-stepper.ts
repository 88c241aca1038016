import {announceInput} from "../shared/announce.ts";
import {html} from "../shared/element.ts";
import {linkHighlights} from "../shared/links.ts";
import {formatter} from "../shared/number-text.ts";
import {stepping} from "../shared/stepping.ts";
import {watchWidth} from "../shared/watch-width.ts";
import {type Batch, batchGraph, run} from "./batch-graph.ts";
import {draw} from "./draw.ts";
import {equations} from "./equations.ts";
import {fields} from "./fields.ts";
import {richText, spokenText} from "./rich-text.ts";
import {FORWARD_STEPS, nextStop, type Quantity, STAGES} from "./stages.ts";
import {type Phase, pictureState} from "./state.ts";
import {figures} from "./table.ts";
import {worked} from "./worked.ts";

export interface BatchNormStepperOptions {
  gamma?: number;
  beta?: number;
  /** Added to the variance before its root is taken. Default 1e−5. */
  epsilon?: number;
  /** ∂L/∂y of each sample. Default: 1 for the first, 0 for the others. */
  upstream?: readonly number[];
  /** Where to begin: a number, "forward" (the forward pass is done) or "end". Default 0. */
  step?: number | "forward" | "end";
  /** The sample whose numbers are written out, from 1. */
  sample?: number;
  /** Decimals in the picture. Default 2. */
  digits?: number;
  /** What a screen reader calls the unit. */
  label?: string;
}

/** What has been computed at this step, and nothing more. */
export interface BatchNormStepperValue extends Batch {
  readonly step: number;
  readonly steps: number;
  readonly phase: Phase;
  readonly sample: number;
  readonly mean?: number;
  readonly variance?: number;
  readonly xhat?: readonly number[];
  readonly y?: readonly number[];
  /** ∂L/∂…, once complete. */
  readonly gradients: {
    readonly [name in Quantity]?: readonly number[];
  };
  /** What is not finite, in words. */
  readonly problem?: string;
}

export interface BatchNormStepperElement extends HTMLElement {
  readonly value: BatchNormStepperValue;
  goTo(step: number): void;
  /** Changes some numbers and keeps the step. @throws {Error} for numbers that are not finite, or another batch size */
  setBatch(changed: Partial<Batch>): void;
}

/** Before the unit is on a page it has no width. */
const USUAL_WIDTH = 860;
const MOST_SAMPLES = 12;

/**
 * Batch normalization of one unit, stepped forward and backward over a whole batch: one formula a step, one sample a row.
 *
 *     view(batchNormStepper([3, -1, 2, 6, 0, 3, 1, 2], {gamma: 3, beta: 1}))
 *
 * @throws {Error} for no samples or more than twelve, or numbers that are not finite
 */
export function batchNormStepper(x: readonly number[], options: BatchNormStepperOptions = {}): BatchNormStepperElement {
  const {gamma = 1, beta = 0, epsilon = 1e-5, digits = 2} = options;
  let batch = check({x, gamma, beta, epsilon, upstream: options.upstream ?? x.map((_, i) => (i === 0 ? 1 : 0))});
  const graph = batchGraph(x.length);
  let passes = run(graph, batch);
  const stepper = stepping({
    step: options.step === "forward" ? FORWARD_STEPS : (options.step ?? 0),
    last: () => STAGES.length,
    phase: nextStop,
    sentence,
    show,
  });
  let sample = Math.min(Math.max(1, options.sample ?? 1), x.length);
  let state = pictureState(passes, stepper.step);
  let width = USUAL_WIDTH;
  const write = formatter(digits);

  const label = options.label ?? `Batch normalization of ${x.length} samples, step by step`;
  const root = html("div", {class: "unit bn-stepper", role: "group", "aria-label": label}) as HTMLElement;
  stepper.attach(root);
  const frame = html("div", {
    class: "bn-frame",
    role: "group",
    tabindex: 0,
    "aria-label": "Picture of the batch. Arrow keys left and right take steps, up and down choose the sample.",
    onclick: (event: MouseEvent) => {
      const row = event.target instanceof Element ? event.target.closest<SVGElement>("[data-sample]") : null;
      if (row) choose(Number(row.dataset.sample));
    },
  });
  const formula = html("p", {class: "bn-formula"});
  const numbers = html("p", {class: "bn-numbers"});
  const says = html("p", {class: "unit-note"});
  const picker = html(
    "select",
    {"aria-label": "Sample whose numbers are written out", onchange: () => choose(Number(picker.value))},
    ...x.map((_, i) => html("option", {value: i + 1}, `sample ${i + 1}`)),
  );
  const notice = html("p", {class: "unit-problem"});
  const list = equations(stepper.readerGoesTo);
  const inputs = fields(batch, {
    change: (next) => take(next),
    undoing: () => ({gamma: passes.values.std!, beta: passes.values.mu!}),
  });
  const table = html("div", {
    class: "bn-table-frame",
    role: "group",
    tabindex: 0,
    "aria-label": "Table of all numbers",
  });
  root.append(
    inputs.parameters,
    inputs.problem,
    frame,
    html(
      "p",
      {class: "bn-legend unit-note"},
      html("span", {"data-role": "value"}, "value above"),
      html("span", {"data-role": "gradient"}, "∂ gradient below"),
      html("span", {}, "? not computed yet"),
      html("span", {"data-role": "partial"}, "dashed frame: more to be added"),
    ),
    stepper.node,
    html("div", {class: "bn-card"}, formula, numbers, html("div", {class: "unit-row bn-says"}, says, picker)),
    notice,
    stepper.says.node,
    list.node,
    html("details", {class: "unit-details"}, html("summary", {}, "Change the batch"), inputs.batch),
    html("details", {class: "unit-details"}, html("summary", {}, "All numbers as a table"), table),
  );
  linkHighlights(root);
  frame.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    choose(sample + (event.key === "ArrowDown" ? 1 : -1));
  });
  watchWidth(
    frame,
    (now) => {
      width = now;
      showPicture();
    },
    4,
  );
  show();
  return Object.assign(Object.defineProperty(root, "value", {get: value, enumerable: true}), {
    goTo: stepper.goTo,
    setBatch: take,
  }) as BatchNormStepperElement;

  function take(changed: Partial<Batch>): void {
    const next = check({...batch, ...changed});
    if (next.x.length !== batch.x.length) throw new Error("setBatch(): the number of samples cannot change.");
    batch = next;
    passes = run(graph, batch);
    inputs.write(batch);
    show();
    announceInput(root);
  }

  function choose(next: number): void {
    if (next === sample || !(next >= 1 && next <= batch.x.length)) return;
    sample = next;
    show();
    if (state.stage)
      stepper.says.say(`Sample ${sample}. ${spokenText(worked(passes, state.stage.id, sample, write))}.`);
    announceInput(root);
  }

  function sentence(): string {
    const {stage} = state;
    const happening = stage
      ? `${spokenText(worked(passes, stage.id, sample, write))}. ${stage.says}`
      : "Only the batch is given: nothing is computed yet.";
    return `Step ${stepper.step} of ${STAGES.length}. ${happening}`;
  }

  function show(): void {
    state = pictureState(passes, stepper.step);
    const {stage} = state;
    showPicture();
    list.update(stepper.step);
    formula.replaceChildren(
      stage ? richText(stage.formula) : "A batch of numbers: what one unit puts out for each sample.",
    );
    numbers.replaceChildren(stage ? richText(worked(passes, stage.id, sample, write)) : "");
    says.textContent = stage?.says ?? "Press → to take the first step.";
    picker.value = String(sample);
    picker.hidden = stage?.kind !== "each";
    notice.textContent = passes.problem === undefined ? "" : `Not finite: ${passes.problem}.`;
    table.replaceChildren(figures(state, sample));
    stepper.update();
  }

  function showPicture(): void {
    frame.replaceChildren(draw({passes, state, sample, format: write}, width));
  }

  function value(): BatchNormStepperValue {
    const {readings, phase} = state;
    const known = (name: Quantity) => {
      const all = readings[name].map((reading) => reading.value);
      return all.every((one) => one !== undefined) ? (all as number[]) : undefined;
    };
    const complete = (Object.keys(readings) as Quantity[]).flatMap((name) => {
      const all = readings[name];
      return all.every(({gradient, partial}) => gradient !== undefined && !partial)
        ? [[name, all.map(({gradient}) => gradient!)] as const]
        : [];
    });
    return {
      ...batch,
      step: stepper.step,
      steps: STAGES.length,
      phase,
      sample,
      mean: known("mu")?.[0],
      variance: known("variance")?.[0],
      xhat: known("xhat"),
      y: known("y"),
      gradients: Object.fromEntries(complete),
      ...(passes.problem === undefined ? {} : {problem: passes.problem}),
    };
  }
}

function check(batch: Batch): Batch {
  const {x, upstream, gamma, beta, epsilon} = batch;
  if (!Array.isArray(x) || x.length < 1 || x.length > MOST_SAMPLES) {
    throw new Error(`batchNormStepper(): a batch is a list of 1 to ${MOST_SAMPLES} numbers.`);
  }
  if (upstream.length !== x.length) {
    throw new Error(`batchNormStepper(): ${x.length} samples need ${x.length} gradients, not ${upstream.length}.`);
  }
  const all = {...Object.fromEntries(x.map((value, i) => [`x of sample ${i + 1}`, value])), gamma, beta, epsilon};
  for (const [name, value] of Object.entries(all)) {
    if (typeof value !== "number" || !Number.isFinite(value)) {
      throw new Error(`batchNormStepper(): ${name} must be a finite number, not ${String(value)}.`);
    }
  }
  if (!upstream.every((value) => Number.isFinite(value)))
    throw new Error("batchNormStepper(): gradients must be finite.");
  if (!(epsilon > 0)) throw new Error(`batchNormStepper(): epsilon must be above 0, not ${epsilon}.`);
  return batch;
}
