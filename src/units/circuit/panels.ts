import type {Built, Setup} from "../shared/circuit/build.ts";
import {nodeName} from "../shared/circuit/model.ts";
import {type Stage, stage} from "../shared/circuit/stage.ts";
import {type PictureState, pictureState} from "../shared/circuit/state.ts";
import type {Trace} from "../shared/circuit/trace.ts";
import {html} from "../shared/element.ts";
import {linkHighlights} from "../shared/links.ts";
import {type LiveRegion, liveRegion} from "../shared/live-region.ts";
import type {Format} from "../shared/number-text.ts";
import {withPartials} from "../shared/partials.ts";
import {transport} from "../shared/transport.ts";
import {stepCard} from "./card.ts";
import {type InputFields, inputFields} from "./inputs.ts";
import {nudge} from "./nudge.ts";
import type {ReadOptions} from "./options.ts";
import {type Prediction, prediction} from "./predict.ts";
import {stepSentence} from "./sentence.ts";
import type {RunSetup} from "./setup.ts";
import {type SideViews, sideViews} from "./side-views.ts";
import {switches} from "./switches.ts";
import {tieNote} from "./ties.ts";
import {toggleRow} from "./toggles.ts";
import {updatePanel} from "./update.ts";

/** Everything that the panels show of a circuit at one moment. */
export interface Moment {
  built: Built;
  setup: Setup;
  running: RunSetup;
  /** The inputs. */
  at: Readonly<Record<string, number>>;
  passes: Trace;
  state: PictureState;
  differences?: Readonly<Record<string, number>>;
  digits: number;
  format: Format;
  playing: boolean;
  /** What is not finite, or an input that was refused. */
  problem?: string;
}

/** What the reader may do in the panels. */
export interface PanelActions {
  goTo(step: number | "first" | "previous" | "next" | "last"): void;
  togglePlay(): void;
  change(input: string, value: number): void;
  /** Takes new inputs and runs both passes to their end. */
  runWith(inputs: Record<string, number>): void;
  rebuild(changed: Partial<Setup>): void;
  rerun(changed: Partial<RunSetup>): void;
}

export interface Panels {
  readonly picture: Stage;
  readonly sides: SideViews;
  readonly fields: InputFields;
  readonly live: LiveRegion;
  readonly question?: Prediction;
  /** Fills the places that depend on the circuit's structure. */
  furnish(): void;
  show(): void;
  /** Only the steps' own controls: while the circuit plays or rests. */
  showTransport(): void;
  /** The step just taken, in a sentence. */
  sentence(): string;
}

/** A longer name takes more than two lines in the step card of a phone. */
const LONG_NAME = 14;

/** Builds the panels that the options ask for, in their order, inside the unit's root. */
export function panels(
  root: HTMLElement,
  chosen: ReadOptions,
  {id, now, act}: {id: string; now: () => Moment; act: PanelActions},
): Panels {
  const {built, at} = now();
  const f = built.model.outputName;
  const names = Object.keys(at);
  const picture = stage(
    "Picture of the circuit. Arrow keys left and right take steps, up and down go from node to node.",
    (narrow) => {
      // Folded away on a phone, where the picture and its steps would be far apart otherwise. After that the reader decides.
      if (narrow) for (const details of root.querySelectorAll("details")) details.open = false;
    },
  );
  const live = liveRegion("circuit-live visually-hidden");
  const card = html("div", {class: "circuit-card-place"});
  const notice = html("p", {class: "unit-problem circuit-notice"});
  const sides = sideViews(chosen);
  const controls = transport(act);
  const fields = inputFields(at, {editable: chosen.editable, sliders: chosen.sliders, id, change: act.change});
  const toggles = toggleRow(switches(chosen, act));
  const question = chosen.predict === undefined ? undefined : prediction(chosen.predict, f, id, showNudge);
  const nudging = chosen.nudge && names.length > 0 ? nudge(names, f) : undefined;
  const updating = chosen.update
    ? updatePanel({
        f,
        inputs: () => now().at,
        gradients: () => pictureState(now().passes, Number.POSITIVE_INFINITY).gradients,
        output: () => now().state.values[now().built.model.output],
        format: () => now().format,
        run: act.runWith,
      })
    : undefined;
  root.append(
    html("div", {class: "circuit-head"}, sides.formula, fields.node),
    picture.node,
    legend(),
    controls.node,
    card,
    notice,
    live.node,
    ...[toggles, question?.node, nudging?.node, updating?.node].filter((node) => node !== undefined),
    sides.folds,
  );
  linkHighlights(root);

  /** While the question is open, the nudge does not answer it. */
  function showNudge(): void {
    const {built, at, state, format} = now();
    nudging?.update(built.graph, at, state.gradients, format, question?.open ? chosen.predict : undefined);
  }

  function showTransport(): void {
    const {state, playing} = now();
    controls.update({step: state.step, steps: state.steps, playing, sentence: sentence()});
    root.dataset.playing = String(playing);
  }

  function sentence(): string {
    const {built, state, format, setup} = now();
    return `${stepSentence(built.model, built.graph, state, format)}${tieNote(built.graph, state, setup.ties)}`;
  }

  return {
    picture,
    sides,
    fields,
    live,
    ...(question && {question}),
    sentence,
    showTransport,
    furnish() {
      const {built, passes, running} = now();
      sides.furnish(built, passes, running);
      root.dataset.names = built.model.nodes.some(({id}) => nodeName(built.model, id).length > LONG_NAME)
        ? "long"
        : "short";
      root.dataset.sums = String(passes.steps.some((one) => one.phase === "backward" && one.before !== undefined));
    },
    show() {
      const {built, setup, state, passes, format, digits, differences, problem} = now();
      picture.show({model: built.model, trace: passes, digits, format, state});
      card.replaceChildren(stepCard(built.model, built.graph, state, format, tieNote(built.graph, state, setup.ties)));
      sides.update(state, passes, format, differences);
      notice.textContent = problem ?? "";
      question?.update(chosen.predict === undefined ? undefined : state.gradients[chosen.predict], format);
      showNudge();
      showTransport();
      // Last of all, as it measures: measuring between two changes would lay the page out twice.
      picture.follow();
      sides.follow();
    },
  };
}

function legend(): HTMLElement {
  return html(
    "p",
    {class: "circuit-legend"},
    html("span", {"data-role": "value"}, "value above"),
    html("span", {"data-role": "gradient"}, ...withPartials("∂ gradient below")),
    html("span", {}, "? not computed yet"),
    html("span", {class: "circuit-legend-sums"}, "dashed frame: more to be added"),
  );
}
