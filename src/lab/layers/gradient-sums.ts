import {nothing, type Spread} from "./spread.ts";

/** Of each row: the sum of its numbers, and of their squares. */
export interface RowSums {
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  readonly cols: number;
}

export function rowSums(values: Float32Array, cols: number): RowSums {
  const rows = values.length / cols;
  const sums = new Float64Array(rows);
  const squares = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    let square = 0;
    for (let at = i * cols; at < (i + 1) * cols; at++) {
      const x = values[at] as number;
      sum += x;
      square += x * x;
    }
    sums[i] = sum;
    squares[i] = square;
  }
  return {sums, squares, cols};
}

/**
 * The spread of every xₙᵢ · δₙⱼ, over samples n, inputs i and units j: the weight gradient of sample n is the outer product of
 * what the layer reads, xₙ, and the gradient of its sums, δₙ, so that row sums suffice.
 */
export function productSpread(read: RowSums, gradient: Float32Array, cols: number): Spread {
  const {sums, squares} = rowSums(gradient, cols);
  let first = 0;
  let second = 0;
  for (let i = 0; i < sums.length; i++) {
    first += (read.sums[i] as number) * (sums[i] as number);
    second += (read.squares[i] as number) * (squares[i] as number);
  }
  const count = sums.length * read.cols * cols;
  if (count === 0) return nothing;
  const mean = first / count;
  return {count, mean, std: Math.sqrt(Math.max(0, second / count - mean * mean))};
}
