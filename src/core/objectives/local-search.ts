import {randomStream} from "../numeric/random.ts";

export interface LocalSearchOptions {
  /** The weights to begin with. */
  start: readonly number[];
  /** How far off each neighbour lies. Default 0.1. */
  stepSize?: number;
  /** How many neighbours are tried. Default 60. */
  steps?: number;
  /** Whether a neighbour that is just as good is taken. Default false: only a better one is. */
  acceptEqual?: boolean;
  seed?: number;
}

/** Where the search stands after a trial. */
export interface SearchStep {
  readonly weights: readonly number[];
  /** The objective there. */
  readonly value: number;
  /** The neighbour that was tried, and its objective; not for the start. */
  readonly tried?: readonly number[];
  readonly triedValue?: number;
  readonly accepted?: boolean;
}

/**
 * Climbs an objective by trying: each step looks at one neighbour, `stepSize` away in a direction drawn at random, and
 * moves there if the objective is higher. The same seed draws the same directions, whatever the objective.
 * @returns the start and the state after each step: `steps` + 1 of them
 * @throws RangeError for no weights, or a step size or count that is not above 0
 */
export function localSearch(
  objective: (weights: readonly number[]) => number,
  {start, stepSize = 0.1, steps = 60, acceptEqual = false, seed = 1}: LocalSearchOptions,
): SearchStep[] {
  if (start.length === 0 || !start.every(Number.isFinite)) {
    throw new RangeError(`localSearch: start must be a list of finite weights, not ${JSON.stringify(start)}`);
  }
  if (!(stepSize > 0)) throw new RangeError(`localSearch: stepSize must be above 0, not ${stepSize}`);
  if (!Number.isInteger(steps) || steps < 1) throw new RangeError(`localSearch: steps must be 1 or more, not ${steps}`);
  const rng = randomStream(seed, "search");
  const path: SearchStep[] = [{weights: [...start], value: objective(start)}];
  for (let step = 0; step < steps; step++) {
    const {weights, value} = path[step]!;
    // The direction of a gaussian vector is as likely as any other; in one dimension it is +1 or −1.
    const direction = weights.map(() => rng.normal());
    const length = Math.hypot(...direction);
    const tried = weights.map((w, i) => w + (stepSize * direction[i]!) / length);
    const triedValue = objective(tried);
    const accepted = acceptEqual ? triedValue >= value : triedValue > value;
    path.push({...(accepted ? {weights: tried, value: triedValue} : {weights, value}), tried, triedValue, accepted});
  }
  return path;
}
