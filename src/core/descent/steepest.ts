/** How long a step is: L2 is the length on paper, L1 the way along the axes, L∞ the largest coordinate. */
export type Norm = "L2" | "L1" | "L∞";

export const NORMS: readonly Norm[] = ["L2", "L1", "L∞"];

/** The size of a vector of any dimension. */
export function normOf(vector: readonly number[], norm: Norm): number {
  switch (norm) {
    case "L2":
      return Math.hypot(...vector);
    case "L1":
      return vector.reduce((sum, value) => sum + Math.abs(value), 0);
    case "L∞":
      return vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  }
}

/** ‖b‖* = max of aᵀb over ‖a‖ ≤ 1: the norm that measures how much a step of size 1 can win. */
export function dualNorm(norm: Norm): Norm {
  return norm === "L2" ? "L2" : norm === "L1" ? "L∞" : "L1";
}

/**
 * The Δ with ‖Δ‖ ≤ radius that makes Δᵀ∇g least, which is −radius · ‖∇g‖*:
 *
 * - L2: −ε ∇g/‖∇g‖, against the gradient (Cauchy–Schwarz)
 * - L1: all of it along the coordinate with the largest derivative (the first of them, at a tie)
 * - L∞: every coordinate to its limit, −ε sign ∂g/∂wᵢ
 *
 * @returns zeros where the gradient is 0: then no direction is better than another
 */
export function steepestStep(gradient: readonly number[], radius: number, norm: Norm = "L2"): number[] {
  if (!(radius >= 0)) throw new RangeError(`steepestStep(): the radius is a number of at least 0, not ${radius}.`);
  const none = gradient.map(() => 0);
  const largest = normOf(gradient, "L∞");
  if (!(largest > 0)) return none;
  const against = (value: number) => (value === 0 ? 0 : -value);
  switch (norm) {
    case "L2": {
      // Divided by the largest first, so that no square overflows.
      const scaled = gradient.map((value) => value / largest);
      const length = Math.hypot(...scaled);
      return scaled.map((value) => against((radius * value) / length));
    }
    case "L1": {
      const k = gradient.findIndex((value) => Math.abs(value) === largest);
      none[k] = -radius * Math.sign(gradient[k]!);
      return none;
    }
    case "L∞":
      return gradient.map((value) => against(radius * Math.sign(value)));
  }
}

/** The step of exactly this size in a direction of the plane, its angle in radians counted from the x-axis. */
export function stepAt(angle: number, radius: number, norm: Norm = "L2"): [number, number] {
  const direction = [Math.cos(angle), Math.sin(angle)];
  const size = normOf(direction, norm);
  return [(radius * direction[0]!) / size, (radius * direction[1]!) / size];
}

/** What the first-order Taylor expansion says that a step changes: Δᵀ∇g. */
export function firstOrderChange(gradient: readonly number[], step: readonly number[]): number {
  return gradient.reduce((sum, value, i) => sum + value * step[i]!, 0);
}
