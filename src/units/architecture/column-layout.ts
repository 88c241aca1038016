import {layout as dagre, Graph} from "@dagrejs/dagre";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** One column as dagre places it, from its own top left corner. */
export interface ColumnLayout {
  readonly width: number;
  readonly height: number;
  /** Centres, in the order of the members. */
  readonly nodes: readonly Point[];
  /** Points of each wire, in the order of the wires. */
  readonly points: readonly (readonly Point[])[];
}

export interface ColumnSizes {
  nodeWidth: number;
  nodeHeight: number;
  /** Between nodes that follow each other, and between nodes side by side. */
  gap: number;
  lane: number;
  direction: "down" | "right";
}

/** Wires are pairs of places in the column. Columns of one structure, as steps of time are, are placed once. */
export function columnLayouts(sizes: ColumnSizes) {
  const known = new Map<string, ColumnLayout>();
  return (count: number, wires: readonly {from: number; to: number}[]): ColumnLayout => {
    const key = `${count}:${wires.map(({from, to}) => `${from}>${to}`)}`;
    let placed = known.get(key);
    if (!placed) known.set(key, (placed = place(count, wires, sizes)));
    return placed;
  };
}

function place(
  count: number,
  wires: readonly {from: number; to: number}[],
  {nodeWidth, nodeHeight, gap, lane, direction}: ColumnSizes,
): ColumnLayout {
  const graph = new Graph({multigraph: true});
  graph.setGraph({rankdir: direction === "right" ? "LR" : "TB", ranksep: gap, nodesep: lane, edgesep: lane});
  graph.setDefaultEdgeLabel(() => ({}));
  for (let node = 0; node < count; node++) graph.setNode(String(node), {width: nodeWidth, height: nodeHeight});
  wires.forEach(({from, to}, index) => {
    graph.setEdge(String(from), String(to), {}, String(index));
  });
  dagre(graph);
  const {width, height} = graph.graph() as {width: number; height: number};
  return {
    width,
    height,
    nodes: Array.from({length: count}, (_, node) => {
      const {x, y} = graph.node(String(node)) as Point;
      return {x, y};
    }),
    points: wires.map(
      ({from, to}, index) => (graph.edge(String(from), String(to), String(index)) as {points: Point[]}).points,
    ),
  };
}
