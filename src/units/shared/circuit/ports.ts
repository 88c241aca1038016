import type {Columns} from "./columns.ts";
import type {Direction, LayoutNode} from "./layout.ts";
import type {Corridor} from "./route.ts";
import {wireKey} from "./wire-key.ts";

/** The wires into a node, with their ports. Where operands may be swapped, ports follow the wires, so that none cross. */
export function corridorsInto(node: LayoutNode, direction: Direction, {ranks, cross, dummies}: Columns): Corridor[] {
  const v = cross.get(node.id)!;
  const rank = ranks.get(node.id)!;
  const wires = node.inputs.map((from, argument) => {
    const through = dummies.get(wireKey(node.id, argument))!;
    return {
      from,
      to: node.id,
      argument,
      through,
      start: {rank: ranks.get(from)!, v: cross.get(from)!},
      arrival: through.at(-1)?.v ?? cross.get(from)!,
    };
  });
  if (!node.ordered) wires.sort((a, b) => a.arrival - b.arrival || a.argument - b.argument);
  const {width, height} = direction === "right" ? node.symbol : {width: node.symbol.height, height: node.symbol.width};
  const spread = Math.min(16, (height - 12) / Math.max(1, wires.length - 1));
  const ports = wires.map(({arrival}, i) => {
    const even = (i - (wires.length - 1) / 2) * spread;
    // A wire that arrives almost level with its port is led straight in.
    return Math.abs(arrival - v - even) <= 5 ? arrival - v : even;
  });
  return wires.map(({arrival, ...wire}, i) => {
    const offset = ports[i]!;
    return {...wire, end: {rank, v: v + offset, reach: reach(width, height, offset, Math.min(width, height) / 2)}};
  });
}

/** Half the length of a pill along the flow, at a distance from its middle line. */
function reach(length: number, breadth: number, offset: number, radius: number): number {
  const intoCorner = Math.max(0, Math.abs(offset) - (breadth / 2 - radius));
  return length / 2 - radius + Math.sqrt(Math.max(0, radius ** 2 - intoCorner ** 2));
}
