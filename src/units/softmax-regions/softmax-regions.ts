import {draggable, nearest} from "../drag/drag.ts";
import {labelledSlider} from "../drag/labelled-slider.ts";
import {type Plane, plane} from "../points-editor/index.ts";
import {announceInput, keepInputInside} from "../shared/announce.ts";
import {html, svg} from "../shared/element.ts";
import {fixedText} from "../shared/number-text.ts";
import {stepping} from "../shared/stepping.ts";
import {watchWidth} from "../shared/watch-width.ts";
import {atPoint, type ClassifierState, onData} from "./classifier.ts";
import {drawScene} from "./draw.ts";
import {check, type SoftmaxRegionsElement, type SoftmaxRegionsOptions, type SoftmaxRegionsValue} from "./options.ts";
import {type Point, type Region, regionsOf} from "./regions.ts";
import {classKey, classSliders, STEP} from "./sliders.ts";
import {dataText, numbersTables, probeText, regionsText} from "./text.ts";

/** What one holds: the weight vector of a class, or the probe. */
type Handle = number | "probe";

const SIZE = 460;
const REACH = 22;
/** A phase of a path, for Shift and an arrow key. */
const STRIDE = 10;
let count = 0;

/**
 * A linear classifier of the plane into three classes: three weight vectors to drag, with biases; the region in which each
 * class has the largest score, deeper where it is surer (above 0.5, 0.7, 0.9); and a probe whose scores and probabilities
 * are told. With a `path`, such as the states of a training, the weights walk along it instead, step by step.
 *
 *     view(softmaxRegions({data: gauss({classes: 3, perClass: 25}, random(1).data), weights: [[1, 1], [-1, 1], [0, -1]]}))
 *
 * @throws {RangeError} for weights, biases, points or a path that do not fit
 */
