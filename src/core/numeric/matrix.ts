/** A matrix of rows × cols numbers, row-major: entry (i, j) is data[i * cols + j]. A batch holds one sample a row. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float32Array | Float64Array;
}

/**
 * A matrix over `data` (not copied), or of zeros in double precision.
 * @throws RangeError when a side is not a whole number ≥ 0, or `data` has another length than rows · cols
 */
export function matrix(
  rows: number,
  cols: number,
  data: Float32Array | Float64Array = new Float64Array(length(rows, cols)),
): Matrix {
  if (data.length !== length(rows, cols)) {
    throw new RangeError(`a ${rows} × ${cols} matrix needs ${rows * cols} numbers, not ${data.length}`);
  }
  return {rows, cols, data};
}

/**
 * A matrix from its rows, which must be of one length, such as `matrixFrom([[1, 2], [3, 4]])`.
 * @throws RangeError when the rows differ in length
 */
export function matrixFrom(rows: readonly (readonly number[])[]): Matrix {
  const cols = rows[0]?.length ?? 0;
  const result = matrix(rows.length, cols);
  rows.forEach((row, i) => {
    if (row.length !== cols) throw new RangeError(`row ${i} has ${row.length} numbers, row 0 has ${cols}`);
    result.data.set(row, i * cols);
  });
  return result;
}

/** A matrix of the same shape and precision, all zeros. */
export function zerosLike({rows, cols, data}: Matrix): Matrix {
  return {
    rows,
    cols,
    data: data instanceof Float32Array ? new Float32Array(data.length) : new Float64Array(data.length),
  };
}

/** "1000 × 500", for messages. */
export function shape({rows, cols}: Matrix): string {
  return `${rows} × ${cols}`;
}

function length(rows: number, cols: number): number {
  for (const side of [rows, cols]) {
    if (!Number.isInteger(side) || side < 0) throw new RangeError(`a matrix cannot have ${side} rows or columns`);
  }
  return rows * cols;
}
