import type {PlaneFunction, Point} from "./plane-function.ts";

export interface Lowest {
  readonly value: number;
  readonly at: Point;
}

/** Points of the grid along each side. */
const GRID = 41;
const STEPS = 2000;

/**
 * The least value of f that can be found in a window: the best of a grid and of given points, improved by gradient descent
 * with a step that is halved until it helps (Armijo, 1966). An estimate: a hollow narrower than the grid may be missed. It
 * does not leave the window. `undefined` if f has no finite value there.
 */
export function lowestValue(
  f: PlaneFunction,
  x: readonly [number, number],
  y: readonly [number, number],
  points: readonly Point[] = [],
): Lowest | undefined {
  let best: Lowest | undefined;
  const consider = (px: number, py: number) => {
    const value = f.value(px, py);
    if (Number.isFinite(value) && (best === undefined || value < best.value)) best = {value, at: [px, py]};
  };
  for (let i = 0; i < GRID; i++)
    for (let j = 0; j < GRID; j++)
      consider(x[0] + ((x[1] - x[0]) * i) / (GRID - 1), y[0] + ((y[1] - y[0]) * j) / (GRID - 1));
  for (const [px, py] of points) consider(px, py);
  if (best === undefined) return undefined;
  let {value, at} = best as Lowest;
  let rate = 1;
  for (let step = 0; step < STEPS; step++) {
    const [gx, gy] = f.gradient(at[0], at[1]);
    const square = gx * gx + gy * gy;
    if (!(square > 1e-24 && Number.isFinite(square))) break;
    rate *= 2;
    let improved = false;
    while (rate > 1e-14) {
      const next: Point = [at[0] - rate * gx, at[1] - rate * gy];
      const there = f.value(next[0], next[1]);
      const inside = next[0] >= x[0] && next[0] <= x[1] && next[1] >= y[0] && next[1] <= y[1];
      if (inside && there <= value - 0.3 * rate * square) {
        [value, at, improved] = [there, next, true];
        break;
      }
      rate /= 2;
    }
    if (!improved) break;
  }
  return {value, at};
}
