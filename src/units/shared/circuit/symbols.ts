import {textWidth} from "../measure.ts";
import {formatter} from "../number-text.ts";
import {type CircuitLayout, type Direction, type LayoutNode, layoutCircuit} from "./layout.ts";
import type {CircuitModel, ModelNode} from "./model.ts";
import type {Trace} from "./trace.ts";

const SYMBOL = 34;
const OP_SIZE = 15;
export const NAME_SIZE = 17;
/** Room is kept for this much, so that a picture does not move when a value gains a digit. */
const USUAL_VALUE = "−0.";

/** Operations whose operands may not be swapped. */
const ORDERED = /^[−÷^]$/;

/** The text in a gate's symbol. */
export function symbolText(node: ModelNode): string {
  return node.kind === "gate" ? node.op : node.kind === "constant" && !node.named ? node.label : node.label;
}

/** The nodes with the room that each needs: for its symbol, and for every label that it will show at any step. */
export function layoutNodes(model: CircuitModel, trace: Trace, digits: number): LayoutNode[] {
  const format = formatter(digits);
  const usual = textWidth(USUAL_VALUE + "0".repeat(digits));
  const widest = new Map<string, number>();
  const need = (id: string, text: string) => widest.set(id, Math.max(widest.get(id) ?? usual, textWidth(text)));
  for (const [id, value] of Object.entries(trace.given)) need(id, format(value));
  for (const step of trace.steps) {
    if (step.phase === "forward") need(step.node, format(step.value));
    else if (step.phase === "backward") need(step.input, format(step.total));
  }
  return model.nodes.map((node): LayoutNode => {
    const size = node.kind === "gate" ? OP_SIZE : NAME_SIZE;
    const width = Math.max(SYMBOL, textWidth(symbolText(node), size) + 13);
    const named = node.kind === "gate" && node.named && node.id !== model.output;
    return {
      id: node.id,
      symbol: {width, height: node.kind === "constant" ? 28 : SYMBOL},
      labels: node.kind === "constant" ? 0 : (widest.get(node.id) ?? usual) + textWidth("∂") + 3,
      kind: node.kind,
      inputs: node.inputs,
      ordered: ORDERED.test(node.op),
      ...(named ? {name: textWidth(node.label, NAME_SIZE)} : {}),
    };
  });
}

/** Places the circuit for a place of a given width; `down` is tried where the other way does not fit. */
export function arrange(model: CircuitModel, nodes: readonly LayoutNode[], available: number): CircuitLayout {
  const options = {output: model.output, outputName: textWidth(model.outputName, NAME_SIZE)};
  const wide = layoutCircuit(nodes, {...options, available});
  if (wide.width * SMALLEST <= available || nodes.length > MANY_NODES) return wide;
  const tall = layoutCircuit(nodes, {...options, direction: "down" satisfies Direction});
  return tall.width * SMALLEST_DOWN <= available && tall.height <= TALLEST ? tall : wide;
}

/** A picture is never drawn smaller than this; beyond, it scrolls in its own frame. */
const SMALLEST = 0.84;
/** Nor so small on a phone, which is held nearer, and where half a picture is worse than a small one. */
const SMALLEST_DOWN = 0.74;

/** The least scale at which a picture is drawn. */
export function leastScale({direction}: CircuitLayout): number {
  return direction === "down" ? SMALLEST_DOWN : SMALLEST;
}

/** A short circuit is drawn a little larger than it is placed. */
export const LARGEST = 1.2;
/** A circuit of more nodes scrolls either way; it is not worth placing twice. */
const MANY_NODES = 60;
/** Higher than this, a picture does not help its reader any more. */
const TALLEST = 1000;
