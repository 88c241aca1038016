import {doubles} from "./doubles.ts";
import type {Param} from "./types.ts";

/** A parameter of zeros. */
export function parameter(name: string, rows: number, cols: number, {regularized = false} = {}): Param {
  return {name, value: doubles(rows, cols), grad: doubles(rows, cols), regularized};
}
