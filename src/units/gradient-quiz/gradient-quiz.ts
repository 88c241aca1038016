import {announceInput, keepInputInside} from "../shared/announce.ts";
import {checkedBuild} from "../shared/circuit/build.ts";
import {stage} from "../shared/circuit/stage.ts";
import type {PictureState} from "../shared/circuit/state.ts";
import {type Trace, trace} from "../shared/circuit/trace.ts";
import {html} from "../shared/element.ts";
import {linkHighlights} from "../shared/links.ts";
import {liveRegion} from "../shared/live-region.ts";
import {formatter, numberText, parseNumber} from "../shared/number-text.ts";
import {answerFields, type FieldState} from "./answer-fields.ts";
import {hint, isRight, judge, solution, type Verdict} from "./diagnose.ts";
import {type Question, questions} from "./quiz.ts";

export interface GradientQuizOptions {
  /** Decimals that an answer must have right. Default 2. */
  digits?: number;
  /** Accept also what one gets when one rounds to `digits` decimals at each gate. Default false. */
  roundEachGate?: boolean;
  /** Ask for the values of the forward pass too. Default false. */
  forward?: boolean;
}

export interface GradientQuizValue {
  /** Fields that hold a number. */
  readonly answered: number;
  /** Fields that were right when last checked, without those that were shown. */
  readonly correct: number;
  readonly total: number;
  /** Whether every field is right or was shown. */
  readonly done: boolean;
}

export type GradientQuizElement = HTMLElement & {readonly value: GradientQuizValue};

/** So many checks must stop at a field before its answer may be seen. */
const TRIES = 2;

/**
 * A circuit with its values; the reader fills in every gradient. "Check" names the first one in backward order that is
 * not right, and what seems to have gone wrong; the number itself can be seen after two tries.
 * @throws {Error} for an expression or inputs that make no circuit
 */
