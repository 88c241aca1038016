import type {Matrix} from "./matrix.ts";
import {nonlinearity} from "./nonlinearity.ts";
import {map} from "./operations.ts";

/** A function of a number that also takes a matrix, and is then applied to each of its numbers. */
export interface Entrywise {
  (x: number): number;
  (x: Matrix): Matrix;
}

/** tanh x, between −1 and 1. */
export const tanh: Entrywise = entrywise(nonlinearity("tanh").value);

/** σ(x) = 1 / (1 + e⁻ˣ), between 0 and 1. */
export const sigmoid: Entrywise = entrywise(nonlinearity("sigmoid").value);

/** max(0, x). */
export const relu: Entrywise = entrywise(nonlinearity("relu").value);

/** x above 0, α x below. */
export function leakyRelu(x: number, alpha?: number): number;
export function leakyRelu(x: Matrix, alpha?: number): Matrix;
export function leakyRelu(x: number | Matrix, alpha = 0.1): number | Matrix {
  return apply(nonlinearity("leaky-relu", {alpha}).value, x);
}

/** x above 0, α (eˣ − 1) below. */
export function elu(x: number, alpha?: number): number;
export function elu(x: Matrix, alpha?: number): Matrix;
export function elu(x: number | Matrix, alpha = 1): number | Matrix {
  return apply(nonlinearity("elu", {alpha}).value, x);
}

function entrywise(f: (x: number) => number): Entrywise {
  function applied(x: number): number;
  function applied(x: Matrix): Matrix;
  function applied(x: number | Matrix): number | Matrix {
    return apply(f, x);
  }
  return applied;
}

/** Strings and the like are left to f, which makes of them what JavaScript makes of them. */
function apply(f: (x: number) => number, x: number | Matrix): number | Matrix {
  return typeof x === "object" && x !== null ? map(x, f) : f(x);
}
