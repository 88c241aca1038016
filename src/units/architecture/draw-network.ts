import {setAttribute, svg} from "../shared/element.ts";
import {textWidth} from "../shared/measure.ts";
import {countText} from "../shared/number-text.ts";
import {shortText} from "./describe-layer.ts";
import type {Layer} from "./layer.ts";
import type {NetworkLayout} from "./network-layout.ts";
import {type LayerSummary, shapeText} from "./shapes.ts";
import type {Picture, Wire} from "./sweep.ts";

export const NODE_WIDTH = 124;
export const NODE_HEIGHT = 76;

/** Type sizes and base lines in the drawing's units, as in the style sheet. */
const NAME_SIZE = 14;
const TEXT_SIZE = 12.5;
const ROWS = [18, 34.5, 51, 67.5];
const LEFT = 10;
/** How far the backward line runs beside the forward one. */
const ASIDE = 6;

export interface NetworkDrawing {
  node: SVGGElement;
  update(picture: Picture, selected: number | null): void;
}

export interface Drawn {
  layers: readonly Layer[];
  summaries: readonly LayerSummary[];
  wires: readonly Wire[];
  layout: NetworkLayout;
  batch: number;
}

/** Draws a network once; `update` changes only what a step changes. Layers carry `data-layer`, their place in the list. */
export function drawNetwork({layers, summaries, wires, layout, batch}: Drawn): NetworkDrawing {
  const columns = layout.columns.map(({name, x, y, width, height}) =>
    svg(
      "g",
      {class: "architecture-column"},
      svg("rect", {x: x - 12, y: y - 6, width: width + 24, height: layout.height - y + 16, rx: 10}),
      svg("text", {x: x + width / 2, y: y + 14, "text-anchor": "middle", "data-height": height}, name),
    ),
  );
  const lines = wires.map(({from, to}, index) => {
    const d = layout.paths[index]!;
    const forward = svg("path", {class: "architecture-forward", d});
    // Beside the forward line, as in a circuit.
    const inside = layers[from]!.group === layers[to]!.group;
    const transform = inside && layout.columns.length > 0 ? `translate(${ASIDE} 0)` : `translate(0 ${ASIDE})`;
    const backward = svg("path", {class: "architecture-backward", d, transform});
    return {group: svg("g", {class: "architecture-wire"}, forward, backward)};
  });
  const nodes = layers.map((layer, index) => drawLayer(layer, summaries[index]!, index, layout.nodes[index]!, batch));
  const node = svg(
    "g",
    {},
    svg("g", {}, ...columns),
    svg("g", {}, ...lines.map(({group}) => group)),
    svg("g", {}, ...nodes.map(({group}) => group)),
  );
  return {
    node,
    update(picture, selected) {
      picture.wires.forEach((state, index) => {
        const {group} = lines[index]!;
        flag(group, "data-forward", state.forward);
        flag(group, "data-backward", state.backward);
        flag(group, "data-current", state.current);
      });
      picture.layers.forEach((state, index) => {
        const {group, gradient, shape} = nodes[index]!;
        const complete = state.expected > 0 && state.arrived === state.expected;
        flag(group, "data-forward", state.forward);
        flag(group, "data-gradient", complete);
        flag(group, "data-current", state.current);
        flag(group, "data-selected", selected === index);
        const text = complete
          ? `∂ ${shape}`
          : state.arrived > 0
            ? `∂ ${state.arrived} of ${state.expected} paths`
            : "∂ ?";
        if (gradient.textContent !== text) gradient.textContent = text;
      });
    },
  };
}

function drawLayer(layer: Layer, summary: LayerSummary, index: number, at: {x: number; y: number}, batch: number) {
  const weights = summary.sharedWith !== undefined || summary.parameters === null || summary.parameters > 0;
  const shape = shapeText(summary.shape, batch);
  const kind = shortText(layer);
  const count = summary.sharedWith ? "shared" : summary.parameters === null ? "?" : countText(summary.parameters);
  // Beside the name where there is room, else a line lower.
  const beside = 0.92 * (textWidth(layer.name, NAME_SIZE) + textWidth(count, TEXT_SIZE)) + 6 < NODE_WIDTH - LEFT - 8;
  const line = (className: string, row: number, content: string) =>
    svg("text", {class: className, x: LEFT, y: ROWS[row]!}, content);
  const gradient = line("architecture-gradient", 3, "∂ ?");
  const group = svg(
    "g",
    {
      class: "architecture-layer",
      "data-layer": index,
      "data-type": layer.type,
      "data-weights": weights,
      "data-problem": summary.problem !== undefined,
      transform: `translate(${at.x - NODE_WIDTH / 2} ${at.y - NODE_HEIGHT / 2})`,
    },
    svg("rect", {class: "architecture-box", width: NODE_WIDTH, height: NODE_HEIGHT, rx: 7}),
    weights && svg("rect", {class: "architecture-weights", x: 0, y: 9, width: 4, height: NODE_HEIGHT - 18, rx: 2}),
    line("architecture-name", 0, layer.name),
    weights &&
      svg(
        "text",
        {class: "architecture-count", x: NODE_WIDTH - 8, y: ROWS[beside ? 0 : 1]!, "text-anchor": "end"},
        count,
      ),
    line("architecture-kind", 1, kind),
    line("architecture-shape", 2, summary.problem ? "does not fit" : shape),
    gradient,
    farName(layer.name),
  );
  return {group, gradient, shape};
}

/** Where the picture is too small for all this, the name alone, larger, in two lines where it must. */
function farName(name: string): SVGTextElement {
  const text = svg("text", {class: "architecture-far", "text-anchor": "middle"});
  const space = name.lastIndexOf(" ");
  const lines =
    textWidth(name, 24) <= NODE_WIDTH - 8 || space < 0 ? [name] : [name.slice(0, space), name.slice(space + 1)];
  lines.forEach((line, index) => {
    const y = NODE_HEIGHT / 2 + (index - (lines.length - 1) / 2) * 28;
    text.append(svg("tspan", {x: NODE_WIDTH / 2, y, dy: "0.36em"}, line));
  });
  return text;
}

function flag(element: Element, name: string, on: boolean): void {
  if (element.hasAttribute(name) !== on) setAttribute(element, name, on);
}
