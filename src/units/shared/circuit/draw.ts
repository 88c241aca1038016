import {setAttribute, svg} from "../element.ts";
import {textWidth} from "../measure.ts";
import type {Format} from "../number-text.ts";
import type {CircuitLayout, PlacedNode, Point} from "./layout.ts";
import type {CircuitModel, ModelNode} from "./model.ts";
import {gradientName} from "./model.ts";
import {gateName, splitName} from "./names.ts";
import type {PictureState} from "./state.ts";
import {symbolText} from "./symbols.ts";

/** A drawn circuit. `update` changes only what differs from the state before. */
export interface Drawing {
  node: SVGSVGElement;
  /** The nodes' groups in topological order, for a roving focus. */
  groups: SVGGElement[];
  update(state: PictureState, format: Format): void;
}

/** How far the backward line runs beside the forward one. */
const ASIDE = 5;

export function drawCircuit(model: CircuitModel, layout: CircuitLayout): Drawing {
  const scene = svg("svg", {
    class: "circuit-picture",
    viewBox: `0 0 ${layout.width} ${layout.height}`,
    width: layout.width,
    height: layout.height,
    role: "group",
    "aria-label": "Nodes of the circuit",
    "data-direction": layout.direction,
  });
  const aside = layout.direction === "right" ? `translate(0 ${ASIDE})` : `translate(${-ASIDE} 0)`;
  const updates: ((state: PictureState, format: Format) => void)[] = [];

  const wires = svg("g", {class: "circuit-wires", "aria-hidden": "true"});
  // All bands of light lie below all wires.
  const halos = svg("g", {"aria-hidden": "true"});
  const halo = (id: string, d: string, active: (state: PictureState) => string | null) => {
    const path = svg("path", {class: "circuit-halo", "data-node": id, d});
    halos.append(path);
    updates.push((state) => set(path, "data-active", active(state)));
  };
  for (const wire of layout.wires) {
    const group = svg("g", {class: "circuit-wire", "data-node": wire.from, "data-wire": wire.key});
    const branches = layout.nodes.get(wire.from)!.branch;
    group.append(
      svg("path", {class: "circuit-forward", d: wire.path}),
      svg("path", {class: "circuit-backward", d: wire.path, transform: aside}),
      svg("path", {class: "circuit-hit", d: wire.path}),
    );
    if (branches) group.append(arrowBack(wire.points[0]!, layout.direction, aside));
    wires.append(group);
    updates.push((state) => {
      set(group, "data-value", wire.from in state.values ? "known" : null);
      set(group, "data-flow", wire.key in state.flows ? "known" : null);
    });
    halo(wire.from, wire.path, (state) => activeWire(state, wire.key, wire.to));
  }

  const groups: SVGGElement[] = [];
  const nodes = svg("g", {class: "circuit-nodes"});
  for (const node of model.nodes) {
    const placed = layout.nodes.get(node.id)!;
    const {group, update} = drawNode(model, node, placed, layout, aside);
    const {from, to} = placed.stub;
    halo(node.id, `M${from.x},${from.y}L${to.x},${to.y}`, (state) => activeStub(state, node.id));
    nodes.append(group);
    groups.push(group);
    updates.push(update);
  }
  scene.append(halos, wires, drawOutput(model, layout, updates), nodes);
  return {
    node: scene,
    groups,
    update: (state, format) => {
      for (const update of updates) update(state, format);
    },
  };
}

function drawNode(model: CircuitModel, node: ModelNode, placed: PlacedNode, layout: CircuitLayout, aside: string) {
  const {symbol, stub} = placed;
  const group = svg("g", {
    class: "circuit-node",
    "data-node": node.id,
    "data-kind": node.kind,
    role: "img",
    tabindex: -1,
  });
  const line = `M${stub.from.x},${stub.from.y}L${stub.to.x},${stub.to.y}`;
  const radius = node.kind === "gate" ? Math.min(symbol.width, symbol.height) / 2 : 6;
  group.append(
    svg("path", {class: "circuit-forward", d: line}),
    svg("path", {class: "circuit-backward", d: line, transform: aside}),
    svg("path", {class: "circuit-hit", d: line}),
    arrowBack(stub.from, layout.direction, aside),
    svg("rect", {class: "circuit-symbol", ...symbol, rx: radius}),
    symbolLabel(node, symbol.x + symbol.width / 2, symbol.y + symbol.height / 2),
  );
  if (placed.branch)
    group.append(svg("circle", {class: "circuit-branch", cx: placed.branch.x, cy: placed.branch.y, r: 4}));
  if (placed.name) {
    const {x, y, width, height} = placed.name;
    group.append(nameText(node.label, x + width / 2, y + height / 2, "circuit-name"));
  }
  const labelled = node.kind !== "constant";
  const value = labelText("circuit-value", placed.value);
  const gradient = labelText("circuit-gradient", placed.gradient);
  if (labelled) group.append(value.group, gradient.group);
  let last: unknown[] = [];
  const update = (state: PictureState, format: Format) => {
    const seen = [
      state.values[node.id],
      state.gradients[node.id],
      state.arrivals[node.id],
      activeNode(state, node.id),
      format,
    ];
    if (seen.every((one, i) => Object.is(one, last[i])) && last.length > 0) return;
    last = seen;
    const shown = format(state.values[node.id]);
    const slope = format(state.gradients[node.id]);
    if (labelled) {
      value.write(shown);
      gradient.write(`∂\u2009${slope}`);
    }
    set(group, "data-value", node.id in state.values ? "known" : null);
    set(
      group,
      "data-gradient",
      node.id in state.gradients ? (isComplete(model, node, state) ? "complete" : "partial") : null,
    );
    set(group, "data-active", activeNode(state, node.id));
    set(group, "aria-label", nodeDescription(model, node, shown, slope));
  };
  return {group, update};
}

