import {type Matrix, matrix} from "../../numeric/index.ts";

/** Points of the plane, each with a number to predict. */
export interface RegressionSet {
  /** n × 2: x₁ to the right, x₂ upward. */
  readonly inputs: Matrix;
  /** The number of each point, −1 … 1. */
  readonly targets: Float64Array;
}

/** A set of `count` points with their targets, each drawn by `point` as [x₁, x₂, target]. */
export function regressionSet(count: number, point: () => readonly [number, number, number]): RegressionSet {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`the number of points must be whole and at least 1: ${count}`);
  }
  const inputs = matrix(count, 2);
  const targets = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const [x1, x2, target] = point();
    inputs.data[2 * i] = x1;
    inputs.data[2 * i + 1] = x2;
    targets[i] = target;
  }
  return {inputs, targets};
}
