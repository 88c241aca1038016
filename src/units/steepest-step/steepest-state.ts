import {
  dualNorm,
  firstOrderChange,
  type Norm,
  normOf,
  type PlaneFunction,
  type Point,
  steepestStep,
  stepAt,
} from "../../core/descent/index.ts";

/** Where one stands, how far and in which direction one may step, and how far is measured. */
export interface SteepestState {
  readonly w: Point;
  /** ε */
  readonly radius: number;
  /** The direction of the step, in radians from the first axis, in (−π, π]. */
  readonly angle: number;
  readonly norm: Norm;
}

export interface SteepestReading {
  readonly value: number;
  readonly gradient: Point;
  /** The step chosen. */
  readonly step: Point;
  /** Δᵀ∇g of that step. */
  readonly firstOrder: number;
  /** g(w + Δ) − g(w) of that step. */
  readonly change: number;
  /** The best step by the first-order expansion, and what that promises: −ε‖∇g‖*. */
  readonly best: {readonly step: Point; readonly angle: number; readonly firstOrder: number; readonly change: number};
  /** The best of all steps of size ε, found by trying directions. */
  readonly truly: {readonly step: Point; readonly angle: number; readonly change: number};
}

/** Directions that are tried for the best: one a quarter of a degree. */
const DIRECTIONS = 1440;

/** All that can be said of a step, computed. A pure function of the state. */
export function read(f: PlaneFunction, {w, radius, angle, norm}: SteepestState): SteepestReading {
  const value = f.value(w[0], w[1]);
  const gradient = f.gradient(w[0], w[1]);
  const changeOf = (step: Point) => f.value(w[0] + step[0], w[1] + step[1]) - value;
  const step = stepAt(angle, radius, norm);
  const best = steepestStep(gradient, radius, norm) as unknown as Point;
  let truly = {step: best, angle: Math.atan2(best[1], best[0]), change: changeOf(best)};
  for (let i = 0; i < DIRECTIONS; i++) {
    const direction = Math.PI * ((2 * (i + 1)) / DIRECTIONS - 1);
    const tried = stepAt(direction, radius, norm);
    const change = changeOf(tried);
    if (change < truly.change) truly = {step: tried, angle: direction, change};
  }
  return {
    value,
    gradient,
    step,
    firstOrder: firstOrderChange(gradient, step),
    change: changeOf(step),
    best: {
      step: best,
      angle: Math.atan2(best[1], best[0]),
      firstOrder: -radius * normOf(gradient, dualNorm(norm)),
      change: changeOf(best),
    },
    truly,
  };
}

/** An angle in degrees from −180 (not included) to 180, without binary dust. */
export function degrees(angle: number): number {
  const turned = (angle * 180) / Math.PI;
  const rounded = Number((turned <= -180 ? turned + 360 : turned > 180 ? turned - 360 : turned).toFixed(6));
  return rounded === -180 ? 180 : rounded || 0;
}