/** A node in words: "q, add gate: value 3, ∂f/∂q = −4". */
function nodeDescription(model: CircuitModel, node: ModelNode, value: string, gradient: string): string {
  const said = (text: string) => (text === "?" ? "not computed yet" : text);
  if (node.kind === "constant") return `constant ${node.label}`;
  const what = node.kind === "gate" ? `, ${gateName(node.op).toLowerCase()}` : ", input";
  return `${node.label}${what}: value ${said(value)}, ${gradientName(model, node.id)} ${said(gradient)}`;
}

/** A gradient is complete when every reader has sent its own. */
function isComplete(model: CircuitModel, node: ModelNode, state: PictureState): boolean {
  return node.id === model.output || (state.arrivals[node.id] ?? 0) >= node.readers;
}

function drawOutput(
  model: CircuitModel,
  layout: CircuitLayout,
  updates: ((state: PictureState, format: Format) => void)[],
) {
  const {from, to, name} = layout.output;
  const group = svg("g", {class: "circuit-output", "data-node": model.output, "aria-hidden": "true"});
  const right = layout.direction === "right";
  group.append(
    svg("path", {class: "circuit-forward", d: `M${from.x},${from.y}L${to.x},${to.y}`}),
    svg("path", {
      class: "circuit-arrow",
      d: right ? `M${to.x - 8},${to.y - 5}l9,5l-9,5z` : `M${to.x - 5},${to.y - 8}l5,9l5,-9z`,
    }),
    nameText(model.outputName, name.x, name.y, "circuit-name", right ? "start" : "middle"),
  );
  updates.push((state) => set(group, "data-value", model.output in state.values ? "known" : null));
  return group;
}

/** The head of the backward line: a small triangle that points upstream. */
function arrowBack({x, y}: Point, direction: CircuitLayout["direction"], transform: string): SVGPathElement {
  const d = direction === "right" ? `M${x + 1},${y}l8,-4v8z` : `M${x},${y + 1}l-4,8h8z`;
  return svg("path", {class: "circuit-arrow-back", d, transform});
}

function symbolLabel(node: ModelNode, x: number, y: number): SVGTextElement {
  if (node.kind === "gate") return svg("text", {class: "circuit-op", x, y, dy: "0.36em"}, symbolText(node));
  if (node.kind === "constant" && !node.named)
    return svg("text", {class: "circuit-op", x, y, dy: "0.36em"}, node.label);
  return nameText(node.label, x, y, "circuit-input");
}

/** A name as mathematics writes it: letters in italics, the index lowered. */
function nameText(name: string, x: number, y: number, className: string, anchor = "middle"): SVGTextElement {
  const [base, subscript] = splitName(name);
  const text = svg("text", {class: className, x, y, dy: "0.3em", "text-anchor": anchor}, base);
  if (subscript) text.append(svg("tspan", {class: "circuit-subscript", dy: "0.28em"}, subscript));
  return text;
}

interface Label {
  group: SVGGElement;
  write(text: string): void;
}

/** A label with a ground behind it that shows while it is the step's subject. */
function labelText(className: string, box: {x: number; y: number; width: number; height: number}): Label {
  const text = svg("text", {x: box.x + 2, y: box.y + box.height - 4});
  const ground = svg("rect", {
    class: "circuit-ground",
    x: box.x - 2,
    y: box.y,
    height: box.height,
    rx: 4,
  });
  const group = svg("g", {class: className, "aria-hidden": "true"}, ground, text);
  let last: string | undefined;
  return {
    group,
    write(shown) {
      if (shown === last) return;
      text.textContent = shown;
      // As wide as this text, although room is kept for the widest that will ever stand here.
      set(ground, "width", String(Math.min(box.width, textWidth(shown)) + 4));
      if (last?.endsWith("?") || shown.endsWith("?") || last === undefined)
        set(group, "data-known", shown.endsWith("?") ? null : "");
      last = shown;
    },
  };
}

function activeWire({current}: PictureState, key: string, to: string): string | null {
  if (current?.phase === "forward") return current.node === to ? "forward" : null;
  return current?.phase === "backward" && current.wire === key ? "backward" : null;
}

/** A node's own wire lights up when its value is computed, and when a gradient arrives. */
function activeStub({current}: PictureState, id: string): string | null {
  if (!current) return null;
  if (current.phase === "backward") return current.input === id ? "backward" : null;
  return current.node === id ? (current.phase === "seed" ? "backward" : "forward") : null;
}

/** The part that a node plays in the current step. */
function activeNode({current}: PictureState, id: string): string | null {
  if (!current) return null;
  if (current.node === id) return current.phase === "backward" ? "upstream" : current.phase;
  return current.phase === "backward" && current.input === id ? "downstream" : null;
}

const written = new WeakMap<Element, Map<string, string | null>>();

/** Sets an attribute only if it changes: a step on a large circuit must touch few elements. */
function set(element: Element, name: string, value: string | null): void {
  let known = written.get(element);
  if (!known) written.set(element, (known = new Map()));
  if (known.get(name) === value) return;
  known.set(name, value);
  setAttribute(element, name, value);
}
