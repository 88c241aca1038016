import {toExpression} from "../../core/graph/index.ts";
import {announceInput, keepInputInside} from "../shared/announce.ts";
import {type Built, build, checkedBuild, known, type Setup} from "../shared/circuit/build.ts";
import {nextStop, type Phase, pictureState, revealStep} from "../shared/circuit/state.ts";
import type {Trace} from "../shared/circuit/trace.ts";
import {html} from "../shared/element.ts";
import {keyAction} from "../shared/keys.ts";
import {rovingFocus} from "../shared/links.ts";
import {formatter} from "../shared/number-text.ts";
import {player} from "../shared/player.ts";
import {type CircuitOptions, readOptions} from "./options.ts";
import {type Moment, panels} from "./panels.ts";
import {checkNames, finiteDifferences, type RunSetup, run, sameMoment} from "./setup.ts";
import {traceProblem} from "./trace-problem.ts";

/** What a circuit tells the page: prose and plots read it by `${…}`. */
export interface CircuitValue {
  step: number;
  steps: number;
  phase: Phase;
  /** By node id: what has been computed at this step, and nothing more. */
  values: Record<string, number>;
  gradients: Record<string, number>;
  inputs: Record<string, number>;
  /** The output's value, once computed. */
  output?: number;
  expression: string;
  /** What is not finite, or an input that was refused. */
  problem?: string;
}

export interface CircuitElement extends HTMLElement {
  readonly value: CircuitValue;
  /** Changes some inputs and keeps the step. A value that is not finite is refused, and `value.problem` says so. */
  setInputs(inputs: Partial<Record<string, number>>): void;
  goTo(step: number): void;
}

let count = 0;

/**
 * An expression as a circuit to step through, forward and backward:
 *
 *     view(circuit("(x + y) * z", {x: -2, y: 5, z: -4}))
 *
 * This function holds what the circuit is, its inputs and its step; `panels.ts` shows them.
 *
 * @throws {Error} if the expression cannot be read, an input has no value, or an option is unknown
 */
