import {type Matrix, matrix, shape} from "./matrix.ts";
import {multiplyPanels, packPanels, panelsLength, transposeInto} from "./product.ts";
import type {Random} from "./random.ts";

// What a listing needs of matrices, in double precision whatever the operands are. The names are numpy's where it has them.

/** A rows × cols matrix of draws from N(0, 1): `randn(1000, 500, random(1).data)`. */
export function randn(rows: number, cols: number, rng: Random): Matrix {
  if (typeof rng?.fillNormal !== "function") {
    throw new TypeError("randn needs a stream of random numbers as its third argument, such as random(1).data");
  }
  const result = matrix(rows, cols);
  rng.fillNormal(result.data);
  return result;
}

/**
 * The matrix product A B: rows of A times columns of B.
 * @throws RangeError when A has not as many columns as B has rows; TypeError for what is no matrix
 */
export function matmul(a: Matrix, b: Matrix): Matrix {
  for (const [name, factor] of Object.entries({A: a, B: b}))
    if (!(factor?.data && factor.rows >= 0 && factor.cols >= 0))
      throw new TypeError(`matmul(A, B) needs two matrices, and ${name} is ${described(factor)}`);
  if (a.cols !== b.rows) {
    throw new RangeError(`matmul needs A’s columns to be B’s rows: ${shape(a)} times ${shape(b)}`);
  }
  const panels = new Float64Array(panelsLength(b.rows, b.cols));
  packPanels(b.data, b.rows, b.cols, panels);
  const product = matrix(a.rows, b.cols);
  multiplyPanels(a.data, panels, product.data, a.rows, a.cols, b.cols);
  return product;
}

/** The transpose Aᵀ: rows become columns. */
export function transpose(a: Matrix): Matrix {
  const result = matrix(a.cols, a.rows);
  transposeInto(a.data, a.rows, a.cols, result.data);
  return result;
}

/** The matrix of f(x), x being A’s number in row i and column j: `map(A, (x) => Math.max(0, x))`. */
export function map(a: Matrix, f: (x: number, i: number, j: number) => number): Matrix {
  const result = matrix(a.rows, a.cols);
  for (let i = 0, at = 0; i < a.rows; i++) {
    for (let j = 0; j < a.cols; j++, at++) result.data[at] = f(a.data[at] as number, i, j);
  }
  return result;
}

/** A + B. Each may be a number, a row or a column, which then stands in every entry, row or column of the other. */
export function add(a: Matrix | number, b: Matrix | number): Matrix {
  return combine("add", a, b, (x, y) => x + y);
}

/** A − B, shapes as in `add`. */
export function subtract(a: Matrix | number, b: Matrix | number): Matrix {
  return combine("subtract", a, b, (x, y) => x - y);
}

/** A ⊙ B, entry by entry (for the matrix product see `matmul`); shapes as in `add`. */
export function multiply(a: Matrix | number, b: Matrix | number): Matrix {
  return combine("multiply", a, b, (x, y) => x * y);
}

/** A ⊘ B, entry by entry; shapes as in `add`. */
export function divide(a: Matrix | number, b: Matrix | number): Matrix {
  return combine("divide", a, b, (x, y) => x / y);
}

/** Entry by entry, sides of 1 stretched to the other's (numpy's broadcasting). */
function combine(
  name: string,
  left: Matrix | number,
  right: Matrix | number,
  f: (x: number, y: number) => number,
): Matrix {
  const a = typeof left === "number" ? matrix(1, 1, Float64Array.of(left)) : left;
  const b = typeof right === "number" ? matrix(1, 1, Float64Array.of(right)) : right;
  const side = (one: number, other: number): number => {
    if (one === other || other === 1) return one;
    if (one === 1) return other;
    throw new RangeError(
      `${name} needs matrices of one shape, or a row, column or number beside a matrix: ${shape(a)} and ${shape(b)}`,
    );
  };
  const rows = side(a.rows, b.rows);
  const cols = side(a.cols, b.cols);
  const [aDown, aRight] = strides(a);
  const [bDown, bRight] = strides(b);
  const result = matrix(rows, cols);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, at++) {
      const x = a.data[i * aDown + j * aRight] as number;
      const y = b.data[i * bDown + j * bRight] as number;
      result.data[at] = f(x, y);
    }
  }
  return result;
}

function described(value: unknown): string {
  if (Array.isArray(value)) return "a plain list: matrixFrom(rows) makes a matrix of one";
  if (Number.isNaN(value)) return "NaN, as * makes of a matrix: multiply(W, 2) scales one";
  if (typeof value === "number") return `the number ${value}: multiply(A, ${value}) scales a matrix`;
  return value === null || typeof value !== "object" ? String(value) : "some other object";
}

/** How far the next row and the next column are; 0 on a side of 1, which is then read again and again. */
function strides({rows, cols}: Matrix): [down: number, right: number] {
  return [rows === 1 ? 0 : cols, cols === 1 ? 0 : 1];
}