export function softmaxRegions(options: SoftmaxRegionsOptions = {}): SoftmaxRegionsElement {
  check(options);
  const {data, path, range = 4, names = ["A", "B", "C"], pace = 160} = options;
  const points = data?.labels.length ?? 0;
  const steps = path ? path.length - 1 : 0;
  const stepper = stepping({
    step: options.step ?? 0,
    last: () => steps,
    phase: (step, direction) => step + direction * STRIDE,
    sentence,
    show() {
      state = path![stepper.step]!;
      show();
    },
    pace,
  });
  let state: ClassifierState = path
    ? path[stepper.step]!
    : {
        weights: options.weights ?? [
          [1.5, 0.5],
          [-1, 1.5],
          [-0.5, -1.5],
        ],
        biases: options.biases ?? [0, 0, 0],
      };
  let probe: Point | undefined = options.probe === null ? undefined : (options.probe ?? [1, 1]);
  let area: Plane = plane(SIZE, range);
  const clip = `sr-clip-${++count}`;

  const scene = svg("g", {});
  const picture = svg("svg", {class: "drag-picture points-picture sr-picture", role: "img"}, scene);
  const holder = html("div", {class: "points-frame", style: `max-width: ${SIZE}px`}, picture);
  const sliders = classSliders(names, range, (k, part, value) => moveClass(k, part, value));
  const probeSliders = ([0, 1] as const).map((axis) =>
    labelledSlider({
      name: `probe x${axis + 1}`,
      symbol: html("span", {}, "x", html("sub", {}, String(axis + 1))),
      min: -range,
      max: range,
      step: STEP,
      text: (value) => fixedText(value, 2),
      change: (value) => moveProbe(axis === 0 ? [value, probe![1]] : [probe![0], value]),
    }),
  );
  const says = html("p", {class: "sr-says"});
  const probeSays = html("p", {class: "sr-probe-says"});
  const tables = html("div", {});
  const root = html("div", {
    class: "unit softmax-regions",
    role: "group",
    "aria-label": options.title ?? "Three weight vectors and the regions of three classes",
  });
  if (path) stepper.attach(root);
  else keepInputInside(root);
  const aside = path
    ? html("div", {class: "sr-keys"}, ...names.map((name, k) => classKey(name, k)), tables)
    : sliders.node;
  root.append(
    html(
      "div",
      {class: "sr-columns"},
      html("div", {class: "sr-left"}, holder, says),
      html(
        "div",
        {class: "sr-right"},
        aside,
        probe
          ? html(
              "div",
              {class: "sr-probe-sliders"},
              html("span", {class: "sr-key"}, "probe"),
              ...probeSliders.map(({node}) => node),
            )
          : null,
        probe ? probeSays : null,
      ),
    ),
  );
  if (path) root.append(stepper.node, stepper.says.node);
  else root.append(html("details", {class: "unit-details"}, html("summary", {}, "The same in numbers"), tables));

  draggable<Handle>(picture, {
    grab(x, y) {
      const handles = [
        ...(path ? [] : state.weights.map((w, k) => ({handle: k as Handle, x: area.x(w[0]!), y: area.y(w[1]!)}))),
        ...(probe ? [{handle: "probe" as Handle, x: area.x(probe[0]), y: area.y(probe[1])}] : []),
      ];
      return nearest(handles, x, y, REACH);
    },
    move(handle, x, y) {
      const at = area.at(x, y);
      if (handle === "probe") moveProbe(at);
      else take({...state, weights: state.weights.map((w, k) => (k === handle ? at.map(onGrid) : w))});
    },
    keepsTouch: () => true,
  });
  watchWidth(holder, (now) => {
    area = plane(now, range);
    draw();
  });
  let regions: readonly Region[] = [];
  let result: ReturnType<typeof onData> | undefined;
  show();

  Object.defineProperty(root, "value", {get: value, enumerable: true});
  return Object.assign(root, {
    set(changed: Parameters<SoftmaxRegionsElement["set"]>[0]) {
      check(changed);
      const {weights = state.weights, biases = state.biases} = changed;
      if (path && (changed.weights || changed.biases)) {
        throw new RangeError("set(): the weights of a path are those of its steps; use goTo().");
      }
      if (changed.probe && probe) probe = [onGrid(changed.probe[0]), onGrid(changed.probe[1])];
      if (!path) state = {weights, biases};
      show();
      announceInput(root);
    },
    goTo(to: number) {
      if (!Number.isFinite(to)) {
        throw new RangeError(`goTo(): a step is a number from 0 to ${steps}, not ${String(to)}.`);
      }
      stepper.goTo(to);
    },
  }) as HTMLElement as SoftmaxRegionsElement;

  function onGrid(value: number): number {
    return Number((Math.round(Math.min(range, Math.max(-range, value)) / STEP) * STEP).toFixed(4)) || 0;
  }

  function moveClass(k: number, part: 0 | 1 | "bias", value: number): void {
    if (part === "bias") take({...state, biases: state.biases.map((b, i) => (i === k ? onGrid(value) : b))});
    else {
      const weights = state.weights.map((w, i) =>
        i === k ? w.map((old, at) => (at === part ? onGrid(value) : old)) : w,
      );
      take({...state, weights});
    }
  }

  function moveProbe(to: Point): void {
    const next: Point = [onGrid(to[0]), onGrid(to[1])];
    if (!probe || (next[0] === probe[0] && next[1] === probe[1])) return;
    probe = next;
    show();
    announceInput(root);
  }

  function take(next: ClassifierState): void {
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    show();
    announceInput(root);
  }

  function sentence(): string {
    return `Step ${stepper.step} of ${steps}. ${dataText(result, points)} ${regionsText(regions, names)}`;
  }

  function show(): void {
    regions = regionsOf(state, range);
    result = data && onData(state, data);
    sliders.show(state);
    says.textContent = `${dataText(result, points)} ${regionsText(regions, names)}`.trim();
    if (probe) {
      for (const [axis, slider] of probeSliders.entries()) slider.show(probe[axis]!);
      probeSays.textContent = probeText(probe, atPoint(state, probe), names);
    }
    tables.replaceChildren(numbersTables(state, regions, names, result));
    if (path) stepper.update();
    draw();
  }

  function draw(): void {
    picture.setAttribute("viewBox", `0 0 ${area.size} ${area.size}`);
    picture.setAttribute("height", String(area.size));
    const weights = names.map(
      (name, k) => `w of ${name} is (${state.weights[k]!.map((w) => fixedText(w, 2)).join(", ")})`,
    );
    picture.setAttribute(
      "aria-label",
      `${weights.join(", ")}. ${regionsText(regions, names)} ${dataText(result, points)}`.trim(),
    );
    scene.replaceChildren(
      drawScene(
        {
          ...{state, regions, names, data, clip, told: result?.told, movable: !path},
          probe: probe && {at: probe, ...atPoint(state, probe)},
        },
        area,
      ),
    );
  }

  function value(): SoftmaxRegionsValue {
    const at = probe && atPoint(state, probe);
    return {
      ...state,
      ...{probe, scores: at?.scores ?? [], probabilities: at?.probabilities ?? []},
      ...{
        loss: result?.loss,
        right: result?.right,
        accuracy: result?.accuracy,
        count: points,
        step: stepper.step,
        steps,
      },
    };
  }
}