export function gradientQuiz(
  expression: string,
  inputs: Readonly<Record<string, number>>,
  options: GradientQuizOptions = {},
): GradientQuizElement {
  const {digits = 2, roundEachGate = false, forward = false} = options;
  if (!Number.isInteger(digits) || digits < 0 || digits > 12) {
    throw new Error(`gradientQuiz(): digits is a number of decimals from 0 to 12, not ${JSON.stringify(digits)}.`);
  }
  const {graph, model} = checkedBuild("gradientQuiz", {expression, branches: "shared", ties: "first"}, inputs);
  const asked = questions(graph, model, inputs, {digits, roundEachGate, forward});
  const run = trace(graph, inputs);
  // Two decimals more than are asked for, so that products of what one reads come out right.
  const format = formatter(digits + 2);
  const verdicts: (Verdict | null)[] = asked.map(() => null);
  const shown = new Set<number>();
  const tries = asked.map(() => 0);
  let stopped: number | null = null;

  const picture = stage(`Circuit of ${expression}, to be filled in`, () => {});
  const {node: list, fields} = answerFields(asked, {changed, submit: check, id: `gradient-quiz-${++count}`});
  const said = liveRegion("quiz-said");
  const checkButton = html("button", {type: "button", class: "unit-action", onclick: check}, "Check");
  const show = html("button", {type: "button", class: "unit-action unit-quiet", hidden: true, onclick: reveal}, "Show");
  const again = html("button", {type: "button", class: "unit-action unit-quiet", onclick: restart}, "Start again");
  const decimals = `Numbers count to ${digits} ${digits === 1 ? "decimal" : "decimals"}${roundEachGate ? ", rounded at each gate or only at the end" : ""}.`;
  const root = html(
    "div",
    {class: "unit gradient-quiz", role: "group", "aria-label": `Fill in the gradients of ${expression}`},
    picture.node,
    list,
    html(
      "div",
      {class: "unit-row quiz-buttons"},
      checkButton,
      show,
      again,
      html("span", {class: "unit-note"}, decimals),
    ),
    said.node,
  );
  keepInputInside(root);
  linkHighlights(root);

  /** The reader types: an old verdict on this field is no longer true. */
  function changed(index: number) {
    if (shown.has(index)) return;
    verdicts[index] = null;
    if (stopped === index) {
      stopped = null;
      show.hidden = true;
    }
    refresh();
    announceInput(root);
  }

  function check() {
    fields.forEach(({question, input}, index) => {
      if (!shown.has(index)) verdicts[index] = judge(question, parseNumber(input.value), digits);
    });
    const first = verdicts.findIndex((verdict, index) => !shown.has(index) && !isRight(verdict!));
    stopped = first < 0 ? null : first;
    if (stopped !== null) tries[stopped]!++;
    show.hidden = stopped === null || tries[stopped]! < TRIES;
    refresh();
    if (stopped === null) said.say(summary());
    else {
      const field = fields[stopped]!;
      const typed = field.input.value.trim();
      const unread = typed !== "" && parseNumber(typed) === null ? `“${typed}” is not a number. ` : "";
      const more = show.hidden ? "" : " If you are stuck, “Show” gives this one.";
      said.say(`${unread}${hint(field.question, verdicts[stopped]!)}${more}`);
    }
    announceInput(root);
  }

  function reveal() {
    if (stopped === null) return;
    const index = stopped;
    const {question, input} = fields[index]!;
    shown.add(index);
    input.value = numberText(question.answer, digits + 2);
    stopped = null;
    show.hidden = true;
    refresh();
    said.say(`${solution(question, format)} ${isDone() ? summary() : "Now the next one."}`);
    (fields.find((_, i) => !shown.has(i) && !isRight(verdicts[i] ?? "empty"))?.input ?? checkButton).focus();
    announceInput(root);
  }

  function restart() {
    shown.clear();
    tries.fill(0);
    verdicts.fill(null);
    stopped = null;
    show.hidden = true;
    for (const {input} of fields) input.value = "";
    said.node.textContent = "";
    refresh();
    fields[0]?.input.focus();
    announceInput(root);
  }

  function isDone(): boolean {
    return verdicts.every((verdict, index) => shown.has(index) || (verdict !== null && isRight(verdict)));
  }

  function summary(): string {
    const whole = `All ${fields.length} are right${shown.size > 0 ? `, ${shown.size} of them shown` : ""}.`;
    const rounded = asked.filter((_, index) => verdicts[index] === "rounded" && !shown.has(index));
    if (rounded.length === 0) return whole;
    const names = rounded.map(({label, answer}) => `${label} = ${format(answer)}`);
    return `${whole} You rounded at each gate; without rounding ${names.join(", ")}.`;
  }

  function refresh() {
    fields.forEach(({update}, index) => {
      const verdict = verdicts[index];
      let state: FieldState = "open";
      if (shown.has(index)) state = "shown";
      else if (verdict && isRight(verdict)) state = "right";
      // Only the first one: those behind it may be wrong because of it.
      else if (index === stopped && verdict !== "empty") state = "wrong";
      update(state);
    });
    const numbers = new Map(fields.map(({question, input}) => [question.key, parseNumber(input.value)]));
    picture.show({model, trace: run, digits: digits + 2, format, state: pictureOf(run, asked, numbers)});
  }

  Object.defineProperty(root, "value", {
    get: (): GradientQuizValue => ({
      answered: fields.filter(({input}) => parseNumber(input.value) !== null).length,
      correct: verdicts.filter((verdict, index) => verdict && isRight(verdict) && !shown.has(index)).length,
      total: fields.length,
      done: isDone(),
    }),
  });
  refresh();
  return root as HTMLElement as GradientQuizElement;
}

/** Ids of two quizzes on one page must differ. */
let count = 0;

/** What the picture shows: the values that are not asked for, and what the reader has filled in. */
function pictureOf(run: Trace, asked: readonly Question[], numbers: ReadonlyMap<string, number | null>): PictureState {
  const values: Record<string, number> = {...run.given};
  const gradients: Record<string, number> = {};
  const flows: Record<string, number> = {};
  const arrivals: Record<string, number> = {};
  for (const step of run.steps) if (step.phase === "forward") values[step.node] = step.value;
  for (const {key, node, ask} of asked) {
    const number = numbers.get(key) ?? null;
    if (ask === "value") {
      if (number === null) delete values[node];
      else values[node] = number;
    } else if (number !== null) gradients[node] = number;
  }
  for (const step of run.steps) {
    if (step.phase !== "backward" || !(step.input in gradients)) continue;
    flows[step.wire] = step.downstream;
    arrivals[step.input] = (arrivals[step.input] ?? 0) + 1;
  }
  return {step: 0, steps: run.steps.length, phase: "start", values, gradients, flows, arrivals};
}
