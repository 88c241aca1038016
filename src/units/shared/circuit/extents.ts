import type {Direction, LayoutNode} from "./layout.ts";

/** Text of one label is this high. */
export const LINE = 17;
/** Between a symbol and its labels, and between those and the end of the straight piece of wire. */
export const STUB_START = 4;
const STUB_END = 3;

/** The room that a node takes up, in CSS pixels. */
export interface Extents {
  symbol: number;
  stub: number;
  /** How far the node's box reaches from its wire, across the flow. */
  before: number;
  after: number;
}

export function extents(node: LayoutNode, direction: Direction): Extents {
  const {width, height} = node.symbol;
  if (direction === "right") {
    const half = Math.max(height / 2, node.labels > 0 ? LINE + 9 : 0);
    // As far below as above: dagre lines up the middles of boxes, and wires should be straight.
    const side = node.name === undefined ? half : Math.max(half, height / 2 + LINE + 2);
    return {symbol: width, stub: STUB_START + node.labels + STUB_END, before: side, after: side};
  }
  const after = Math.max(width / 2, node.labels > 0 ? node.labels + 6 : 0);
  return {
    symbol: height,
    stub: 2 * LINE + 6,
    before: width / 2 + (node.name === undefined ? 0 : node.name + 4),
    after,
  };
}

/** Gives gates alike extents where they differ by little, so that a chain of them hangs on one straight wire. */
export function levelled(sizes: Map<string, Extents>): Map<string, Extents> {
  const usual = Math.min(28, Math.max(...[...sizes.values()].map(({before}) => before)));
  const widest = Math.max(...[...sizes.values()].map(({after}) => after));
  return new Map(
    [...sizes].map(([id, size]) => [
      id,
      {...size, before: Math.max(size.before, usual), after: size.after >= widest - 16 ? widest : size.after},
    ]),
  );
}
