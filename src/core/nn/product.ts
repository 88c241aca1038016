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
 * b[p · bDown + j · bRight]: a transpose is the same numbers with the two strides exchanged. A block of 2 × 4 sums is
 * kept in registers: eight multiplications for six loads.
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
      let q0 = i * aDown;
      let r0 = j * bRight;
      for (let p = 0; p < k; p++, q0 += aRight, r0 += bDown) {
        const a0 = a[q0]!;
        const a1 = a[q0 + aDown]!;
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
      const s = i * n + j;
      const t = s + n;
      c[s] = s0;
      c[s + 1] = s1;
      c[s + 2] = s2;
      c[s + 3] = s3;
      c[t] = t0;
      c[t + 1] = t1;
      c[t + 2] = t2;
      c[t + 3] = t3;
    }
  }
  // What no block covers: the last columns of each pair of rows, two rows at a time, and an odd last row.
  for (let i = 0; i < pairs; i += 2) {
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
      c[i * n + j] = s;
      c[(i + 1) * n + j] = t;
    }
  }
  if (pairs === m) return;
  for (let j = 0; j < n; j++) {
    let sum = 0;
    let q = pairs * aDown;
    let r = j * bRight;
    for (let p = 0; p < k; p++, q += aRight, r += bDown) sum += a[q]! * b[r]!;
    c[pairs * n + j] = sum;
  }
}
