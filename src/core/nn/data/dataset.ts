import {type Matrix, matrix} from "../../numeric/index.ts";

/** Points of the plane, each with a class. */
export interface Dataset {
  /** n × 2: x₁ to the right, x₂ upward. */
  readonly inputs: Matrix;
  /** The class of each point, 0 … classes − 1. */
  readonly labels: Uint8Array;
  readonly classes: number;
}

/** A data set of `perClass` points of each class, one class after the other, drawn by `point`. */
export function dataset(
  classes: number,
  perClass: number,
  point: (label: number, index: number) => readonly [number, number],
): Dataset {
  for (const [what, n] of Object.entries({classes, "points of each class": perClass})) {
    if (!Number.isInteger(n) || n < 1) throw new RangeError(`the number of ${what} must be whole and at least 1: ${n}`);
  }
  const inputs = matrix(classes * perClass, 2);
  const labels = new Uint8Array(classes * perClass);
  for (let label = 0, row = 0; label < classes; label++) {
    for (let index = 0; index < perClass; index++, row++) {
      inputs.data.set(point(label, index), 2 * row);
      labels[row] = label;
    }
  }
  return {inputs, labels, classes};
}

/** Classes 0 and 1 as signs −1 and 1, which a single tanh unit, squared error and hinge loss want. */
export function signs(labels: ArrayLike<number>): Float64Array {
  return Float64Array.from(labels, (label) => {
    if (label !== 0 && label !== 1) throw new RangeError(`only classes 0 and 1 can be signs, not ${label}`);
    return 2 * label - 1;
  });
}
