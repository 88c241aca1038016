import {type DescentMap, NOT_YET} from "../../lab/descent-map.ts";
import {draggable} from "../drag/drag.ts";
import {labelledSlider} from "../drag/labelled-slider.ts";
import {announceInput, keepInputInside} from "../shared/announce.ts";
import {html, svg} from "../shared/element.ts";
import {liveRegion} from "../shared/live-region.ts";
import {numberText} from "../shared/number-text.ts";
import {watchWidth} from "../shared/watch-width.ts";
import {drawPhaseMap, legendTexts, PHASE_HEIGHT, phaseScale} from "./draw-phase-map.ts";
import {nearestIndex, outcome} from "./phase-grid.ts";

export interface PhaseMapOptions {
  /** Where to begin; the nearest of the map's is taken. Default α in the middle, μ 0. */
  rate?: number;
  momentum?: number;
  /** The least and the largest curvature of a quadratic: draws the limit α = (2 + 2μ)/λ. */
  curvatures?: readonly [number, number];
  /** What a screen reader calls the unit. */
  label?: string;
}

export interface PhaseMapValue {
  readonly rate: number;
  readonly momentum: number;
  /** Steps until arrived; undefined where the run has not arrived, or is still to come. */
  readonly iterations?: number;
  readonly outcome: string;
  /** The share of the map that is computed, 0 to 1. */
  readonly done: number;
}

export type PhaseMapElement = HTMLElement & {
  readonly value: PhaseMapValue;
  choose(rate: number, momentum: number): void;
  /** Settles when the whole map is drawn, or the unit has left the page. */
  readonly finished: Promise<void>;
};

/**
 * How many steps momentum needs, for every learning rate and momentum: choose one by a click, by arrow keys or by sliders.
 *
 *     view(phaseMap(descentMap({expression: "0.5*(x^2 + 20*y^2)", start: [-10, 1], target: 1e-3}), {curvatures: [1, 20]}))
 *
 * @param maps the maps as they come, each fuller than the one before
 */
