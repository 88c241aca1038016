import type {Random} from "../../numeric/index.ts";
import {type Dataset, dataset} from "./dataset.ts";

export interface SpiralOptions {
  /** One class an arm. */
  arms?: number;
  perArm?: number;
  /** How far an arm winds round the centre. */
  turns?: number;
  /** Where the arms end. */
  radius?: number;
  /** The standard deviation of the angle, in radians. */
  noise?: number;
}

/** Spiral arms about the origin, each a class, with points at even distances from the centre outward. */
export function spiral(
  {arms = 3, perArm = 100, turns = 0.65, radius = 5, noise = 0.2}: SpiralOptions,
  rng: Random,
): Dataset {
  return dataset(arms, perArm, (arm, index) => {
    const along = (index + 1) / perArm;
    const angle = 2 * Math.PI * (arm / arms + turns * along) + noise * rng.normal();
    return [radius * along * Math.sin(angle), radius * along * Math.cos(angle)];
  });
}
