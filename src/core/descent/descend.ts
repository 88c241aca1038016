import type {Optimizer} from "../nn/types.ts";
import type {PlaneFunction, Point} from "./plane-function.ts";
import {ClimbWatch, FAR, isLost, walk} from "./walk.ts";

export interface DescendOptions {
  f: PlaneFunction;
  start: Point;
  /** Any optimizer of core/nn. It begins afresh. */
  optimizer: Optimizer;
  /** Most steps, 1 to 100,000. Default 300. */
  steps?: number;
  /** A value of f that counts as arrived, once it is gone below. */
  target?: number;
  /** Settings of the optimizer before step 1, 2, …: an annealed momentum, a falling rate. */
  schedule?: (step: number) => {readonly rate?: number; readonly momentum?: number};
}

export interface DescentPoint {
  readonly step: number;
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

/** "arrived": below the target at some time. "diverged": gone, or climbing higher and higher. "on its way": neither yet. */
export type Outcome = "arrived" | "diverged" | "on its way";

export interface Descent {
  /** The optimizer's name. */
  readonly optimizer: string;
  /** From the start on. Ends early where a point is lost; that point is not among them. */
  readonly points: readonly DescentPoint[];
  readonly outcome: Outcome;
  /** The first step at which the value was below the target. */
  readonly iterations?: number;
  /** What happened to a lost point, as a sentence. */
  readonly problem?: string;
}

/**
 * Goes downhill: `steps` steps of the optimizer from the start, by the gradient of f.
 *
 *     descend({f: planeFunction("0.5*(x^2 + 20*y^2)"), start: [-10, 1], optimizer: new SGD({rate: 0.05}), target: 1e-3})
 *
 * @throws RangeError for a start where f has no value, and for steps out of range
 */
export function descend({f, start, optimizer, steps = 300, target, schedule}: DescendOptions): Descent {
  if (!(Number.isInteger(steps) && steps >= 1 && steps <= 100_000))
    throw new RangeError(`descend(): steps is a whole number from 1 to 100,000, not ${steps}.`);
  const at = walk(f, start, optimizer);
  const points: DescentPoint[] = [{step: 0, x: at.x, y: at.y, value: at.value}];
  if (isLost(points[0]!))
    throw new RangeError(
      `descend(): f has no finite value at the start (${start[0]}, ${start[1]}). Begin somewhere else.`,
    );
  const watch = new ClimbWatch(steps);
  let problem: string | undefined;
  for (let step = 1; step <= steps; step++) {
    const settings = schedule?.(step);
    if (settings) Object.assign(optimizer, settings);
    at.step();
    const point = {step, x: at.x, y: at.y, value: at.value};
    if (isLost(point)) {
      problem = lost(point);
      break;
    }
    watch.see(step, point.value);
    points.push(point);
  }
  const iterations = target === undefined ? undefined : points.find(({value}) => value < target)?.step;
  const diverged = problem !== undefined || watch.climbing;
  return {
    optimizer: optimizer.name,
    points,
    outcome: diverged ? "diverged" : iterations === undefined ? "on its way" : "arrived",
    ...(iterations !== undefined && {iterations}),
    ...(problem !== undefined && {problem}),
  };
}

function lost({step, x, y, value}: DescentPoint): string {
  if (!(Math.abs(x) <= FAR && Math.abs(y) <= FAR)) return `At step ${step} it is more than a million away.`;
  return `At step ${step} the function is ${Number.isNaN(value) ? "not a number" : "infinite"}.`;
}
