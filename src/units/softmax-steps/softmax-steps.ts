import {announceInput} from "../shared/announce.ts";
import {html} from "../shared/element.ts";
import {stepping} from "../shared/stepping.ts";
import {check, type SoftmaxStepsElement, type SoftmaxStepsOptions, type SoftmaxStepsValue} from "./options.ts";
import {type SoftmaxInputs, softmaxPasses} from "./passes.ts";
import {richText, spokenText} from "./rich-text.ts";
import {done, nextStop, stagesOf} from "./stages.ts";
import {stepsTable} from "./table.ts";
import {saying, worked} from "./worked.ts";

/**
 * Scores on their way to probabilities, one number a step: exponentiate, add up, divide; and with a true class on to the
 * loss −log p and its gradient p − y.
 *
 *     view(softmaxSteps([3.2, 5.1, -1.7], {label: 0}))
 *
 * @throws {RangeError} for fewer than 2 or more than 6 scores, scores that are not finite, or a label that is not there
 */
export function softmaxSteps(scores: readonly number[], options: SoftmaxStepsOptions = {}): SoftmaxStepsElement {
  const {names = [..."ABCDEF"].slice(0, scores.length), edit = true} = options;
  check(scores, names, options.label);
  let inputs: SoftmaxInputs = {scores: [...scores], label: options.label, stable: options.stable ?? false};
  let passes = softmaxPasses(inputs);
  let stages = stagesFor(inputs);
  const stepper = stepping({
    step: options.step ?? 0,
    last: () => stages.length,
    phase: (step, direction) => nextStop(stages, step, direction),
    sentence,
    show,
  });

  const root = html("div", {
    class: "unit softmax-steps",
    role: "group",
    "aria-label": options.title ?? `Softmax of ${scores.length} scores, step by step`,
  });
  stepper.attach(root);
  const table = stepsTable(
    names,
    edit
      ? (k, score) => take({...inputs, scores: inputs.scores.map((each, i) => (i === k ? score : each))})
      : undefined,
  );
  const picker = html(
    "select",
    {
      class: "unit-select",
      onchange: () => take({...inputs, label: picker.value === "" ? undefined : Number(picker.value)}),
    },
    html("option", {value: ""}, "not known"),
    ...names.map((name, k) => html("option", {value: k}, name)),
  );
  const stable = html("input", {type: "checkbox", onchange: () => take({...inputs, stable: stable.checked})});
  const formula = html("p", {class: "sm-formula"});
  const says = html("p", {class: "unit-note sm-says"});
  const notice = html("p", {class: "unit-problem sm-problem"});
  if (edit) {
    root.append(
      html(
        "div",
        {class: "unit-row sm-inputs"},
        html("label", {class: "unit-field"}, "true class", picker),
        html("label", {class: "unit-field"}, stable, "subtract the largest score first"),
      ),
    );
  }
  root.append(
    html("div", {class: "sm-frame"}, table.node),
    stepper.node,
    html("div", {class: "sm-card"}, formula, says, notice),
    stepper.says.node,
  );
  show();

  Object.defineProperty(root, "value", {get: value, enumerable: true});
  return Object.assign(root, {
    set(changed: Partial<SoftmaxInputs>) {
      const next = {...inputs, ...changed};
      check(next.scores, names, next.label);
      take({...next, scores: [...next.scores]});
    },
    goTo(to: number | "end") {
      if (to !== "end" && Number.isNaN(Number(to))) {
        throw new RangeError(`goTo(): a step is a number from 0 to ${stages.length}, or "end", not ${String(to)}.`);
      }
      stepper.goTo(to === "end" ? stages.length : to);
    },
  }) as HTMLElement as SoftmaxStepsElement;

  function stagesFor({scores, label, stable}: SoftmaxInputs) {
    return stagesOf(scores.length, {stable, judged: label !== undefined});
  }

  function take(next: SoftmaxInputs): void {
    // Who has seen everything goes on seeing everything, and who stood at the start stays there.
    const {step} = stepper;
    const ended = step === stages.length;
    const moved = step > 0 && next.stable !== inputs.stable ? (next.stable ? 1 : -1) : 0;
    inputs = next;
    passes = softmaxPasses(inputs);
    stages = stagesFor(inputs);
    stepper.set(ended ? stages.length : step + moved);
    show();
    announceInput(root);
  }

  function sentence(): string {
    const {step} = stepper;
    const stage = stages[step - 1];
    const did = stage
      ? `${spokenText(worked(passes, names, stage))}. ${saying(passes, names, stage)}`
      : "Only the scores are given: nothing is computed yet.";
    return `Step ${step} of ${stages.length}. ${did}`;
  }

  function show(): void {
    const stage = stages[stepper.step - 1];
    const now = value();
    table.update(now, passes, stage);
    picker.value = inputs.label === undefined ? "" : String(inputs.label);
    stable.checked = inputs.stable;
    formula.replaceChildren(
      stage ? richText(worked(passes, names, stage)) : "One score for each class. They may be of any size and sign.",
    );
    says.textContent = stage ? saying(passes, names, stage) : "Press → to take the first step.";
    notice.textContent = now.problem === undefined ? "" : `Not finite: ${now.problem}.`;
    stepper.update();
  }

  function value(): SoftmaxStepsValue {
    const {scores, label, stable} = inputs;
    const {step} = stepper;
    const reached = (id: Parameters<typeof done>[2], values: readonly number[] | undefined) => {
      const count = done(stages, step, id);
      return scores.map((_, k) => (k < count ? values?.[k] : undefined));
    };
    const exps = reached("exp", passes.exps);
    const sum = done(stages, step, "sum") > 0 ? passes.sum : undefined;
    const loss = done(stages, step, "loss") > 0 ? passes.loss : undefined;
    const probabilities = reached("probability", passes.probabilities);
    const shown = [...exps, sum, loss, ...probabilities];
    const odd = shown.some((number) => number !== undefined && !Number.isFinite(number));
    return {
      ...{scores, label, stable, step, steps: stages.length, phase: stages[step - 1]?.phase ?? "start"},
      ...{exps, sum, probabilities, loss, gradient: reached("gradient", passes.gradient)},
      problem: odd ? passes.problem : undefined,
    };
  }
}
