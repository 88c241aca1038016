import type {Random} from "../../numeric/index.ts";
import {type RegressionSet, regressionSet} from "./regression-set.ts";

export interface PlaneOptions {
  count?: number;
  /** Half of the square's side. */
  radius?: number;
  /** The standard deviation, as a share of the radius, of the place at which the height is read. */
  noise?: number;
}

/** Points all over a square, whose targets rise from −1 in its lower left corner to 1 in its upper right one. */
export function plane({count = 200, radius = 6, noise = 0}: PlaneOptions, rng: Random): RegressionSet {
  return regressionSet(count, () => {
    const x1 = radius * (2 * rng.uniform() - 1);
    const x2 = radius * (2 * rng.uniform() - 1);
    const spread = noise * radius;
    const height = (x1 + spread * rng.normal() + x2 + spread * rng.normal()) / (2 * radius);
    return [x1, x2, Math.min(1, Math.max(-1, height))];
  });
}
