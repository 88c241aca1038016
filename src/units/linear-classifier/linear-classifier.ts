import {classificationAccuracy, logLikelihood} from "../../core/objectives/index.ts";
import {labelledSlider} from "../drag/labelled-slider.ts";
import {countText, pointsEditor} from "../points-editor/index.ts";
import {announceInput, keepInputInside} from "../shared/announce.ts";
import {html} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {stepping} from "../shared/stepping.ts";
import {drawArrow, drawSides} from "./draw-line.ts";
import {countJumps, objective, type Weights} from "./objective.ts";
import {
  check,
  type LinearClassifierElement,
  type LinearClassifierOptions,
  type LinearClassifierValue,
} from "./options.ts";
import {panels} from "./panels.ts";
import {isWrong, resultText, sliceTable, stepText} from "./text.ts";

/** Weights come in steps of this size when the reader moves them. */
const STEP = 0.01;
/** A search is a long walk: faster than the steps of a circuit. */
const PACE = 260;

let count = 0;

/**
 * A linear classifier of the plane, sign(wᵀf): data and separating line, and beside them what its objectives do as the
 * weights change, as slices along w₁ or as surfaces over both weights. Weights and points are the reader's to move; with a
 * `path` the weights walk along it instead, step by step.
 *
 *     view(linearClassifier({points, weights: [-2, 1], objectives: ["accuracy", "log-likelihood"]}))
 *
 * @throws {RangeError} for points, weights or a path that cannot be shown
 */
