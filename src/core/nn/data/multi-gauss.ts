import type {Random} from "../../numeric/index.ts";
import {type RegressionSet, regressionSet} from "./regression-set.ts";

export interface MultiGaussOptions {
  count?: number;
  /** Half of the square's side. */
  radius?: number;
  /** The standard deviation, as a share of the radius, of the place at which the height is read. */
  noise?: number;
}

/** [x₁, x₂, sign] of each bump, in parts of the radius. */
const BUMPS = [-2 / 3, 0, 2 / 3].flatMap((x1, i) =>
  [0.4, -0.4].map((x2, j) => [x1, x2, (i + j) % 2 === 0 ? 1 : -1] as const),
);
/** Where a bump ends, in parts of the radius. */
const REACH = 1 / 3;

/**
 * Points all over a square with six round bumps in two rows of three, by turns up and down: the target is ±1 at a bump's
 * centre, falls off evenly to 0 at a third of the radius, and is 0 elsewhere.
 */
export function multiGauss({count = 200, radius = 6, noise = 0}: MultiGaussOptions, rng: Random): RegressionSet {
  return regressionSet(count, () => {
    const x1 = radius * (2 * rng.uniform() - 1);
    const x2 = radius * (2 * rng.uniform() - 1);
    const spread = noise * radius;
    return [x1, x2, height((x1 + spread * rng.normal()) / radius, (x2 + spread * rng.normal()) / radius)];
  });
}

/** The bump that stands out most at a point. */
function height(x1: number, x2: number): number {
  let tallest = 0;
  for (const [at1, at2, sign] of BUMPS) {
    const bump = sign * Math.max(0, 1 - Math.hypot(x1 - at1, x2 - at2) / REACH);
    if (Math.abs(bump) > Math.abs(tallest)) tallest = bump;
  }
  return tallest;
}
