/**
 * What is known in closed form of descent on a quadratic, ½ Σ λᵢ zᵢ² along the axes of its Hessian, with
 * v ← μ v − α λ z, z ← z + v along each (Polyak, 1964).
 */

/** A learning rate, a momentum, and how they do. */
export interface Setting {
  readonly rate: number;
  readonly momentum: number;
  /** By this factor the distance shrinks a step, in the long run. */
  readonly factor: number;
}

/**
 * The spectral radius of the step (z, v) → (z, v)′: the larger size of the two roots of r² − (1 + μ − αλ) r + μ = 0. By this
 * factor a step shrinks the distance in the long run.
 * @param curvature λ, along one axis
 */
export function convergenceFactor(rate: number, momentum: number, curvature: number): number {
  const half = (1 + momentum - rate * curvature) / 2;
  const discriminant = half * half - momentum;
  // Complex roots are conjugates with the product μ.
  return discriminant < 0 ? Math.sqrt(momentum) : Math.abs(half) + Math.sqrt(discriminant);
}

/** Whether descent converges along an axis: 0 < αλ < 2 + 2μ, for 0 ≤ μ < 1. */
export function isStable(rate: number, momentum: number, curvature: number): boolean {
  const pull = rate * curvature;
  return momentum >= 0 && momentum < 1 && pull > 0 && pull < 2 + 2 * momentum;
}

/** Whether an axis is overshot again and again: complex roots, or a negative one that is the larger. */
export function oscillates(rate: number, momentum: number, curvature: number): boolean {
  const sum = 1 + momentum - rate * curvature;
  return sum * sum < 4 * momentum || sum < 0;
}

/** The best learning rate of plain gradient descent for curvatures from `least` to `most`: 2/(least + most). */
export function bestGradientDescent(least: number, most: number): Setting {
  checkCurvatures(least, most);
  return {rate: 2 / (least + most), momentum: 0, factor: (most - least) / (most + least)};
}

/** The best rate and momentum: α = (2/(√least + √most))², μ = ((√most − √least)/(√most + √least))², and √μ a step. */
export function bestMomentum(least: number, most: number): Setting {
  checkCurvatures(least, most);
  const [low, high] = [Math.sqrt(least), Math.sqrt(most)];
  const factor = (high - low) / (high + low);
  return {rate: (2 / (low + high)) ** 2, momentum: factor ** 2, factor};
}

function checkCurvatures(least: number, most: number): void {
  if (!(least > 0 && most >= least && Number.isFinite(most)))
    throw new RangeError(`Curvatures are positive, the least first, not ${least} and ${most}.`);
}
