import type {Matrix} from "../numeric/index.ts";

/**
 * A matrix in double precision. Networks compute in doubles throughout: V8 does so either way, a gradient check needs
 * them, and a loop that only ever sees one kind of array is compiled for that kind.
 */
export interface DoubleMatrix extends Matrix {
  readonly data: Float64Array;
}

/** A matrix of zeros in double precision. */
export function doubles(rows: number, cols: number): DoubleMatrix {
  return {rows, cols, data: new Float64Array(rows * cols)};
}

/** The matrix itself where it is in double precision, else a copy that is. */
export function asDoubles(x: Matrix): DoubleMatrix {
  return x.data instanceof Float64Array
    ? (x as DoubleMatrix)
    : {rows: x.rows, cols: x.cols, data: Float64Array.from(x.data)};
}

/** A copy in double precision. */
export function copyOf(x: Matrix): DoubleMatrix {
  return {rows: x.rows, cols: x.cols, data: Float64Array.from(x.data)};
}
