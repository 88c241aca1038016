import {toExpression} from "../../core/graph/index.ts";
import {announceInput, keepInputInside} from "../shared/announce.ts";
import {html} from "../shared/element.ts";
import {liveRegion} from "../shared/live-region.ts";
import {stepCard} from "./card.ts";
import {formatter} from "./format.ts";
import {inputFields} from "./inputs.ts";
import {keyAction} from "./keys.ts";
import {linkHighlights, rovingFocus} from "./links.ts";
import {nudge} from "./nudge.ts";
import {type CircuitOptions, readOptions} from "./options.ts";
import {player} from "./player.ts";
import {prediction} from "./predict.ts";
import {stepSentence} from "./sentence.ts";
import {
  type Built,
  build,
  checkedBuild,
  checkNames,
  finiteDifferences,
  known,
  type RunSetup,
  run,
  type Setup,
  sameMoment,
} from "./setup.ts";
import {sideViews} from "./side-views.ts";
import {stage} from "./stage.ts";
import {nextStop, type Phase, pictureState, revealStep} from "./state.ts";
import {switches} from "./switches.ts";
import {tieNote} from "./ties.ts";
import {toggleRow} from "./toggles.ts";
import type {Trace} from "./trace.ts";
import {traceProblem} from "./trace-problem.ts";
import {transport} from "./transport.ts";
import {updatePanel} from "./update.ts";

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
  let built = checkedBuild(setup, inputs);
  const names = built.graph.inputs.map(({id}) => id);
  let at: Record<string, number> = Object.fromEntries(names.map((name) => [name, inputs[name]!]));
  checkNames(built, chosen);

  let passes: Trace = run(built, at, running);
  let differences = chosen.check ? finiteDifferences(built, at) : undefined;
  let step =
    chosen.step === "end"
      ? passes.steps.length
      : chosen.step === "forward"
        ? passes.forwardSteps
        : Math.min(chosen.step, passes.steps.length);
  let state = pictureState(passes, step);
  let refused: string | undefined;
  const format = () => formatter(running.roundEachGate ?? chosen.digits);
  let write = format();

  const id = `circuit-${++count}`;
  const f = built.model.outputName;
  const label = chosen.label ?? `Circuit of ${toExpression(built.graph, {signs: "book"})}`;
  const root = html("div", {class: "circuit", role: "group", "aria-label": label}) as unknown as CircuitElement;
  keepInputInside(root);

  const picture = stage(
    "Picture of the circuit. Arrow keys left and right take steps, up and down go from node to node.",
    (narrow) => {
      // Folded away on a phone, where the picture and its steps would be far apart otherwise. After that the reader decides.
      if (narrow) for (const details of root.querySelectorAll("details")) details.open = false;
    },
  );
  const live = liveRegion("circuit-live");
  const card = html("div", {class: "circuit-card-place"});
  const notice = html("p", {class: "circuit-problem circuit-notice"});
  const sides = sideViews(chosen);
  const controls = transport({
    goTo: (to) => readerGoesTo(to),
    togglePlay: () => (play.playing ? play.stop() : startPlaying()),
  });
  const fields = inputFields(at, {
    editable: chosen.editable,
    sliders: chosen.sliders,
    id,
    change: (name, value) => takeInputs({...at, [name]: value}, true),
  });
  const question = chosen.predict === undefined ? undefined : prediction(chosen.predict, f, id, showNudge);
  const nudging = chosen.nudge && names.length > 0 ? nudge(names, f) : undefined;
  const updating = chosen.update
    ? updatePanel({
        f,
        inputs: () => at,
        gradients: () => pictureState(passes, passes.steps.length).gradients,
        output: () => state.values[built.model.output],
        format: () => write,
        run: (next) => {
          step = passes.steps.length;
          takeInputs(next, false);
        },
      })
    : undefined;
  const play = player(
    root,
    () => {
      // Play waits at an open question, once: whoever presses it again goes on.
      const reveal = chosen.predict === undefined ? undefined : revealStep(passes, chosen.predict);
      if (question?.open && reveal === step + 1 && !waited) {
        waited = true;
        return false;
      }
      goTo(step + 1);
      return step < passes.steps.length;
    },
    () => showTransport(),
  );
  let waited = false;

  const toggles = toggleRow(switches(chosen, {rebuild, rerun}));

  root.append(
    html("div", {class: "circuit-head"}, sides.formula, fields.node),
    picture.node,
    html(
      "p",
      {class: "circuit-legend"},
      html("span", {"data-role": "value"}, "value above"),
      html("span", {"data-role": "gradient"}, "∂ gradient below"),
      html("span", {}, "? not computed yet"),
      html("span", {class: "circuit-legend-sums"}, "dashed frame: more to be added"),
    ),
    controls.node,
    card,
    notice,
    live.node,
    ...[toggles, question?.node, nudging?.node, updating?.node].filter((node) => node !== undefined),
    sides.folds,
  );
  linkHighlights(root);
  root.addEventListener("keydown", onKey);
  Object.defineProperty(root, "value", {get: value, enumerable: true, configurable: true});
  root.setInputs = (changed) => {
    const next = {...at};
    for (const [name, to] of Object.entries(changed)) {
      if (!names.includes(name)) throw new Error(`setInputs(): the circuit has no input "${name}". ${known(names)}`);
      if (to === undefined) continue;
      if (typeof to !== "number") throw new Error(`setInputs(): ${name} must be a number, not ${JSON.stringify(to)}.`);
      if (!Number.isFinite(to)) {
        refused = `${name} cannot be ${write(to)}: it is still ${write(at[name])}.`;
        show();
        announceInput(root);
        return;
      }
      next[name] = to;
    }
    if (names.some((name) => next[name] !== at[name]) || refused !== undefined) takeInputs(next, false);
  };
  root.goTo = (to) => {
    if (!Number.isFinite(to))
      throw new Error(`goTo(): a step is a number from 0 to ${passes.steps.length}, not ${String(to)}.`);
    play.stop();
    goTo(to);
  };

  furnish();
  show();
  return root;

  /** Fills the places that depend on the circuit's structure. */
  function furnish(): void {
    sides.furnish(built, passes, running);
    root.dataset.sums = String(passes.steps.some((one) => one.phase === "backward" && one.before !== undefined));
  }

  function rebuild(changed: Partial<Setup>): void {
    Object.assign(setup, changed);
    replace(build(setup));
  }

  function rerun(changed: Partial<RunSetup>): void {
    Object.assign(running, changed);
    replace(built);
  }

  function replace(next: Built): void {
    const before = passes;
    built = next;
    write = format();
    passes = run(built, at, running);
    if (chosen.check) differences = finiteDifferences(built, at);
    step = sameMoment(before, step, passes);
    furnish();
    show();
    announceInput(root);
  }

  function takeInputs(next: Record<string, number>, byReader: boolean): void {
    refused = undefined;
    at = next;
    passes = run(built, at, running);
    if (chosen.check) differences = finiteDifferences(built, at);
    show();
    fields.write(at);
    const output = state.values[built.model.output];
    if (byReader && output !== undefined) live.say(`${f} = ${write(output)}.`);
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
    if (step !== before) live.say(sentence());
  }

  function startPlaying(): void {
    if (step === passes.steps.length) goTo(0);
    play.start();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const inPicture = event.target instanceof Element && picture.node.contains(event.target);
      const handled = inPicture ? rovingFocus(() => picture.groups(), {stop: false})(event) : sides.rove(event);
      if (handled) event.preventDefault();
      return;
    }
    const action = keyAction(event);
    if (!action) return;
    event.preventDefault();
    if (action === "play") play.playing ? play.stop() : startPlaying();
    else readerGoesTo(action);
  }

  function sentence(): string {
    return `${stepSentence(built.model, built.graph, state, write)}${tieNote(built.graph, state, setup.ties)}`;
  }

  function show(): void {
    state = pictureState(passes, step);
    picture.show({
      model: built.model,
      trace: passes,
      digits: running.roundEachGate ?? chosen.digits,
      format: write,
      state,
    });
    card.replaceChildren(stepCard(built.model, built.graph, state, write, tieNote(built.graph, state, setup.ties)));
    sides.update(state, passes, write, differences);
    notice.textContent = problem() ?? "";
    question?.update(chosen.predict === undefined ? undefined : state.gradients[chosen.predict], write);
    showNudge();
    showTransport();
    // Last of all, as it measures: measuring between two changes would lay the page out twice.
    picture.follow();
    sides.follow();
  }

  /** While the question is open, the nudge does not answer it. */
  function showNudge(): void {
    nudging?.update(built.graph, at, state.gradients, write, question?.open ? chosen.predict : undefined);
  }

  function showTransport(): void {
    controls.update({step, steps: passes.steps.length, playing: play.playing, sentence: sentence()});
    root.dataset.playing = String(play.playing);
  }

  function problem(): string | undefined {
    return refused ?? traceProblem(built.model, passes, step, write);
  }

  function value(): CircuitValue {
    const trouble = problem();
    return {
      step,
      steps: passes.steps.length,
      phase: state.phase,
      values: {...state.values},
      gradients: {...state.gradients},
      inputs: {...at},
      output: state.values[built.model.output],
      expression,
      ...(trouble === undefined ? {} : {problem: trouble}),
    };
  }
}
