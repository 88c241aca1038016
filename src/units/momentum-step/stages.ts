import {descend, type PlaneFunction, type Point} from "../../core/descent/index.ts";
import {Momentum} from "../../core/nn/optimizers/momentum.ts";

/** A step of momentum, taken apart. */
export const STAGES = [
  {
    id: "here",
    title: "Where it stands",
    formula: "w and v",
    says: "The ball is at w and brings the velocity v of the last step along.",
  },
  {id: "decay", title: "Decay", formula: "μ v", says: "Friction: only the share μ of the velocity is left."},
  {
    id: "gradient",
    title: "Gradient",
    formula: "∇g(w)",
    says: "The backward pass tells the slope where the ball stands.",
  },
  {
    id: "scale",
    title: "Push",
    formula: "−α ∇g(w)",
    says: "Turned downhill and multiplied by the learning rate, the slope is a push.",
  },
  {
    id: "add",
    title: "Add",
    formula: "v ← μ v − α ∇g(w)",
    says: "What was left of the old velocity and the push make the new one.",
  },
  {id: "move", title: "Move", formula: "w ← w + v", says: "The ball moves by its velocity. On to the next step."},
] as const;

export type StageId = (typeof STAGES)[number]["id"];

export interface Iteration {
  readonly w: Point;
  /** The velocity it brings along. */
  readonly v: Point;
  readonly decayed: Point;
  readonly gradient: Point;
  readonly push: Point;
  /** The new velocity. */
  readonly velocity: Point;
  readonly next: Point;
}

/**
 * The iterations of core's momentum with all that is computed on the way. Where w goes is what the optimizer did; the pieces
 * are computed beside it and add up to that.
 */
export function iterations(
  f: PlaneFunction,
  {start, rate, momentum, steps}: {start: Point; rate: number; momentum: number; steps: number},
): Iteration[] {
  const {points} = descend({f, start, optimizer: new Momentum({rate, momentum}), steps});
  const rows: Iteration[] = [];
  let v: Point = [0, 0];
  for (const [i, {x, y}] of points.entries()) {
    const after = points[i + 1];
    if (!after) break;
    const gradient = f.gradient(x, y);
    const decayed: Point = [momentum * v[0], momentum * v[1]];
    const push: Point = [-rate * gradient[0], -rate * gradient[1]];
    const velocity: Point = [decayed[0] + push[0], decayed[1] + push[1]];
    rows.push({w: [x, y], v, decayed, gradient, push, velocity, next: [after.x, after.y]});
    v = velocity;
  }
  return rows;
}

/** Which iteration, from 0, and which of its stages a step shows. */
export function place(step: number): {iteration: number; stage: number} {
  return {iteration: Math.floor(step / STAGES.length), stage: step % STAGES.length};
}
