import {html} from "../element.ts";
import type {Format} from "../number-text.ts";
import {scrollInside} from "../scroll.ts";
import {type Drawing, drawCircuit} from "./draw.ts";
import type {CircuitLayout} from "./layout.ts";
import type {CircuitModel} from "./model.ts";
import type {PictureState} from "./state.ts";
import {arrange, LARGEST, layoutNodes, leastScale} from "./symbols.ts";
import type {Trace} from "./trace.ts";

/** The frame in which the picture stands: it places the circuit for its own width and follows the active node. */
export interface Stage {
  node: HTMLElement;
  /** The nodes' groups, for the roving focus. */
  groups(): readonly SVGGElement[];
  /** Shows a circuit at a state. Only a new circuit, a wider label or a new width make it place anything anew. */
  show(view: StageView): void;
  /** Scrolls the active node into view. To be called when all writing is done: it measures. */
  follow(): void;
}

export interface StageView {
  model: CircuitModel;
  trace: Trace;
  digits: number;
  format: Format;
  state: PictureState;
}

/** Before the unit is on a page it has no width; this is the wide column less its padding. */
const USUAL_WIDTH = 880;
/** A change of width by less than this is a scrollbar or a rounding. */
const SLACK = 12;

/** Narrower than this is a phone, or a column as narrow. */
const NARROW = 560;

/** @param measured called once, when the unit first has a width */
export function stage(label: string, measured: (narrow: boolean) => void): Stage {
  const node = html("div", {class: "circuit-frame", role: "group", "aria-label": label, tabindex: 0});
  let width = USUAL_WIDTH;
  let known = false;
  let view: StageView | undefined;
  let drawing: Drawing | undefined;
  let placed: {model: CircuitModel; trace: Trace; width: number; labels: number[]} | undefined;

  const show = (next: StageView) => {
    view = next;
    // A step leaves the trace as it is: nothing has to be measured, let alone placed.
    if (!drawing || placed?.trace !== next.trace || placed.width !== width) place(next);
    drawing!.update(next.state, next.format);
  };

  const place = ({model, trace, digits}: StageView) => {
    const before = placed?.model === model ? placed.labels : undefined;
    // Room that was once needed is kept: the picture must not breathe while a slider is dragged.
    const nodes = layoutNodes(model, trace, digits).map((one, i) => ({
      ...one,
      labels: Math.max(one.labels, before?.[i] ?? 0),
    }));
    const labels = nodes.map((one) => one.labels);
    const fits = before && placed?.width === width && labels.every((label, i) => label === before[i]);
    placed = {model, trace, width, labels};
    if (drawing && fits) return;
    const focused = node.querySelector<SVGGElement>(".circuit-node:focus")?.dataset.node;
    const layout = arrange(model, nodes, width);
    drawing = drawCircuit(model, layout);
    setSize(drawing.node, layout, width);
    node.replaceChildren(drawing.node);
    if (focused !== undefined) drawing.groups.find((group) => group.dataset.node === focused)?.focus();
  };

  const follow = () => {
    if (node.scrollWidth <= node.clientWidth && node.scrollHeight <= node.clientHeight) return;
    const {current} = view!.state;
    const ids =
      current?.phase === "backward" ? [current.input, current.node] : [current?.node ?? view!.model.nodes[0]!.id];
    // The second one is looked at first, so that the subject of the step is certainly in view.
    for (const id of ids.toReversed()) {
      const group = drawing!.groups.find(({dataset}) => dataset.node === id);
      if (group) scrollInside(node, group);
    }
  };

  if (typeof ResizeObserver !== "undefined") {
    new ResizeObserver(([entry]) => {
      const now = Math.floor(entry?.contentRect.width ?? 0);
      if (now > 0 && !known) {
        known = true;
        measured(now < NARROW);
      }
      if (now === 0 || Math.abs(now - width) < SLACK) return;
      width = now;
      if (!view) return;
      show(view);
      follow();
    }).observe(node);
  }
  return {node, show, follow, groups: () => drawing?.groups ?? []};
}

/**
 * As large as it is placed, a little smaller where it must be, and a little larger where it is wide; a tall picture that grew
 * would only push its controls away. Never so small that it cannot be read.
 */
function setSize(picture: SVGSVGElement, layout: CircuitLayout, available: number): void {
  const {width, height} = layout;
  const least = leastScale(layout);
  const scale = Math.min(layout.direction === "down" ? 1 : LARGEST, Math.max(least, available / width));
  picture.style.width = `${Math.floor(width * scale)}px`;
  picture.style.setProperty("--least", `${Math.floor(width * least)}px`);
  picture.style.aspectRatio = `${width} / ${height}`;
}