export function circuit(
  expression: string,
  inputs: Record<string, number>,
  options: CircuitOptions = {},
): CircuitElement {
  const chosen = readOptions(options);
  const setup: Setup = {expression, branches: chosen.branches, ties: chosen.ties};
  if (chosen.collapse) setup.sigmoid = chosen.collapse === "collapsed" ? "collapsed" : "expanded";
  const running: RunSetup = {accumulation: "add"};
  let built = checkedBuild("circuit", setup, inputs);
  checkNames(built, chosen);
  const names = built.graph.inputs.map(({id}) => id);
  const f = built.model.outputName;

  let at: Record<string, number> = Object.fromEntries(names.map((name) => [name, inputs[name]!]));
  let passes: Trace = run(built, at, running);
  let differences = chosen.check ? finiteDifferences(built, at) : undefined;
  let step = firstStep(passes, chosen.step);
  let state = pictureState(passes, step);
  let refused: string | undefined;
  const digits = () => running.roundEachGate ?? chosen.digits;
  let format = formatter(digits());

  const root = html("div", {
    class: "unit circuit",
    role: "group",
    "aria-label": chosen.label ?? `Circuit of ${toExpression(built.graph, {signs: "book"})}`,
  }) as unknown as CircuitElement;
  keepInputInside(root);

  let waited = false;
  const play = player(
    root,
    () => {
      // Play waits at an open question, once: whoever presses it again goes on.
      const reveal = chosen.predict === undefined ? undefined : revealStep(passes, chosen.predict);
      if (shown.question?.open && reveal === step + 1 && !waited) {
        waited = true;
        return false;
      }
      goTo(step + 1);
      return step < passes.steps.length;
    },
    () => shown.showTransport(),
  );

  const shown = panels(root, chosen, {
    id: `circuit-${++count}`,
    now,
    act: {
      goTo: readerGoesTo,
      togglePlay,
      change: (name, value) => takeInputs({...at, [name]: value}, true),
      runWith(next) {
        step = passes.steps.length;
        takeInputs(next, false);
      },
      rebuild(changed) {
        Object.assign(setup, changed);
        replace(build(setup));
      },
      rerun(changed) {
        Object.assign(running, changed);
        replace(built);
      },
    },
  });

  root.addEventListener("keydown", onKey);
  Object.defineProperty(root, "value", {get: value, enumerable: true, configurable: true});
  root.setInputs = setInputs;
  root.goTo = (to) => {
    if (!Number.isFinite(to))
      throw new Error(`goTo(): a step is a number from 0 to ${passes.steps.length}, not ${String(to)}.`);
    play.stop();
    goTo(to);
  };

  shown.furnish();
  show();
  return root;

  function now(): Moment {
    const problem = refused ?? traceProblem(built.model, passes, step, format);
    return {
      ...{built, setup, running, at, passes, state, format},
      digits: digits(),
      playing: play.playing,
      ...(differences && {differences}),
      ...(problem !== undefined && {problem}),
    };
  }

  function show(): void {
    state = pictureState(passes, step);
    shown.show();
  }

  function replace(next: Built): void {
    const before = passes;
    built = next;
    format = formatter(digits());
    passes = run(built, at, running);
    if (chosen.check) differences = finiteDifferences(built, at);
    step = sameMoment(before, step, passes);
    shown.furnish();
    show();
    announceInput(root);
  }

  function setInputs(changed: Partial<Record<string, number>>): void {
    const next = {...at};
    for (const [name, to] of Object.entries(changed)) {
      if (!names.includes(name)) throw new Error(`setInputs(): the circuit has no input "${name}". ${known(names)}`);
      if (to === undefined) continue;
      if (typeof to !== "number") throw new Error(`setInputs(): ${name} must be a number, not ${JSON.stringify(to)}.`);
      if (!Number.isFinite(to)) {
        refused = `${name} cannot be ${format(to)}: it is still ${format(at[name])}.`;
        show();
        announceInput(root);
        return;
      }
      next[name] = to;
    }
    if (names.some((name) => next[name] !== at[name]) || refused !== undefined) takeInputs(next, false);
  }

  function takeInputs(next: Record<string, number>, byReader: boolean): void {
    refused = undefined;
    at = next;
    passes = run(built, at, running);
    if (chosen.check) differences = finiteDifferences(built, at);
    show();
    shown.fields.write(at);
    const output = state.values[built.model.output];
    if (byReader && output !== undefined) shown.live.say(`${f} = ${format(output)}.`);
    announceInput(root);
  }

  function goTo(to: number): void {
    const wanted = Math.min(Math.max(0, Math.trunc(to)), passes.steps.length);
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
      last: passes.steps.length,
      nextPhase: nextStop(passes, step, 1),
      previousPhase: nextStop(passes, step, -1),
    };
    goTo(typeof to === "number" ? to : stops[to]);
    if (step !== before) shown.live.say(shown.sentence());
  }

  function togglePlay(): void {
    if (play.playing) {
      play.stop();
      return;
    }
    if (step === passes.steps.length) goTo(0);
    play.start();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const {picture, sides} = shown;
      const inPicture = event.target instanceof Element && picture.node.contains(event.target);
      const handled = inPicture ? rovingFocus(() => picture.groups(), {stop: false})(event) : sides.rove(event);
      if (handled) event.preventDefault();
      return;
    }
    const action = keyAction(event);
    if (!action) return;
    event.preventDefault();
    if (action === "play") togglePlay();
    else readerGoesTo(action);
  }

  function value(): CircuitValue {
    const {problem} = now();
    return {
      step,
      steps: passes.steps.length,
      phase: state.phase,
      values: {...state.values},
      gradients: {...state.gradients},
      inputs: {...at},
      output: state.values[built.model.output],
      expression,
      ...(problem === undefined ? {} : {problem}),
    };
  }
}

function firstStep(passes: Trace, wanted: number | "forward" | "end"): number {
  if (wanted === "end") return passes.steps.length;
  return wanted === "forward" ? passes.forwardSteps : Math.min(wanted, passes.steps.length);
}
