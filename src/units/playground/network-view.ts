import {FEATURE_TEXT, type FeatureName} from "../../lab/playground/features.ts";
import {ALL_FEATURES, featureMaps} from "../../lab/playground/heatmaps.ts";
import {MOST_LAYERS, MOST_UNITS} from "../../lab/playground/state.ts";
import {html} from "../shared/element.ts";
import {countText} from "../shared/number-text.ts";
import {columnHeader} from "./column-header.ts";
import {featureButton, type MapButton, mapButton, roveOverMaps} from "./map-button.ts";
import {type Actions, type Moment, type UnitPlace, unitName} from "./moment.ts";
import {NETWORK_HEIGHT, networkLayout} from "./network-layout.ts";
import {fitCanvas, paintLevels} from "./paint-map.ts";
import {drawWires, type Wire, wireAt, wiresOf} from "./wires.ts";

export interface NetworkView {
  readonly node: HTMLElement;
  /** Puts everything in its place, as after a change of the network or of the width. */
  arrange(moment: Moment): void;
  /** Paints the numbers of the moment. */
  paint(moment: Moment): void;
  /** Paints the features' pictures, as after a change of theme. */
  paintFeatures(moment: Moment): void;
}

/** Cells to a side of a feature's picture, which never changes. */
const DENSITY = 50;

/** The network as it is drawn: features, hidden layers, outputs, and a wire for each weight. */
export function networkView(actions: Actions, focusWeight: (wire: Wire) => void): NetworkView {
  const maps = featureMaps(ALL_FEATURES, DENSITY);
  const wiresCanvas = html("canvas", {class: "pg-wires", "aria-hidden": "true"});
  const features = ALL_FEATURES.map((name) => featureButton(name, FEATURE_TEXT[name]));
  for (const [i, button] of features.entries()) {
    const name = ALL_FEATURES[i]!;
    button.onPress(() => toggle(name));
    button.onPeek((on) => actions.peek(on ? name : undefined));
  }
  const headers = Array.from({length: MOST_LAYERS}, (_, column) => columnHeader(column, (by) => resize(column, by)));
  /** Buttons by column and unit, made when they are needed and kept for when they come back. */
  const units: MapButton[][] = [];
  const board = html(
    "div",
    {class: "pg-board", style: `height: ${NETWORK_HEIGHT}px`},
    wiresCanvas,
    ...features.map(({node}) => node),
  );
  const frame = html("div", {class: "pg-frame", role: "group", "aria-label": "Network"}, board);
  const layersField = layerCount((by) => {
    const {hidden} = now.state;
    actions.set({hidden: by > 0 ? [...hidden, hidden.at(-1) ?? 2] : hidden.slice(0, -1)});
  });
  const count = html("p", {class: "unit-note pg-count"});
  const node = html(
    "section",
    {class: "pg-network", "aria-label": "Network"},
    html("div", {class: "pg-network-head"}, layersField.node, count),
    frame,
  );
  let now: Moment;
  let wires: Wire[] = [];
  let outputs = 1;
  let layout = networkLayout({hidden: []}, 1, 400);
  roveOverMaps(board, () => [
    features.map(({node}) => node),
    ...shownUnits().map((list) => list.map(({node}) => node)),
  ]);

  wiresCanvas.addEventListener("click", (event) => {
    const wire = wireAt(wires, event.offsetX, event.offsetY);
    if (!wire) return;
    actions.select(wire.target);
    focusWeight(wire);
  });

  return {
    node,
    arrange(moment) {
      now = moment;
      const {state, run} = moment;
      // While a new run is being opened, the old picture stays: nothing blinks.
      outputs = run?.head.outputs ?? outputs;
      layout = networkLayout(state, outputs, Math.floor(frame.clientWidth || 460));
      board.style.width = `${layout.width}px`;
      for (const [i, button] of features.entries()) {
        button.move(layout.featureX, layout.featureY(i));
        button.press(state.features.includes(ALL_FEATURES[i]!));
      }
      for (const [column, header] of headers.entries()) {
        header.show(state.hidden[column]);
        if (column < state.hidden.length) header.node.style.left = `${layout.columnX[column]! - 9}px`;
        if (!header.node.isConnected && column < state.hidden.length) board.append(header.node);
      }
      arrangeUnits([...state.hidden, outputs], moment);
      layersField.show(state.hidden.length);
      if (run) count.textContent = `${countText(run.plan.length)} weights and biases`;
      wires = wiresOf(
        moment,
        layout,
        state.features.map((name) => ALL_FEATURES.indexOf(name)),
      );
    },
    paint(moment) {
      now = moment;
      const {snapshot, palette, run} = moment;
      if (!snapshot || !run) return;
      const context = fitCanvas(wiresCanvas, layout.width, NETWORK_HEIGHT);
      wiresCanvas.style.width = `${layout.width}px`;
      if (context) drawWires(context, wires, moment);
      const {density, units: levels, outputs: outputLevels, decision} = snapshot.maps;
      const cells = density * density;
      let from = 0;
      const shown = shownUnits();
      for (const [column, list] of shown.entries()) {
        const isOutput = column === shown.length - 1;
        const ramp = (unit: number) =>
          isOutput && decision ? (moment.palette.sure[unit] ?? palette.ramp) : palette.ramp;
        if (isOutput) from = 0;
        for (const [unit, {canvas}] of list.entries()) {
          const map = (isOutput ? outputLevels : levels).subarray(from, from + cells);
          const isProbability = isOutput && decision && run.head.loss === "softmax";
          paintLevels(canvas, density, isProbability ? stretched(map) : map, ramp(unit));
          from += cells;
        }
      }
    },
    paintFeatures({palette}) {
      const cells = DENSITY * DENSITY;
      for (const [i, {canvas}] of features.entries())
        paintLevels(canvas, DENSITY, maps.subarray(i * cells, (i + 1) * cells), palette.ramp);
    },
  };

  function toggle(name: FeatureName): void {
    const {features} = now.state;
    const next = features.includes(name) ? features.filter((other) => other !== name) : [...features, name];
    if (next.length === 0) actions.say("A network needs at least one feature, so this one stays.");
    else actions.set({features: ALL_FEATURES.filter((feature) => next.includes(feature))});
  }

  function resize(column: number, by: number): void {
    const hidden = now.state.hidden.map((units, i) => (i === column ? units + by : units));
    if (hidden[column]! >= 1 && hidden[column]! <= MOST_UNITS) actions.set({hidden});
  }

  function shownUnits(): MapButton[][] {
    return units.map((list) => list.filter(({node}) => node.isConnected)).filter((list) => list.length > 0);
  }

  function arrangeUnits(counts: readonly number[], moment: Moment): void {
    // The output keeps its buttons when a layer comes or goes before it: its column is the last of the list.
    for (let column = 0; column <= MOST_LAYERS; column++) units[column] ??= [];
    for (const [slot, list] of units.entries()) {
      const column = slot === MOST_LAYERS ? counts.length - 1 : slot;
      const wanted = slot === MOST_LAYERS ? counts.at(-1)! : slot < counts.length - 1 ? counts[slot]! : 0;
      for (const {node} of list.slice(wanted)) node.remove();
      for (let unit = 0; unit < wanted; unit++) {
        const button = (list[unit] ??= unitButton(slot, unit));
        if (!button.node.isConnected) board.append(button.node);
        const place: UnitPlace = {column, unit};
        button.move(layout.columnX[column]!, layout.unitY(place));
        button.name(unitName(place, moment));
        const {selected} = moment;
        button.press(selected?.column === column && selected.unit === unit);
      }
    }
  }

  function unitButton(slot: number, unit: number): MapButton {
    const place = (): UnitPlace => ({column: slot === MOST_LAYERS ? now.state.hidden.length : slot, unit});
    const button = mapButton("pg-unit");
    button.onPress(() => actions.select(place()));
    button.onPeek((on) => actions.peek(on ? place() : undefined));
    return button;
  }
}

