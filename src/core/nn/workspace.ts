import type {DoubleMatrix} from "./doubles.ts";

/**
 * One matrix that is written again and again. Training asks for the same shape at each step and gets the same memory;
 * new memory is taken only when a batch is larger than any before it. What it holds is valid until the next `take`.
 */
export class Workspace {
  #memory = new Float64Array(0);
  #matrix: DoubleMatrix = {rows: 0, cols: 0, data: this.#memory};

  /** A matrix of that shape, with whatever numbers are left in it. */
  take(rows: number, cols: number): DoubleMatrix {
    if (this.#matrix.rows !== rows || this.#matrix.cols !== cols) {
      const length = rows * cols;
      if (length > this.#memory.length) this.#memory = new Float64Array(length);
      this.#matrix = {rows, cols, data: this.#memory.subarray(0, length)};
    }
    return this.#matrix;
  }
}
