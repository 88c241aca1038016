import type {Band, Point} from "./layout.ts";

/** The way of a wire through the columns: where it starts, which columns it passes and where, and its port. */
export interface Corridor {
  from: string;
  to: string;
  argument: number;
  start: Stop;
  through: readonly Stop[];
  /** `reach`: how far before the symbol's centre the port lies, along the flow. */
  end: Stop & {reach: number};
}

/** A place across the flow, in a column. */
export interface Stop {
  rank: number;
  v: number;
}

/** How many straight pieces stand for a bend where a path is given as points. */
const PIECES = 8;

/** Draws a wire: straight through bands, a cubic with level ends in each gap, straight into the port. */
export function route(
  {start, through, end}: Corridor,
  bands: readonly Band[],
  at: (u: number, v: number) => Point,
): {path: string; points: Point[]} {
  let u = bands[start.rank]!.end;
  let v = start.v;
  const points = [at(u, v)];
  let path = `M${text(points[0]!)}`;
  const straight = (to: number) => {
    if (to === u) return;
    u = to;
    points.push(at(u, v));
    path += `L${text(points.at(-1)!)}`;
  };
  for (const stop of [...through, end]) {
    straight(bands[stop.rank - 1]!.end);
    const next = bands[stop.rank]!.start;
    if (Math.abs(stop.v - v) < 0.5) {
      straight(next);
    } else {
      const middle = (u + next) / 2;
      path += `C${text(at(middle, v))} ${text(at(middle, stop.v))} ${text(at(next, stop.v))}`;
      for (let i = 1; i <= PIECES; i++) points.push(bend(u, v, next, stop.v, i / PIECES, at));
      u = next;
      v = stop.v;
    }
  }
  const last = bands[end.rank]!;
  straight(last.start + last.symbol / 2 - end.reach);
  return {path, points};
}

function bend(u0: number, v0: number, u1: number, v1: number, t: number, at: (u: number, v: number) => Point): Point {
  const middle = (u0 + u1) / 2;
  const s = 1 - t;
  const along = s * s * s * u0 + 3 * s * s * t * middle + 3 * s * t * t * middle + t * t * t * u1;
  const across = s * s * s * v0 + 3 * s * s * t * v0 + 3 * s * t * t * v1 + t * t * t * v1;
  return at(along, across);
}

function text({x, y}: Point): string {
  return `${x},${y}`;
}