/** Probabilities come as levels 127 … 254. */
function stretched(levels: Uint8Array): Uint8Array {
  return levels.map((level) => (level === 255 ? 255 : Math.max(0, 2 * (level - 127))));
}

/** How many hidden layers there are, with a button for one less and one for one more. */
function layerCount(change: (by: 1 | -1) => void) {
  const text = html("span", {class: "pg-layer-count"});
  const press = (button: HTMLButtonElement, by: 1 | -1) =>
    button.getAttribute("aria-disabled") !== "true" && change(by);
  const less: HTMLButtonElement = html(
    "button",
    {
      type: "button",
      class: "pg-small-button",
      "aria-label": "Remove the last hidden layer",
      onclick: () => press(less, -1),
    },
    "−",
  );
  const more: HTMLButtonElement = html(
    "button",
    {type: "button", class: "pg-small-button", "aria-label": "Add a hidden layer", onclick: () => press(more, 1)},
    "+",
  );
  return {
    node: html("div", {class: "pg-layers"}, less, more, text),
    show(layers: number) {
      text.textContent = layers === 1 ? "1 hidden layer" : `${layers} hidden layers`;
      less.setAttribute("aria-disabled", String(layers === 0));
      more.setAttribute("aria-disabled", String(layers === MOST_LAYERS));
    },
  };
}
