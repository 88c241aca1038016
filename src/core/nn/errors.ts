import type {Matrix} from "../numeric/index.ts";
import {shape} from "../numeric/index.ts";
import type {Layer} from "./types.ts";

/** What messages call a layer. */
export function nameOf(layer: Layer): string {
  return layer.name ?? layer.kind ?? "layer";
}

/** @throws RangeError unless x has that many columns */
export function checkInput(layer: Layer, x: Matrix, cols: number): void {
  if (x.cols !== cols) {
    throw new RangeError(`${nameOf(layer)}: takes ${count(cols, "number")} a sample, but the input is ${shape(x)}`);
  }
}

/** @throws Error before a forward pass, RangeError unless dout has the shape of its output */
export function checkOutputGradient(layer: Layer, dout: Matrix, output: Matrix | undefined): asserts output is Matrix {
  if (!output) throw new Error(`${nameOf(layer)}: call forward before backward`);
  if (dout.rows !== output.rows || dout.cols !== output.cols) {
    throw new RangeError(`${nameOf(layer)}: the output was ${shape(output)}, so its gradient cannot be ${shape(dout)}`);
  }
}

/** @throws RangeError unless the width is a whole number of at least 1 */
export function checkWidth(layer: string, width: number, what: string): void {
  if (!Number.isInteger(width) || width < 1) {
    throw new RangeError(`${layer}: needs a whole number of ${what}, at least 1, not ${width}`);
  }
}

/** @throws RangeError naming the first entry that is not a finite number */
export function checkFinite(what: string, x: Matrix): void {
  if (isFiniteMatrix(x)) return;
  const at = x.data.findIndex((entry) => !Number.isFinite(entry));
  const [row, col] = [Math.floor(at / x.cols), at % x.cols];
  throw new RangeError(`${what} (${shape(x)}): row ${row}, column ${col} is ${x.data[at]}; all must be finite numbers`);
}

/** Whether every entry is a finite number. */
export function isFiniteMatrix({data}: Matrix): boolean {
  // x − x is 0 for a finite number, else NaN.
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i]! - data[i]!;
  return sum === 0;
}

/** "1 number", "3 numbers". */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
