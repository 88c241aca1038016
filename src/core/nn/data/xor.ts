import type {Random} from "../../numeric/index.ts";
import {type Dataset, dataset} from "./dataset.ts";

export interface XorOptions {
  perClass?: number;
  /** Half of the square's side. */
  radius?: number;
  /** The width of the empty cross between the quadrants, as a share of the radius. */
  gap?: number;
  /** The standard deviation of each coordinate, as a share of the radius. */
  noise?: number;
}

/** A square in four quadrants: class 1 where the coordinates have the same sign, class 0 where they differ. */
export function xor({perClass = 100, radius = 5, gap = 0.06, noise = 0}: XorOptions, rng: Random): Dataset {
  return dataset(2, perClass, (label) => {
    const side = rng.integer(2) === 0 ? -1 : 1;
    const away = (): number => radius * (gap + (1 - gap) * rng.uniform());
    const x = side * away();
    const y = (label === 1 ? side : -side) * away();
    const spread = noise * radius;
    return [x + spread * rng.normal(), y + spread * rng.normal()];
  });
}
