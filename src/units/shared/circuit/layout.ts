import {columns} from "./columns.ts";
import {extents, LINE, levelled, STUB_START} from "./extents.ts";
import {corridorsInto} from "./ports.ts";
import {type Corridor, route} from "./route.ts";
import {wireKey} from "./wire-key.ts";

/** A node as the layout sees it: sizes in CSS pixels, and whom it reads. */
export interface LayoutNode {
  id: string;
  /** The circle, pill or box with the operation or the input's name. */
  symbol: {width: number; height: number};
  /** The room for value and gradient at the source end of the node's wire. 0: the node shows none. */
  labels: number;
  /** The room for a name that stands by the symbol; absent for nodes without. */
  name?: number;
  /** Sources stand in the first column, constants beside the gate that reads them. */
  kind: "input" | "constant" | "gate";
  /** Ids of the operands in the order of the arguments. One may stand here twice. */
  inputs: readonly string[];
  /** Whether the order of the operands matters (−, ÷, ^), so that the ports keep it. */
  ordered: boolean;
}

/** "right": from left to right, for wide places. "down": from top to bottom, for narrow ones. */
export type Direction = "right" | "down";

export interface Point {
  x: number;
  y: number;
}
export interface Box extends Point {
  width: number;
  height: number;
}

export interface PlacedNode {
  id: string;
  /** The symbol's box. */
  symbol: Box;
  /** Where value and gradient may be written, one box each: value above (or first), gradient below. */
  value: Box;
  gradient: Box;
  name?: Box;
  /** The wire's straight first piece, which every consumer shares. */
  stub: {from: Point; to: Point};
  /** Set where the wire branches: more than one consumer. */
  branch?: Point;
}

export interface PlacedWire {
  /** `${consumer}<${argument}`, unique in the circuit. */
  key: string;
  from: string;
  to: string;
  argument: number;
  /** From the end of the source's stub to the consumer's port, as SVG path data. */
  path: string;
  /** The same, in straight pieces, for whoever asks what lies in its way. */
  points: Point[];
}

export interface CircuitLayout {
  direction: Direction;
  width: number;
  height: number;
  nodes: Map<string, PlacedNode>;
  wires: PlacedWire[];
  /** The arrow behind the output's wire, and where its name stands. */
  output: {from: Point; to: Point; name: Point};
}

export interface LayoutOptions {
  direction?: Direction;
  /** The width that the picture may fill by widening its gaps, in CSS pixels. */
  available?: number;
  /** The output's id; default: the last node. */
  output?: string;
  /** Room for the output's name behind its arrow. */
  outputName?: number;
}

const ARROW = 20;
const MARGIN = 6;

/**
 * Places a circuit: dagre finds the column and the order of each node, then every column becomes a band that holds the
 * symbols, the straight stubs and the labels above and below them. Wires run straight through bands and bend only in
 * the gaps between, so that no wire crosses a label and no two labels overlap, whatever the graph.
 */
