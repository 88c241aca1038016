import type {Sketch} from "../../../page/index.ts";

export interface Point {
  x: number;
  y: number;
}

/** The measured curve in ascending order of x, or why a cell's value holds none, as a sentence. */
export type Truth = {points: Point[]} | {problem: string};

/** Reads the curve out of what the sketch's `answer` names: rows by the axes' fields, {x, y} or [x, y]. */
export function readTruth(value: unknown, {answer, x, y}: Sketch): Truth {
  const [name, ...path] = answer.split(".");
  let rows = value;
  for (const [i, key] of path.entries()) {
    if (rows === null || typeof rows !== "object" || !(key in rows))
      return {problem: `\`${[name, ...path.slice(0, i)].join(".")}\` has no field \`${key}\`.`};
    rows = (rows as Record<string, unknown>)[key];
  }
  if (rows === null || typeof rows !== "object" || !(Symbol.iterator in rows))
    return {problem: `\`${answer}\` is no list of points.`};
  const points: Point[] = [];
  let count = 0;
  for (const row of rows as Iterable<unknown>) {
    count++;
    const point = readPoint(row, x.field, y.field);
    // What is not computed yet, or has left all bounds, is no point of the curve.
    if (point && Number.isFinite(point.x) && Number.isFinite(point.y)) points.push(point);
  }
  if (points.length === 0 && count > 0)
    return {problem: `The rows of \`${answer}\` have no numbers \`${x.field}\` and \`${y.field}\`.`};
  return {points: points.sort((a, b) => a.x - b.x)};
}

function readPoint(row: unknown, xField: string, yField: string): Point | undefined {
  if (row === null || typeof row !== "object") return undefined;
  if (Array.isArray(row)) return point(row[0], row[1]);
  const fields = row as Record<string, unknown>;
  return xField in fields && yField in fields ? point(fields[xField], fields[yField]) : point(fields.x, fields.y);
}

function point(x: unknown, y: unknown): Point | undefined {
  return typeof x === "number" && typeof y === "number" ? {x, y} : undefined;
}

/** The curve's height at x, on the straight line between its neighbours (of the logarithms, if `log`). */
export function heightAt(points: readonly Point[], x: number, log: boolean): number | undefined {
  const after = points.findIndex((point) => point.x >= x);
  const right = points[after];
  if (!right) return undefined;
  if (right.x === x) return right.y;
  const left = points[after - 1];
  if (!left) return undefined;
  const t = (x - left.x) / (right.x - left.x);
  if (log && left.y > 0 && right.y > 0) return left.y ** (1 - t) * right.y ** t;
  return left.y + t * (right.y - left.y);
}
