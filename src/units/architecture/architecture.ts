import {announceInput, keepInputInside} from "../shared/announce.ts";
import {html} from "../shared/element.ts";
import {keyAction} from "../shared/keys.ts";
import {liveRegion} from "../shared/live-region.ts";
import {countText} from "../shared/number-text.ts";
import {transport} from "../shared/transport.ts";
import {describeLayer} from "./describe-layer.ts";
import {dialFields} from "./dials.ts";
import {drawNetwork, type NetworkDrawing, NODE_HEIGHT, NODE_WIDTH} from "./draw-network.ts";
import type {Layer, LayerList} from "./layer.ts";
import {layerTable} from "./layer-table.ts";
import {type ArchitectureOptions, build, dialsOf, firstStep} from "./network.ts";
import type {LayerSummary} from "./shapes.ts";
import {describeStep, nextStop, phaseAt, pictureAt, type SweepPhase} from "./sweep.ts";
import {MARGIN, viewport} from "./viewport.ts";

export interface ArchitectureValue {
  /** Weights and biases, shared ones once; `null` while a problem leaves them open. */
  readonly parameters: number | null;
  /** Numbers that the forward pass computes, × batch. */
  readonly activations: number | null;
  /** Every layer with its shape and its own parameters, in the order of the list. */
  readonly layers: readonly LayerSummary[];
  readonly step: number;
  readonly phase: SweepPhase;
}

export type ArchitectureElement = HTMLElement & {readonly value: ArchitectureValue};

/** Milliseconds between two steps that play. */
const PACE = 420;

/**
 * A network drawn from its layer list, with shapes and parameter counts computed live and both passes to step through.
 * `.value` changes with the step and with the dials. `architecture(alexnet)` stands for `architecture(alexnet())`.
 */
