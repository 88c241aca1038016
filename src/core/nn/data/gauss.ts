import type {Random} from "../../numeric/index.ts";
import {type Dataset, dataset} from "./dataset.ts";

export interface GaussOptions {
  classes?: number;
  perClass?: number;
  /** Of the circle on which the centres stand. */
  radius?: number;
  /** The standard deviation of each cloud, as a share of the radius. */
  noise?: number;
}

/** Round clouds of points, one a class, whose centres stand evenly on a circle, the first at the upper right. */
export function gauss({classes = 2, perClass = 100, radius = 3, noise = 0.3}: GaussOptions, rng: Random): Dataset {
  return dataset(classes, perClass, (label) => {
    const angle = Math.PI / 4 + (2 * Math.PI * label) / classes;
    const spread = noise * radius;
    return [radius * Math.cos(angle) + spread * rng.normal(), radius * Math.sin(angle) + spread * rng.normal()];
  });
}
