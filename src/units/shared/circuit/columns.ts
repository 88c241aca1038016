import {graphlib, layout as place} from "@dagrejs/dagre";
import type {Direction, LayoutNode, Point} from "./layout.ts";
import {wireKey} from "./wire-key.ts";

const NODE_SEP = {right: 12, down: 4};
const EDGE_SEP = 14;
/** Above this many gates, inputs stand beside their first reader: wires through the whole picture would drown it. */
const MANY_GATES = 24;

/** The room that a node takes up across the flow, before and after its wire. */
export interface Across {
  before: number;
  after: number;
}

export interface Columns {
  /** Each node's column, from 0. */
  ranks: Map<string, number>;
  /** Where each node's wire runs, across the flow. */
  cross: Map<string, number>;
  /** By wire: the columns that it passes between its ends, and where. */
  dummies: Map<string, {rank: number; v: number}[]>;
}

const ROOT = "\u0000root";
/** Up to this many nodes, dagre is asked three times, and the best answer is taken. */
const FEW_NODES = 60;

/**
 * Columns, and the order within each, by dagre. It leaves open which way up the picture stands, and what it finds depends
 * on the order in which it is told: of the possible pictures the one with the fewest crossings is taken, and of those
 * the one in which most operands and inputs stand in the order in which they are written.
 */
export function columns(
  nodes: readonly LayoutNode[],
  sizes: ReadonlyMap<string, Across>,
  direction: Direction,
): Columns {
  const found = [placeByDagre(nodes, nodes, sizes, direction)];
  if (nodes.length <= FEW_NODES) {
    found.push(placeByDagre(nodes.toReversed(), nodes, sizes, direction));
    found.push(placeByDagre(nodes, nodes, sizes, direction, {asTold: true}));
  }
  const upright = found.map((one) => (disorder(nodes, one) > 0 ? turnedOver(one) : one));
  const costs = upright.map((one) => 4 * crossings(nodes, one) + disorder(nodes, one));
  const best = upright[costs.indexOf(Math.min(...costs))]!;
  for (const [id, middle] of best.cross) {
    const {before, after} = sizes.get(id)!;
    best.cross.set(id, middle - (after - before) / 2);
  }
  return best;
}

/** The middles of the boxes, not yet of the wires. `asTold`: the nodes of a column in the order in which they are reached. */
function placeByDagre(
  told: readonly LayoutNode[],
  nodes: readonly LayoutNode[],
  sizes: ReadonlyMap<string, Across>,
  direction: Direction,
  {asTold = false} = {},
): Columns {
  const g = new graphlib.Graph<object, DagreNode, {points: Point[]}>({multigraph: true});
  g.setGraph({rankdir: "LR", nodesep: NODE_SEP[direction], edgesep: EDGE_SEP, ranksep: 20});
  for (const node of told) {
    const {before, after} = sizes.get(node.id)!;
    // Every column gets one width: dagre's own are not used along the flow.
    g.setNode(node.id, {width: 40, height: before + after} as DagreNode);
  }
  for (const node of told)
    for (const [argument, from] of node.inputs.entries()) g.setEdge(from, node.id, {} as never, String(argument));
  // In a narrow place a row of all inputs is too wide.
  if (direction === "right" && nodes.filter((node) => node.kind === "gate").length <= MANY_GATES) {
    g.setNode(ROOT, {width: 0, height: 0} as DagreNode);
    for (const node of told) if (node.kind === "input") g.setEdge(ROOT, node.id, {weight: 50} as never);
  }
  place(g as never, {disableOptimalOrderHeuristic: asTold});

  const used = [...new Set(nodes.map((node) => g.node(node.id).rank))].sort((a, b) => a - b);
  const ranks = new Map(nodes.map((node) => [node.id, used.indexOf(g.node(node.id).rank)]));
  const rankAt = new Map(nodes.map((node) => [Math.round(g.node(node.id).x), ranks.get(node.id)!]));
  const cross = new Map(nodes.map((node) => [node.id, g.node(node.id).y]));
  const dummies = new Map<string, {rank: number; v: number}[]>();
  for (const node of nodes)
    for (const [argument, from] of node.inputs.entries()) {
      const through = g
        .edge(from, node.id, String(argument))
        .points.slice(1, -1)
        .map((point) => ({rank: rankAt.get(Math.round(point.x)) ?? -1, v: point.y}))
        .filter(({rank}) => rank > ranks.get(from)! && rank < ranks.get(node.id)!);
      dummies.set(wireKey(node.id, argument), through);
    }
  return {ranks, cross, dummies};
}

interface DagreNode {
  width: number;
  height: number;
  x: number;
  y: number;
  rank: number;
}

function turnedOver({ranks, cross, dummies}: Columns): Columns {
  return {
    ranks,
    cross: new Map([...cross].map(([id, v]) => [id, -v])),
    dummies: new Map([...dummies].map(([key, stops]) => [key, stops.map(({rank, v}) => ({rank, v: -v}))])),
  };
}

/** How many more operands and inputs stand against their written order than in it. */
function disorder(nodes: readonly LayoutNode[], {cross, dummies}: Columns): number {
  let balance = 0;
  for (const {id, inputs, ordered} of nodes) {
    const arrival = inputs.map((from, argument) => dummies.get(wireKey(id, argument))?.at(-1)?.v ?? cross.get(from)!);
    for (let i = 1; i < inputs.length; i++) balance += (ordered ? 2 : 1) * Math.sign(arrival[i - 1]! - arrival[i]!);
  }
  const sources = nodes.filter((node) => node.kind === "input");
  for (let i = 1; i < sources.length; i++)
    balance += 0.5 * Math.sign(cross.get(sources[i - 1]!.id)! - cross.get(sources[i]!.id)!);
  return balance;
}

/** How often wires cross between columns. */
function crossings(nodes: readonly LayoutNode[], {ranks, cross, dummies}: Columns): number {
  const pieces = new Map<number, [number, number][]>();
  for (const {id, inputs} of nodes)
    for (const [argument, from] of inputs.entries()) {
      const stops = [cross.get(from)!, ...dummies.get(wireKey(id, argument))!.map(({v}) => v), cross.get(id)!];
      for (let i = 1; i < stops.length; i++) {
        const gap = ranks.get(from)! + i;
        pieces.set(gap, [...(pieces.get(gap) ?? []), [stops[i - 1]!, stops[i]!]]);
      }
    }
  let count = 0;
  for (const wires of pieces.values())
    for (const [i, [a, b]] of wires.entries())
      for (const [c, d] of wires.slice(i + 1)) if ((a - c) * (b - d) < 0) count++;
  return count;
}
