interface Point {
  readonly x: number;
  readonly y: number;
}

interface Inside {
  from: Point;
  to: Point;
  /** Where rows of nodes lie along the flow: their centres. */
  rows: readonly number[];
  nodeWidth: number;
  nodeHeight: number;
  direction: "down" | "right";
}

/** A wire within a column, as SVG path data: straight beside the nodes that it passes, curved between the rows. */
export function insidePath(
  points: readonly Point[],
  {from, to, rows, nodeWidth, nodeHeight, direction}: Inside,
): string {
  const down = direction === "down";
  const half = (down ? nodeHeight : nodeWidth) / 2;
  const breadth = down ? nodeWidth : nodeHeight;
  const along = (p: Point) => (down ? p.y : p.x);
  const across = (p: Point) => (down ? p.x : p.y);
  const text = (a: number, c: number) => (down ? `${round(c)},${round(a)}` : `${round(a)},${round(c)}`);
  const passed = points
    .slice(1, -1)
    .filter((point) => rows.some((row) => Math.abs(row - along(point)) < 1))
    .filter((point) => along(point) > along(from) + 1 && along(point) < along(to) - 1);
  const first = passed[0] ?? to;
  const last = passed.at(-1) ?? from;
  // It leaves and arrives a little towards where it goes, so that several wires of one node can be told apart.
  let c = lean(across(from), across(first), breadth);
  let a = along(from) + half;
  let path = `M${text(a, c)}`;
  const bend = (a1: number, c1: number) => {
    const middle = (a + a1) / 2;
    path += Math.abs(c1 - c) < 0.5 ? `L${text(a1, c)}` : `C${text(middle, c)} ${text(middle, c1)} ${text(a1, c1)}`;
    a = a1;
    c = Math.abs(c1 - c) < 0.5 ? c : c1;
  };
  for (const point of passed) {
    bend(along(point) - half, across(point));
    a = along(point) + half;
    path += `L${text(a, c)}`;
  }
  bend(along(to) - half, lean(across(to), across(last), breadth));
  return path;
}

interface End {
  at: Point;
  /** The side of the column, where the wire leaves or enters it. */
  edge: number;
  /** Another node stands between the node and that side. */
  blocked: boolean;
}

/**
 * A wire from one column to another: out of the right side and into the left. Where a neighbour stands in the way, it
 * leaves below its node or enters from above, and runs between the rows.
 */
export function acrossPath(
  from: End,
  to: End,
  {nodeWidth, nodeHeight, gap}: {nodeWidth: number; nodeHeight: number; gap: number},
): string {
  const r = gap / 2;
  const y0 = from.blocked ? from.at.y + nodeHeight / 2 + r : from.at.y;
  const y1 = to.blocked ? to.at.y - nodeHeight / 2 - r : to.at.y;
  const x0 = from.at.x + nodeWidth * 0.38;
  const x1 = to.at.x - nodeWidth * 0.38;
  const start = from.blocked
    ? `M${round(x0)},${round(y0 - r)}Q${round(x0)},${round(y0)} ${round(x0 + r)},${round(y0)}`
    : `M${round(from.at.x + nodeWidth / 2)},${round(y0)}`;
  const end = to.blocked
    ? `H${round(x1 - r)}Q${round(x1)},${round(y1)} ${round(x1)},${round(y1 + r)}`
    : `H${round(to.at.x - nodeWidth / 2)}`;
  const middle = (from.edge + to.edge) / 2;
  return `${start}H${round(from.edge)}C${round(middle)},${round(y0)} ${round(middle)},${round(y1)} ${round(to.edge)},${round(y1)}${end}`;
}

function lean(own: number, towards: number, breadth: number): number {
  const most = breadth * 0.28;
  return own + Math.min(most, Math.max(-most, (towards - own) * 0.5));
}

function round(x: number): number {
  return Math.round(x * 10) / 10;
}
