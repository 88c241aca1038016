import {columnLayouts} from "./column-layout.ts";
import {acrossPath, insidePath} from "./wire-path.ts";

/** One node of the picture, at its centre. */
export interface PlacedNode {
  readonly x: number;
  readonly y: number;
}

export interface Column {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface NetworkLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  /** An SVG path for each wire, in the wires' order. */
  readonly paths: readonly string[];
  readonly columns: readonly Column[];
}

export interface LayoutOptions {
  nodeWidth: number;
  nodeHeight: number;
  /** Between nodes that follow each other. */
  gap?: number;
  /** Between nodes side by side, and half of what is between columns. */
  lane?: number;
}

/** Room for a column's name. */
const HEAD = 28;

/**
 * Places a network by dagre, one column for each group of layers, columns from left to right: a stage of AlexNet or a step
 * of a recurrent network's time stands in a column, so that a net of sixty layers still fits a page. dagre alone would
 * draw a strip forty layers long. A list without groups is laid out as a whole, from left to right.
 */
export function layoutNetwork(
  groups: readonly (string | undefined)[],
  wires: readonly {from: number; to: number}[],
  {nodeWidth, nodeHeight, gap = 24, lane = 18}: LayoutOptions,
): NetworkLayout {
  const names = [...new Set(groups.map((group) => group ?? ""))];
  const single = names.length <= 1;
  const top = single ? 0 : HEAD;
  const direction = single ? "right" : "down";
  const columnOf = columnLayouts({nodeWidth, nodeHeight, gap: single ? 2 * lane : gap, lane, direction});
  const nodes: PlacedNode[] = groups.map(() => ({x: 0, y: 0}));
  const paths: string[] = wires.map(() => "");
  const columns: Column[] = [];
  const unwired: number[][] = [];
  let left = 0;

  for (const name of names) {
    const members = groups.flatMap((group, index) => ((group ?? "") === name ? [index] : []));
    const inside = wires.flatMap((wire, index) =>
      members.includes(wire.from) && members.includes(wire.to) ? [{...wire, index}] : [],
    );
    let size: {width: number; height: number} = {width: nodeWidth, height: nodeHeight};
    if (inside.length === 0 && !single) {
      // Nothing relates these to each other: they stand in a stack, each at the height of its readers.
      for (const node of members) nodes[node] = {x: left + nodeWidth / 2, y: 0};
      unwired.push(members);
    } else {
      const inner = inside.map(({from, to}) => ({from: members.indexOf(from), to: members.indexOf(to)}));
      const column = columnOf(members.length, inner);
      size = column;
      members.forEach((node, place) => {
        const {x, y} = column.nodes[place]!;
        nodes[node] = {x: left + x, y: top + y};
      });
      const rows = [...new Set(members.map((node) => nodes[node]![single ? "x" : "y"]))];
      inside.forEach(({from, to, index}, place) => {
        const points = column.points[place]!.map(({x, y}) => ({x: left + x, y: top + y}));
        paths[index] = insidePath(points, {
          from: nodes[from]!,
          to: nodes[to]!,
          rows,
          nodeWidth,
          nodeHeight,
          direction,
        });
      });
    }
    if (!single) columns.push({name, x: left, y: 0, width: size.width, height: top + size.height});
    left += size.width + 2.4 * lane;
  }
  for (const members of unwired) stack(members, nodes, wires, {top, nodeHeight, gap});
  wires.forEach(({from, to}, index) => {
    if (paths[index] !== "") return;
    const column = (node: number) => columns[names.indexOf(groups[node] ?? "")]!;
    const blocked = (node: number, way: 1 | -1) =>
      nodes.some(
        ({x, y}, other) =>
          groups[other] === groups[node] && Math.abs(y - nodes[node]!.y) < nodeHeight && way * (x - nodes[node]!.x) > 0,
      );
    const {x, width} = column(from);
    paths[index] = acrossPath(
      {at: nodes[from]!, edge: x + width, blocked: blocked(from, 1)},
      {at: nodes[to]!, edge: column(to).x, blocked: blocked(to, -1)},
      {nodeWidth, nodeHeight, gap},
    );
  });
  return {
    width: left - 2.4 * lane,
    height: Math.max(...nodes.map(({y}) => y + nodeHeight / 2), nodeHeight),
    nodes,
    paths,
    columns,
  };
}

/** Puts unwired nodes of a column at the mean height of their readers, and apart where they would overlap. */
function stack(
  members: readonly number[],
  nodes: PlacedNode[],
  wires: readonly {from: number; to: number}[],
  {top, nodeHeight, gap}: {top: number; nodeHeight: number; gap: number},
): void {
  const wish = (node: number) => {
    const heights = wires.flatMap(({from, to}) => (from === node ? [nodes[to]!.y] : []));
    return heights.length > 0 ? heights.reduce((a, b) => a + b) / heights.length : 0;
  };
  let free = top + nodeHeight / 2;
  for (const {node, y} of members.map((node) => ({node, y: wish(node)})).sort((a, b) => a.y - b.y)) {
    nodes[node] = {x: nodes[node]!.x, y: Math.max(free, y)};
    free = nodes[node]!.y + nodeHeight + gap;
  }
}
