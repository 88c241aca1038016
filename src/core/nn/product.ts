import {shape} from "../numeric/index.ts";
import type {DoubleMatrix} from "./doubles.ts";

/**
 * The three products of a layer, written into memory that is there already: Y = X W forward, ∂W = Xᵀ ∂Y and
 * ∂X = ∂Y Wᵀ backward. The product in core/numeric packs its right-hand factor first, which pays from a few dozen
 * columns on; a layer of the playground has eight, and its product takes less time than the packing.
 */

/** C (m × n) = A (m × k) · B (k × n). C must be another matrix than A and B. */
export function multiplyInto(c: DoubleMatrix, a: DoubleMatrix, b: DoubleMatrix): void {
  agree(c, a.rows, a.cols, b.rows, b.cols, "A B");
  product(c.data, a.rows, a.cols, b.cols, a.data, a.cols, 1, b.data, b.cols, 1);
}

/** C (m × n) = Aᵀ · B, where A is k × m and B is k × n. C must be another matrix than A and B. */
export function multiplyTransposedLeftInto(c: DoubleMatrix, a: DoubleMatrix, b: DoubleMatrix): void {
  agree(c, a.cols, a.rows, b.rows, b.cols, "Aᵀ B");
  product(c.data, a.cols, a.rows, b.cols, a.data, 1, a.cols, b.data, b.cols, 1);
}

/** C (m × n) = A · Bᵀ, where A is m × k and B is n × k. C must be another matrix than A and B. */
export function multiplyTransposedRightInto(c: DoubleMatrix, a: DoubleMatrix, b: DoubleMatrix): void {
  agree(c, a.rows, a.cols, b.cols, b.rows, "A Bᵀ");
  product(c.data, a.rows, a.cols, b.rows, a.data, a.cols, 1, b.data, 1, b.cols);
}

function agree(c: DoubleMatrix, m: number, k: number, kOfB: number, n: number, formula: string): void {
  if (k !== kOfB) throw new RangeError(`${formula}: ${m} × ${k} times ${kOfB} × ${n} is not defined`);
  if (c.rows !== m || c.cols !== n) throw new RangeError(`${formula} is ${m} × ${n}, but its place is ${shape(c)}`);
}

/**
 * C (m × n) = A (m × k) · B (k × n), where entry (i, p) of A is a[i · aDown + p · aRight] and entry (p, j) of B is
 * b[p · bDown + j · bRight]: a transpose is the same numbers with the two strides exchanged. So C may as well be had as
 * the transpose of Bᵀ Aᵀ, and is where blocks of 2 × 4 sums then cover more of it: two columns of ten rows, say.
 */
function product(
  c: Float64Array,
  m: number,
  k: number,
  n: number,
  a: Float64Array,
  aDown: number,
  aRight: number,
  b: Float64Array,
  bDown: number,
  bRight: number,
): void {
  const upright = (m - (m % 2)) * (n - (n % 4));
  const lying = (n - (n % 2)) * (m - (m % 4));
  if (upright >= lying) blocks(c, n, 1, m, k, n, a, aDown, aRight, b, bDown, bRight);
  else blocks(c, 1, n, n, k, m, b, bRight, bDown, a, aRight, aDown);
}

/**
 * The same, where entry (i, j) of C is c[i · cDown + j · cRight]. A block of 2 × 4 sums is kept in registers: eight
 * multiplications for six loads.
 */
function blocks(
  c: Float64Array,
  cDown: number,
  cRight: number,
  m: number,
  k: number,
  n: number,
  a: Float64Array,
  aDown: number,
  aRight: number,
  b: Float64Array,
  bDown: number,
  bRight: number,
): void {
  const pairs = m - (m % 2);
  const fours = n - (n % 4);
  for (let i = 0; i < pairs; i += 2) {
    for (let j = 0; j < fours; j += 4) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let t0 = 0;
      let t1 = 0;
      let t2 = 0;
      let t3 = 0;
      let q = i * aDown;
      let r0 = j * bRight;
      for (let p = 0; p < k; p++, q += aRight, r0 += bDown) {
        const a0 = a[q]!;
        const a1 = a[q + aDown]!;
        const r1 = r0 + bRight;
        const r2 = r1 + bRight;
        const b0 = b[r0]!;
        const b1 = b[r1]!;
        const b2 = b[r2]!;
        const b3 = b[r2 + bRight]!;
        s0 += a0 * b0;
        s1 += a0 * b1;
        s2 += a0 * b2;
        s3 += a0 * b3;
        t0 += a1 * b0;
        t1 += a1 * b1;
        t2 += a1 * b2;
        t3 += a1 * b3;
      }
      let at = i * cDown + j * cRight;
      c[at] = s0;
      c[at + cDown] = t0;
      at += cRight;
      c[at] = s1;
      c[at + cDown] = t1;
      at += cRight;
      c[at] = s2;
      c[at + cDown] = t2;
      at += cRight;
      c[at] = s3;
      c[at + cDown] = t3;
    }
    // The last columns of the two rows.
    for (let j = fours; j < n; j++) {
      let s = 0;
      let t = 0;
      let q = i * aDown;
      let r = j * bRight;
      for (let p = 0; p < k; p++, q += aRight, r += bDown) {
        const b0 = b[r]!;
        s += a[q]! * b0;
        t += a[q + aDown]! * b0;
      }
      const at = i * cDown + j * cRight;
      c[at] = s;
      c[at + cDown] = t;
    }
  }
  if (pairs === m) return;
  // An odd last row.
  for (let j = 0; j < n; j++) {
    let sum = 0;
    let q = pairs * aDown;
    let r = j * bRight;
    for (let p = 0; p < k; p++, q += aRight, r += bDown) sum += a[q]! * b[r]!;
    c[pairs * cDown + j * cRight] = sum;
  }
}
