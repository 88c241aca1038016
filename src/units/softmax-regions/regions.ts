import {contours} from "d3-contour";
import {type Matrix, matrix, softmaxInto} from "../../core/numeric/index.ts";
import {type ClassifierState, scoresOf} from "./classifier.ts";

export type Point = readonly [number, number];

/** A piece of the plane in which a class (or several that always tie) has the largest score. */
export interface Region {
  /** One class; more where their scores are the same everywhere. */
  readonly classes: readonly number[];
  /** A convex polygon, counter-clockwise; empty where the class never wins. */
  readonly polygon: readonly Point[];
  /** Its share of the square, 0 … 1. */
  readonly share: number;
  readonly centre: Point;
}

/** Which class has the largest score where, in the square −range … range: the square, cut by the lines where scores tie. */
export function regionsOf({weights, biases}: ClassifierState, range: number): Region[] {
  const functions = weights.map((w, k) => [w[0]!, w[1]!, biases[k]!] as const);
  const same = (i: number, j: number) => functions[i]!.every((value, at) => value === functions[j]![at]);
  const groups: number[][] = [];
  for (let k = 0; k < functions.length; k++) {
    const group = groups.find(([first]) => same(first!, k));
    if (group) group.push(k);
    else groups.push([k]);
  }
  return groups.map((classes) => {
    const mine = functions[classes[0]!]!;
    let polygon: Point[] = [
      [-range, -range],
      [range, -range],
      [range, range],
      [-range, range],
    ];
    for (const other of groups) {
      if (other === classes) continue;
      const [a, b, c] = functions[other[0]!]!.map((value, at) => mine[at]! - value) as [number, number, number];
      polygon = clip(polygon, ([x, y]) => a * x + b * y + c);
    }
    const {area, centre} = measure(polygon);
    return {classes, polygon, share: area / (2 * range) ** 2, centre};
  });
}

/** The part of a convex polygon where a linear function is not negative (Sutherland and Hodgman, 1974). */
function clip(polygon: readonly Point[], at: (point: Point) => number): Point[] {
  return polygon.flatMap((point, i) => {
    const next = polygon[(i + 1) % polygon.length]!;
    const [here, there] = [at(point), at(next)];
    const kept = here >= 0 ? [point] : [];
    if (here >= 0 === there >= 0) return kept;
    const t = here / (here - there);
    return [...kept, [point[0] + t * (next[0] - point[0]), point[1] + t * (next[1] - point[1])] as const];
  });
}

/** Area and centre of gravity, by the shoelace formula. */
function measure(polygon: readonly Point[]): {area: number; centre: Point} {
  let [twice, cx, cy] = [0, 0, 0];
  for (const [i, [x, y]] of polygon.entries()) {
    const [u, v] = polygon[(i + 1) % polygon.length]!;
    const cross = x * v - u * y;
    twice += cross;
    cx += (x + u) * cross;
    cy += (y + v) * cross;
  }
  return twice > 0
    ? {area: twice / 2, centre: [cx / (3 * twice), cy / (3 * twice)]}
    : {area: 0, centre: polygon[0] ?? [0, 0]};
}

/** Places along one side of the grid on which probabilities are computed for their level lines. */
const NODES = 49;
let grid: {range: number; points: Matrix} | undefined;

/** For each class the rings around where its probability is above each level, in the plane's own numbers. */
export function bandsOf(state: ClassifierState, range: number, levels: readonly number[]): Point[][][][] {
  if (grid?.range !== range) grid = {range, points: gridPoints(range)};
  const {rows, cols, data} = scoresOf(state, grid.points);
  const p = new Float64Array(data.length);
  for (let row = 0; row < rows; row++) softmaxInto(p, data, row * cols, cols);
  const make = contours().size([NODES, NODES]);
  const place = (cell: number) => Math.max(-range, Math.min(range, ((cell - 0.5) / (NODES - 1)) * 2 * range - range));
  return Array.from({length: cols}, (_, k) => {
    const values = Float64Array.from({length: rows}, (_, row) => p[row * cols + k]!);
    return levels.map((level) =>
      make
        .contour(values, level)
        .coordinates.flat()
        .map((ring) => ring.map(([i, j]) => [place(i), place(j)] as const)),
    );
  });
}

/** Row by row from below, so that a contour's j grows with x₂. */
function gridPoints(range: number): Matrix {
  const points = matrix(NODES * NODES, 2);
  const place = (i: number) => (2 * range * i) / (NODES - 1) - range;
  for (let j = 0, at = 0; j < NODES; j++) {
    for (let i = 0; i < NODES; i++) {
      points.data[at++] = place(i);
      points.data[at++] = place(j);
    }
  }
  return points;
}
