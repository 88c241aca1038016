import type {Random} from "../../numeric/index.ts";
import {type Dataset, dataset} from "./dataset.ts";

export interface CircleOptions {
  perClass?: number;
  /** Of the outer ring. */
  radius?: number;
  /** The standard deviation of each coordinate, as a share of the radius. */
  noise?: number;
}

/** A disc (class 1) inside a ring (class 0): up to half of the radius, and beyond 0.7 of it. */
export function circle({perClass = 100, radius = 5, noise = 0}: CircleOptions, rng: Random): Dataset {
  return dataset(2, perClass, (label) => {
    const r = radius * (label === 1 ? 0.5 * rng.uniform() : 0.7 + 0.3 * rng.uniform());
    const angle = 2 * Math.PI * rng.uniform();
    const spread = noise * radius;
    return [r * Math.sin(angle) + spread * rng.normal(), r * Math.cos(angle) + spread * rng.normal()];
  });
}