export function layoutCircuit(nodes: readonly LayoutNode[], options: LayoutOptions = {}): CircuitLayout {
  const direction = options.direction ?? "right";
  const outputId = options.output ?? nodes.at(-1)!.id;
  const measured = new Map(nodes.map((node) => [node.id, extents(node, direction)]));
  const sizes = direction === "down" ? levelled(measured) : measured;
  const found = columns(nodes, sizes, direction);
  const {ranks, cross, dummies} = found;
  const bandCount = 1 + Math.max(...ranks.values());
  const bands: Band[] = Array.from({length: bandCount}, () => ({symbol: 0, stub: 0, start: 0, end: 0}));
  for (const node of nodes) {
    const band = bands[ranks.get(node.id)!]!;
    band.symbol = Math.max(band.symbol, sizes.get(node.id)!.symbol);
    band.stub = Math.max(band.stub, sizes.get(node.id)!.stub);
  }

  const consumers = new Map<string, number>();
  for (const node of nodes) for (const id of node.inputs) consumers.set(id, (consumers.get(id) ?? 0) + 1);

  const corridors = nodes.flatMap((node) => corridorsInto(node, direction, found));
  const gaps = bands.slice(1).map((_, i) => gapWidth(corridors, i));
  const ends = ARROW + (direction === "right" ? (options.outputName ?? 14) + 6 : LINE);
  const natural =
    2 * MARGIN + bands.reduce((sum, band) => sum + band.symbol + band.stub, 0) + gaps.reduce((a, b) => a + b, 0) + ends;
  if (direction === "right" && options.available) stretch(gaps, options.available - natural);
  let u = MARGIN;
  bands.forEach((band, i) => {
    band.start = u;
    band.end = u + band.symbol + band.stub;
    u = band.end + (gaps[i] ?? 0);
  });
  const length = bands.at(-1)!.end + ends + MARGIN;

  const shift =
    MARGIN - Math.min(...nodes.map((node) => cross.get(node.id)! - sizes.get(node.id)!.before), ...dummyCross(dummies));
  const breadth =
    MARGIN +
    shift +
    Math.max(...nodes.map((node) => cross.get(node.id)! + sizes.get(node.id)!.after), ...dummyCross(dummies));

  const at = (along: number, across: number): Point =>
    direction === "right" ? {x: round(along), y: round(across + shift)} : {x: round(across + shift), y: round(along)};
  const placed = new Map<string, PlacedNode>();
  for (const node of nodes) {
    const band = bands[ranks.get(node.id)!]!;
    placed.set(node.id, placeNode(node, band, cross.get(node.id)!, at, direction, (consumers.get(node.id) ?? 0) > 1));
  }
  const wires = corridors.map((corridor): PlacedWire => {
    const {path, points} = route(corridor, bands, at);
    return {
      key: wireKey(corridor.to, corridor.argument),
      from: corridor.from,
      to: corridor.to,
      argument: corridor.argument,
      path,
      points,
    };
  });
  const v = cross.get(outputId)!;
  const end = bands[ranks.get(outputId)!]!.end;
  return {
    direction,
    width: Math.ceil(direction === "right" ? length : breadth),
    height: Math.ceil(direction === "right" ? breadth : length),
    nodes: placed,
    wires,
    output: {
      from: at(end, v),
      to: at(end + ARROW, v),
      name: direction === "right" ? at(end + ARROW + 6, v) : at(end + ARROW + LINE - 3, v),
    },
  };
}

export interface Band {
  /** The widest symbol and the longest stub of the column, along the flow. */
  symbol: number;
  stub: number;
  start: number;
  end: number;
}

/** A gap is as wide as its steepest wire asks for. */
function gapWidth(corridors: readonly Corridor[], gap: number): number {
  let steepest = 0;
  for (const {start, through, end} of corridors) {
    if (start.rank > gap || end.rank <= gap) continue;
    const stops = [start, ...through, end];
    const before = stops.findLast((stop) => stop.rank <= gap)!;
    const after = stops.find((stop) => stop.rank > gap)!;
    steepest = Math.max(steepest, Math.abs(before.v - after.v));
  }
  return Math.min(56, Math.max(7, 5 + steepest * 0.34));
}

/** Widens the gaps into the room that is left, up to double and 60 pixels more: a short circuit need not fill a page. */
function stretch(gaps: number[], room: number): void {
  if (room <= 0) return;
  const wish = gaps.map((gap) => gap + 60);
  const total = wish.reduce((a, b) => a + b, 0);
  const share = Math.min(1, room / Math.max(1, total));
  wish.forEach((extra, i) => {
    gaps[i]! += extra * share;
  });
}

function placeNode(
  node: LayoutNode,
  band: Band,
  v: number,
  at: (u: number, v: number) => Point,
  direction: Direction,
  branches: boolean,
): PlacedNode {
  const {width, height} = node.symbol;
  const centre = at(band.start + band.symbol / 2, v);
  const along = direction === "right" ? width : height;
  const from = at(band.start + (band.symbol + along) / 2, v);
  const to = at(band.end, v);
  const labelled = {width: node.labels, height: LINE};
  const places =
    direction === "right"
      ? {
          value: {x: from.x + STUB_START, y: from.y - LINE - 4, ...labelled},
          gradient: {x: from.x + STUB_START, y: from.y + 8, ...labelled},
          name: {
            x: centre.x - (node.name ?? 0) / 2,
            y: centre.y - height / 2 - LINE - 2,
            width: node.name ?? 0,
            height: LINE,
          },
        }
      : {
          value: {x: from.x + 6, y: from.y + 2, ...labelled},
          gradient: {x: from.x + 6, y: from.y + 2 + LINE, ...labelled},
          name: {
            x: centre.x - width / 2 - (node.name ?? 0) - 4,
            y: centre.y - LINE / 2,
            width: node.name ?? 0,
            height: LINE,
          },
        };
  return {
    id: node.id,
    symbol: {x: centre.x - width / 2, y: centre.y - height / 2, width, height},
    value: places.value,
    gradient: places.gradient,
    ...(node.name === undefined ? {} : {name: places.name}),
    stub: {from, to},
    ...(branches ? {branch: to} : {}),
  };
}

function* dummyCross(dummies: Map<string, {v: number}[]>): Generator<number> {
  for (const through of dummies.values()) for (const {v} of through) yield v;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