export function linearClassifier(options: LinearClassifierOptions): LinearClassifierElement {
  check(options);
  const {path, objectives = ["accuracy"], range = 4, shading = "sign", edit = path === undefined} = options;
  const steps = path ? path.length - 1 : 0;
  let view = options.view ?? "slice";
  const stepper = stepping({
    step: options.step ?? 0,
    last: () => steps,
    phase: change,
    sentence: stepSentence,
    show() {
      weights = weightsAt(stepper.step);
      editor.redraw();
      show();
    },
    pace: PACE,
  });
  let weights: Weights = path ? weightsAt(stepper.step) : (options.weights ?? [-2, 1]);
  const free = path ? [] : options.move === "w1" ? ([0] as const) : ([0, 1] as const);
  const clip = `lc-clip-${++count}`;

  const editor = pointsEditor({
    points: options.points,
    edit,
    size: 440,
    label: (points) =>
      `${countText(points)}. The line where the score is 0. ${resultText(weights, points, objectives)}`,
    below: (area) => drawSides(weights, area, shading, clip),
    above: (area) => drawArrow(weights, area, free.length > 0),
    wrong: (point) => isWrong(weights, point),
    marked: () => path?.[stepper.step]?.sample,
    ...(free.length > 0 && {
      handle: {at: () => weights, move: (at: [number, number]) => moveTo(free.length > 1 ? at : [at[0], weights[1]])},
    }),
  });
  const sliders = ([0, 1] as const).map((axis) =>
    labelledSlider({
      name: `weight w${axis + 1}`,
      symbol: html("span", {}, "w", html("sub", {}, String(axis + 1))),
      min: -range,
      max: range,
      step: STEP,
      change: (value) => moveTo(axis === 0 ? [value, weights[1]] : [weights[0], value]),
    }),
  );
  const says = html("p", {class: "lc-says"});
  // What plays is seen, and not spoken.
  const did = html("p", {class: "lc-step-says"});
  const table = html("div", {});
  const right = panels({
    objectives,
    view,
    switchable: options.views ?? true,
    ...(free.length > 0 && {move: (to: Weights) => moveTo(free.length > 1 ? to : [to[0], weights[1]])}),
    changed(next) {
      view = next;
      show();
      announceInput(root);
    },
  });
  const root = html("div", {
    class: "unit linear-classifier",
    "data-alone": objectives.length === 0,
    role: "group",
    "aria-label": options.label ?? "A linear classifier and its objectives",
  });
  if (path) stepper.attach(root);
  else keepInputInside(root);
  root.append(
    html(
      "div",
      {class: "lc-columns"},
      html("div", {class: "lc-data"}, editor),
      html(
        "div",
        {class: "lc-side-column"},
        ...(objectives.length > 0 ? [right.node] : []),
        html("div", {class: "lc-weights"}, ...free.map((axis) => sliders[axis]!.node)),
        says,
      ),
    ),
  );
  if (path) root.append(stepper.node, did, stepper.says.node);
  root.append(html("details", {class: "unit-details"}, html("summary", {}, "The same in numbers"), table));
  editor.addEventListener("input", () => {
    show();
    announceInput(root);
  });
  show();

  Object.defineProperty(root, "value", {get: value, enumerable: true});
  return Object.assign(root, {
    set({w1 = weights[0], w2 = weights[1]}: Partial<{w1: number; w2: number}>) {
      if (path) throw new RangeError("set(): the weights of a path are those of its steps; use goTo().");
      check({points: options.points, weights: [w1, w2]});
      moveTo([w1, w2]);
    },
    goTo(to: number) {
      if (!Number.isFinite(to))
        throw new RangeError(`goTo(): a step is a number from 0 to ${steps}, not ${String(to)}.`);
      stepper.goTo(to);
    },
  }) as HTMLElement as LinearClassifierElement;

  function weightsAt(at: number): Weights {
    const [w1, w2] = path![at]!.weights;
    return [w1!, w2 ?? options.weights?.[1] ?? 1];
  }

  function moveTo(to: Weights): void {
    const [w1, w2] = to.map((w) => Math.round(Math.min(range, Math.max(-range, w)) / STEP) * STEP || 0);
    const next = [Number(w1!.toFixed(4)), Number(w2!.toFixed(4))] as const;
    if (next[0] === weights[0] && next[1] === weights[1]) return;
    weights = next;
    editor.redraw();
    show();
    announceInput(root);
  }

  /** The next step, or the one before, at which the weights move. */
  function change(step: number, way: 1 | -1): number {
    let at = step + way;
    while (at > 0 && at < steps && path![at]!.accepted !== true && path![at]!.mistake !== true) at += way;
    return at;
  }

  function didText(): string {
    const first = objectives[0];
    const whole = first && objectives.length === 1 ? objective(first) : undefined;
    return stepText(path![stepper.step]!, stepper.step, editor.value, whole);
  }

  function stepSentence(): string {
    return `Step ${stepper.step} of ${steps}. ${didText()}`;
  }

  function show(): void {
    const points = editor.value;
    const trail = path ? path.slice(0, stepper.step + 1) : [];
    right.draw({weights, points, trail, range}, view);
    const result = resultText(weights, points, objectives);
    for (const [axis, slider] of sliders.entries()) {
      slider.show(weights[axis]!);
      // Who cannot see the figures hears what a move has brought.
      slider.node.querySelector("input")!.setAttribute("aria-valuetext", `${numberText(weights[axis], 2)}. ${result}`);
    }
    const jumps =
      objectives.includes("accuracy") && view === "slice" ? countJumps(weights[1], range, points) : undefined;
    says.textContent =
      result +
      (jumps === undefined ? "" : ` Along the slice the accuracy jumps ${jumps} times, and is level in between.`);
    table.replaceChildren(sliceTable(objectives, weights[1], range, points));
    if (!path) return;
    did.textContent = didText();
    stepper.update();
  }

  function value(): LinearClassifierValue {
    const points = editor.value;
    const accuracy = classificationAccuracy(weights, points);
    return {
      weights,
      points,
      accuracy,
      right: Math.round(accuracy * points.length),
      logLikelihood: logLikelihood(weights, points),
      jumps: countJumps(weights[1], range, points),
      ...{view, step: stepper.step, steps},
    };
  }
}