export function phaseMap(maps: AsyncIterable<DescentMap>, options: PhaseMapOptions = {}): PhaseMapElement {
  const {rate = 0.05, momentum = 0, curvatures} = options;
  let map: DescentMap | undefined;
  let chosen: [number, number] = [0, 0];
  let width = 640;

  const scene = svg("g", {});
  const picture = svg("svg", {class: "plane-picture drag-picture phase-picture", role: "img"}, scene);
  const frame = html(
    "div",
    {
      class: "plane-frame phase-frame",
      role: "group",
      tabindex: 0,
      "aria-label": "Map of learning rate and momentum. Arrow keys choose.",
    },
    picture,
  );
  const progress = html("progress", {class: "run-progress", max: 1, value: 0, "aria-label": "Progress of the map"});
  const problem = html("p", {class: "unit-problem", role: "alert"});
  const reading = html("p", {class: "phase-reading"});
  const says = liveRegion("visually-hidden");
  const legend = html("p", {class: "phase-legend unit-note"});
  const sliders = html("div", {class: "phase-sliders"});
  const figures = html("div", {class: "race-figures", role: "group", tabindex: 0, "aria-label": "Table of the map"});
  const details = html(
    "details",
    {class: "unit-details", ontoggle: () => showTable()},
    html("summary", {}, "The map as a table"),
    figures,
  );
  const root = html(
    "div",
    {class: "unit phase-map", role: "group", "aria-label": options.label ?? "Steps by learning rate and momentum"},
    frame,
    legend,
    html("div", {class: "unit-row phase-row"}, reading, progress),
    problem,
    sliders,
    details,
    says.node,
  );
  keepInputInside(root);
  let rateSlider: ReturnType<typeof labelledSlider> | undefined;
  let momentumSlider: ReturnType<typeof labelledSlider> | undefined;

  frame.addEventListener("keydown", (event) => {
    const by = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]}[event.key];
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const far = event.shiftKey ? 5 : 1;
    take([chosen[0] + by[0]! * far, chosen[1] + by[1]! * far], true);
  });
  draggable<true>(picture, {
    grab(x, y) {
      frame.focus({preventScroll: true});
      if (map) take(phaseScale(map, width).cell(x, y));
      return true;
    },
    move(_, x, y) {
      if (map) take(phaseScale(map, width).cell(x, y));
    },
  });
  watchWidth(frame, (now) => {
    width = now;
    draw();
  });
  draw();

  let shown = false;
  const finished = (async () => {
    try {
      for await (const next of maps) {
        // Put on a page and taken off again: nobody waits for the rest.
        if (shown && !root.isConnected) return;
        shown ||= root.isConnected;
        arrive(next);
      }
    } catch (error) {
      problem.textContent = `The map cannot be drawn: ${(error as Error).message}`;
    }
  })();

  function arrive(next: DescentMap): void {
    const first = map === undefined;
    map = next;
    if (first) {
      chosen = [nearestIndex(next.rates, rate), nearestIndex(next.momenta, momentum)];
      rateSlider = labelledSlider({
        name: "learning rate α",
        symbol: "α",
        min: 0,
        max: next.rates.length - 1,
        step: 1,
        text: (i) => numberText(next.rates[i], 4),
        change: (i) => take([i, chosen[1]], true),
      });
      momentumSlider = labelledSlider({
        name: "momentum μ",
        symbol: "μ",
        min: 0,
        max: next.momenta.length - 1,
        step: 1,
        text: (j) => numberText(next.momenta[j], 3),
        change: (j) => take([chosen[0], j], true),
      });
      sliders.replaceChildren(rateSlider.node, momentumSlider.node);
      legend.replaceChildren(
        ...legendTexts(next.steps).map(([bin, text]) => html("span", {"data-bin": bin}, text)),
        ...(curvatures ? [html("span", {class: "phase-line"}, "α = (2 + 2μ)/λ")] : []),
      );
    }
    draw();
    if (first || next.progress.done === next.progress.total) announceInput(root);
  }

  function take([i, j]: readonly [number, number], spoken = false): void {
    if (!map) return;
    const next: [number, number] = [
      Math.min(map.rates.length - 1, Math.max(0, i)),
      Math.min(map.momenta.length - 1, Math.max(0, j)),
    ];
    if (next[0] === chosen[0] && next[1] === chosen[1]) return;
    chosen = next;
    draw();
    if (spoken) says.say(text());
    announceInput(root);
  }

  function count(): number {
    return map ? map.iterations[chosen[0] * map.momenta.length + chosen[1]]! : Number.NaN;
  }

  function text(): string {
    if (!map) return "No run yet.";
    return `α = ${numberText(map.rates[chosen[0]], 4)}, μ = ${numberText(map.momenta[chosen[1]], 3)}: ${outcome(count(), map.steps)}`;
  }

  function draw(): void {
    picture.setAttribute("viewBox", `0 0 ${width} ${PHASE_HEIGHT}`);
    picture.setAttribute("aria-label", `Steps until arrived, by learning rate and momentum. ${text()}`);
    reading.textContent = text();
    if (!map) return;
    scene.replaceChildren(drawPhaseMap(map, {width, chosen, curvatures}));
    const {done, total} = map.progress;
    progress.value = done / total;
    progress.hidden = done === total;
    rateSlider?.show(chosen[0]);
    momentumSlider?.show(chosen[1]);
    showTable();
  }

  function showTable(): void {
    if (!details.open || !map) {
      figures.replaceChildren();
      return;
    }
    const {rates, momenta, iterations, steps} = map;
    const some = (n: number, most: number) =>
      Array.from({length: Math.min(n, most)}, (_, k) => Math.round((k * (n - 1)) / (Math.min(n, most) - 1 || 1)));
    const columns = some(rates.length, 8);
    figures.replaceChildren(
      html(
        "table",
        {class: "unit-table"},
        html(
          "thead",
          {},
          html(
            "tr",
            {},
            html("th", {scope: "col"}, "μ \\ α"),
            ...columns.map((i) => html("th", {scope: "col", class: "figure"}, numberText(rates[i], 4))),
          ),
        ),
        html(
          "tbody",
          {},
          ...some(momenta.length, 11).map((j) =>
            html(
              "tr",
              {},
              html("th", {scope: "row"}, numberText(momenta[j], 3)),
              ...columns.map((i) =>
                html(
                  "td",
                  {class: "figure"},
                  outcome(iterations[i * momenta.length + j]!, steps).replace(/ steps?$/, ""),
                ),
              ),
            ),
          ),
        ),
      ),
    );
  }

  Object.defineProperty(root, "value", {
    get: (): PhaseMapValue => {
      const iterations = count();
      return {
        rate: map?.rates[chosen[0]] ?? rate,
        momentum: map?.momenta[chosen[1]] ?? momentum,
        ...(iterations >= 0 && iterations < NOT_YET && {iterations}),
        outcome: map ? outcome(iterations, map.steps) : "not computed yet",
        done: map ? map.progress.done / map.progress.total : 0,
      };
    },
  });
  const choose = (toRate: number, toMomentum: number): void => {
    if (map) take([nearestIndex(map.rates, toRate), nearestIndex(map.momenta, toMomentum)]);
  };
  return Object.assign(root, {choose, finished}) as HTMLElement as PhaseMapElement;
}
