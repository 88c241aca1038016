import type {Matrix} from "../../numeric/index.ts";
import {shape} from "../../numeric/index.ts";
import {asDoubles, type DoubleMatrix} from "../doubles.ts";
import {count} from "../errors.ts";
import type {Targets} from "../types.ts";

/** Whether targets come as a matrix, and not as a list of one number a sample. */
export function isMatrix(targets: Targets): targets is Matrix {
  return "data" in targets && "rows" in targets;
}

/** Targets as a matrix: a list becomes a column. */
export function asTargetMatrix(targets: Targets): DoubleMatrix {
  if (isMatrix(targets)) return asDoubles(targets);
  return {rows: targets.length, cols: 1, data: targets instanceof Float64Array ? targets : Float64Array.from(targets)};
}

/** @throws RangeError unless there are outputs, and targets of that many columns for each of them */
export function checkTargets(loss: string, output: Matrix, targets: Matrix, cols: number): void {
  if (output.rows === 0 || output.cols === 0) throw new RangeError(`${loss}: there are no outputs (${shape(output)})`);
  if (targets.rows !== output.rows || targets.cols !== cols) {
    throw new RangeError(
      `${loss}: outputs of ${shape(output)} need ${count(output.rows, "target")} of ${count(cols, "number")} each, ` +
        `not ${shape(targets)}`,
    );
  }
}

/** The class of a sample. @throws RangeError unless it is one of 0 … classes − 1 */
export function classOf(loss: string, targets: DoubleMatrix, sample: number, classes: number): number {
  const label = targets.data[sample]!;
  if (!(label >= 0 && label < classes && Number.isInteger(label))) {
    throw new RangeError(
      `${loss}: the class of sample ${sample} is ${label}, but there are classes 0 … ${classes - 1}`,
    );
  }
  return label;
}
