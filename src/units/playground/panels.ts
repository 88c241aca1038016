import type {Points} from "../../lab/playground/points.ts";
import {html} from "../shared/element.ts";
import {dataPanel} from "./data-panel.ts";
import {actionButton, checkField} from "./fields.ts";
import {type FileActions, filePanel} from "./file-panel.ts";
import {lossView} from "./loss-view.ts";
import type {Actions, Moment} from "./moment.ts";
import {networkView} from "./network-view.ts";
import type {ControlName} from "./options.ts";
import {outputView} from "./output-view.ts";
import {reportView} from "./report-view.ts";
import {settings} from "./settings.ts";
import {stepperPlace} from "./stepper.ts";
import {topBar} from "./top-bar.ts";
import {unitEditor} from "./unit-editor.ts";

export interface PanelOptions extends Pick<FileActions, "save" | "load"> {
  controls: ReadonlySet<ControlName>;
  hasLink: boolean;
  own: HTMLElement;
  now(): Moment;
}

/** Frames between two writings of tables while it plays: nobody reads sixty a second. */
const TABLE_EVERY = 12;

/** All that a playground shows, put together. */
export function panels(actions: Actions, {controls, hasLink, own, now, save, load}: PanelOptions) {
  const bar = topBar(actions);
  const choices = settings(actions);
  const data = dataPanel(actions, now, controls.has("own"));
  const stepper = stepperPlace();
  const editor = unitEditor(actions, () => void stepper.open(now()));
  const network = networkView(actions, (wire) => editor.focus(wire.offset));
  const output = outputView();
  const losses = lossView();
  const report = reportView();
  const showTest = checkField({label: "Show test points", change: (showTest) => actions.set({showTest})});
  const discretize = checkField({label: "Discretize", change: (discretize) => actions.set({discretize})});
  const notices = html("div", {class: "pg-notices", role: "alert"});
  const stopped = html("p", {class: "pg-stopped unit-problem", role: "status"});
  const fallback = html("p", {class: "unit-note pg-fallback", role: "status"});
  const part = (name: ControlName, title: string, ...children: HTMLElement[]) =>
    controls.has(name) && html("details", {class: "unit-details"}, html("summary", {}, title), ...children);

  const ownPart = part("own", "Your own data", own);
  let wasOwn = false;
  const node = html(
    "div",
    {class: "pg"},
    notices,
    html("div", {class: "pg-top"}, bar.node, controls.has("settings") && choices.main),
    controls.has("more") &&
      html("details", {class: "pg-more-details"}, html("summary", {}, "More settings"), choices.more),
    stopped,
    html(
      "div",
      {class: `pg-bench${controls.has("data") ? " pg-bench-wide" : ""}`},
      controls.has("data") && data.node,
      network.node,
      html(
        "section",
        {class: "pg-result", "aria-label": "Output"},
        losses.node,
        output.node,
        html("div", {class: "pg-switches"}, showTest.node, discretize.node),
      ),
    ),
    editor.node,
    stepper.node,
    fallback,
    part("statistics", "Statistics and losses as tables", report.node),
    ownPart,
    part("file", "Save and load", filePanel({save, load, say: actions.say}, hasLink)),
  );
  let frames = 0;

  return {
    node,
    plot: output.plot,
    /** Settings and buttons, as after any change of state. */
    show(moment: Moment) {
      bar.show(moment);
      choices.show(moment);
      data.show(moment);
      const isOwn = moment.state.dataset === "own";
      if (ownPart && isOwn && !wasOwn) ownPart.open = true;
      wasOwn = isOwn;
      showTest.show(moment.state.showTest || isOwn, {disabled: isOwn});
      discretize.show(moment.state.discretize, {disabled: moment.run?.points.kind === "numbers"});
    },
    /** What stands where, as after a new run or another width. */
    arrange(moment: Moment, cursor?: {x1: number; x2: number}) {
      network.arrange(moment);
      output.arrange(moment, cursor);
      editor.arrange(moment);
      choices.show(moment);
    },
    arrangeOutput: (moment: Moment, cursor?: {x1: number; x2: number}) => output.arrange(moment, cursor),
    paintOutput: (moment: Moment) => output.paint(moment),
    /** The numbers of a moment; sixty times a second while it plays. */
    paint(moment: Moment) {
      bar.paint(moment);
      network.paint(moment);
      output.paint(moment);
      losses.paint(moment);
      if (moment.isPlaying && frames++ % TABLE_EVERY > 0) return;
      report.paint(moment);
      editor.paint(moment);
    },
    /** What training does not change: thumbnails and features. */
    paintStill(moment: Moment, own: Points) {
      data.paintThumbs(moment, own);
      network.paintFeatures(moment);
    },
    describe: (moment: Moment) => losses.describe(moment),
    notices(messages: readonly string[]) {
      notices.replaceChildren(...messages.map((message) => html("p", {class: "unit-problem"}, message)));
      // The reader's to take away: what vanishes by itself moves the picture under the pen.
      if (messages.length > 0) notices.append(actionButton("Dismiss", () => notices.replaceChildren()));
    },
    stopped(message: string | undefined) {
      if (stopped.textContent !== (message ?? "")) stopped.textContent = message ?? "";
    },
    fallback(message: string) {
      fallback.textContent = message;
    },
  };
}