export function architecture(
  network: readonly Layer[] | LayerList | (() => LayerList),
  options: ArchitectureOptions = {},
): ArchitectureElement {
  const list = typeof network === "function" ? network() : network;
  const dials = options.dials === false ? [] : dialsOf(list, options);
  const settings: Record<string, number> = Object.fromEntries(dials.map(({name, value}) => [name, value]));
  const title = options.label ?? (list as LayerList).title ?? "Network";

  let net = build(list, settings, options);
  let step = firstStep(net.steps, options.step);
  let selected: number | null = null;
  let drawing: NetworkDrawing;
  let rows: HTMLTableRowElement[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const total = html("p", {class: "architecture-total"});
  const problem = html("p", {class: "unit-problem", role: "alert"});
  const said = liveRegion("architecture-says");
  const picked = liveRegion("architecture-picked");
  const table = html("div", {class: "architecture-table-frame", tabindex: 0, role: "group", "aria-label": "Layers"});
  const summary = html("summary", {});
  const frame = viewport({
    label: title,
    pick: (target) => {
      const layer = target.closest("[data-layer]")?.getAttribute("data-layer");
      pick(layer === null || layer === undefined ? null : Number(layer));
    },
  });
  const bar = transport({goTo: (to) => goTo(to), togglePlay});
  const zoomButton = (name: string, sign: string, key: string, press: () => void) =>
    html(
      "button",
      {type: "button", class: "transport-button", "aria-label": name, title: `${name} (${key})`, onclick: press},
      sign,
    );
  const zooms = html(
    "div",
    {class: "architecture-zooms", role: "group", "aria-label": "Zoom"},
    zoomButton("Zoom out", "−", "−", () => frame.zoom(1 / 1.5)),
    zoomButton("Zoom in", "+", "+", () => frame.zoom(1.5)),
    zoomButton("Show all", "⤢", "0", () => frame.fit()),
  );
  const root = html(
    "div",
    {class: "unit architecture", role: "group", "aria-label": title},
    html("div", {class: "architecture-head"}, total, zooms),
    frame.node,
    bar.node,
    said.node,
    picked.node,
    problem,
    dials.length > 0 && dialFields(dials, turn),
    html(
      "p",
      {class: "unit-note"},
      "Press a layer for its sizes. Zoom: + and −, Ctrl and the wheel, or two fingers; 0 shows all. Move: drag, or arrows in the picture.",
    ),
    html("details", {class: "unit-details architecture-details"}, summary, table),
  );
  keepInputInside(root);
  root.addEventListener("keydown", onKey);

  function goTo(to: number | "first" | "previous" | "next" | "last") {
    const places = {first: 0, previous: step - 1, next: step + 1, last: net.steps.length - 1};
    move(typeof to === "number" ? to : places[to]);
  }

  /** One step that the reader took: it is said; playing stops. */
  function move(to: number) {
    pause();
    const next = Math.min(net.steps.length - 1, Math.max(0, to));
    if (next === step) return refresh("off");
    step = next;
    refresh("polite");
    announceInput(root);
  }

  function togglePlay() {
    if (timer !== undefined) {
      pause();
      refresh("off");
      return;
    }
    if (step === net.steps.length - 1) step = 0;
    tick();
  }

  function tick() {
    // A unit that has left the page does not go on.
    timer = setTimeout(() => (root.isConnected ? tick() : pause()), PACE);
    step++;
    if (step >= net.steps.length - 1) {
      step = net.steps.length - 1;
      pause();
    }
    refresh("off");
    announceInput(root);
  }

  function pause() {
    clearTimeout(timer);
    timer = undefined;
  }

  function pick(layer: number | null) {
    selected = layer === selected ? null : layer;
    picked.node.hidden = selected === null;
    if (selected !== null) picked.say(describeLayer(net.layers[selected]!, net.summaries, net.batch));
    refresh("off");
    if (selected !== null) frame.reveal(net.layout.nodes[selected]!, {width: NODE_WIDTH, height: NODE_HEIGHT});
  }

  function turn(name: string, value: number) {
    pause();
    settings[name] = value;
    const end = step === net.steps.length - 1;
    net = build(list, settings, options);
    step = end ? net.steps.length - 1 : Math.min(step, net.steps.length - 1);
    if (selected !== null && selected >= net.layers.length) selected = null;
    rebuild();
    if (selected !== null) picked.node.textContent = describeLayer(net.layers[selected]!, net.summaries, net.batch);
    announceInput(root);
  }

  /** New layers: everything that does not depend on the step. */
  function rebuild() {
    drawing = drawNetwork(net);
    frame.show(drawing.node, net.layout);
    const {parameters, activations} = net.totals;
    total.replaceChildren(
      html("strong", {class: "architecture-parameters"}, countText(parameters)),
      " parameters, ",
      html("strong", {class: "architecture-activations"}, countText(activations)),
      " activations, ",
      html("strong", {}, String(net.layers.length)),
      " layers",
    );
    summary.textContent = `All ${net.layers.length} layers as a table`;
    const made = layerTable(net.summaries, net.totals, net.batch, pick);
    rows = made.rows;
    table.replaceChildren(made.node);
    const wrong = net.summaries.find((layer) => layer.problem)?.problem ?? "";
    if (problem.textContent !== wrong) problem.textContent = wrong;
    refresh("off");
  }

  function refresh(voice: "polite" | "off") {
    const sentence = describeStep(net.summaries, net.steps, step, net.batch);
    drawing.update(pictureAt(net.summaries, net.steps, step), selected);
    bar.update({step, steps: net.steps.length - 1, playing: timer !== undefined, sentence});
    said.node.setAttribute("aria-live", voice);
    if (said.node.textContent !== sentence) said.say(sentence);
    said.node.dataset.phase = net.steps[step]!.phase;
    const current = net.steps[step]!.layer;
    rows.forEach((row, index) => {
      if (index === current) row.setAttribute("aria-current", "step");
      else row.removeAttribute("aria-current");
      row.toggleAttribute("data-selected", index === selected);
    });
    if (current !== undefined) frame.reveal(net.layout.nodes[current]!, {width: NODE_WIDTH, height: NODE_HEIGHT});
  }

  function onKey(event: KeyboardEvent) {
    const typing = event.target instanceof HTMLInputElement;
    if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const zoom = {"+": 1.5, "=": 1.5, "-": 1 / 1.5, "−": 1 / 1.5}[event.key];
      if (zoom !== undefined || event.key === "0") {
        event.preventDefault();
        if (zoom === undefined) frame.fit();
        else frame.zoom(zoom);
        return;
      }
    }
    const action = keyAction(event);
    if (!action) return;
    event.preventDefault();
    if (action === "play") togglePlay();
    else if (action === "nextPhase" || action === "previousPhase")
      move(nextStop(net.steps, step, action === "nextPhase" ? 1 : -1));
    else goTo(action);
  }

  Object.defineProperty(root, "value", {
    get: (): ArchitectureValue => ({
      ...net.totals,
      layers: net.summaries,
      step,
      phase: phaseAt(net.steps, step),
    }),
  });
  picked.node.hidden = true;
  // The frame takes its shape from the first picture and keeps it: a dial must not move itself away from the hand.
  frame.node.style.setProperty(
    "--architecture-aspect",
    String((net.layout.height + 2 * MARGIN) / (net.layout.width + 2 * MARGIN)),
  );
  rebuild();
  return root as HTMLElement as ArchitectureElement;
}
