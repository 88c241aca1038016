import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {randomStream} from "../../../../src/core/index.ts";
import type {Kernels} from "../../../../src/core/numeric/kernels/index.ts";
import {put, take, variants, worst} from "./variants.ts";

/** The definition, in double precision. */
function product(a: Float32Array, b: Float32Array, m: number, k: number, n: number): Float64Array {
  const c = new Float64Array(m * n);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++)
      for (let p = 0; p < k; p++) c[i * n + j] = c[i * n + j]! + a[i * k + p]! * b[p * n + j]!;
  return c;
}

function multiply(kernels: Kernels, a: Float32Array, b: Float32Array, [m, k, n]: Shape, transposed = false) {
  const start = kernels.mark();
  const packed = kernels.allocate(kernels.packedLength(k, n));
  const right = put(kernels, b);
  kernels.pack(right, k, n, packed, transposed);
  const left = put(kernels, a);
  const c = kernels.allocate(m * n);
  const guard = put(kernels, [1, 2, 3, 4, 5]);
  kernels.multiply(left, packed, c, m, k, n);
  const result = take(kernels, c, m * n);
  expect([...kernels.view(guard, 5)], "what lies behind C").toEqual([1, 2, 3, 4, 5]);
  expect(take(kernels, left, a.length), "A").toEqual(a);
  expect(take(kernels, right, b.length), "B").toEqual(b);
  kernels.release(start);
  return result;
}

type Shape = [m: number, k: number, n: number];

const shapes: Shape[] = [
  [1, 1, 1],
  [1, 1, 29],
  [29, 1, 1],
  [1, 37, 1],
  [2, 3, 5],
  [3, 12, 12],
  [4, 5, 13],
  [7, 11, 24],
  [96, 16, 36],
  [97, 31, 41],
  [193, 50, 10],
  [0, 5, 3],
  [3, 0, 5],
  [3, 5, 0],
];

describe.each(variants)("product, $name", ({make, reason}) => {
  it.skipIf(reason).each(shapes)("agrees with the definition: %i × %i times … × %i", (m, k, n) => {
    const rng = randomStream(1, m, k, n);
    const a = rng.fillNormal(new Float32Array(m * k));
    const b = rng.fillNormal(new Float32Array(k * n));
    const bTransposed = new Float32Array(k * n);
    for (let p = 0; p < k; p++) for (let j = 0; j < n; j++) bTransposed[j * k + p] = b[p * n + j]!;
    const expected = product(a, b, m, k, n);
    const kernels = make();
    expect(worst(multiply(kernels, a, b, [m, k, n]), expected)).toBeLessThan(1e-5);
    expect(worst(multiply(kernels, a, bTransposed, [m, k, n], true), expected)).toBeLessThan(1e-5);
  });

  it.skipIf(reason)("agrees for any shape, in memory that others have used", () => {
    const kernels = make();
    const side = fc.integer({min: 0, max: 40});
    fc.assert(
      fc.property(side, side, side, fc.integer(), fc.boolean(), (m, k, n, seed, transposed) => {
        const rng = randomStream(seed);
        const a = rng.fillNormal(new Float32Array(m * k));
        const b = rng.fillNormal(new Float32Array(k * n));
        const stored = transposed ? transposeOf(b, k, n) : b;
        expect(worst(multiply(kernels, a, stored, [m, k, n], transposed), product(a, b, m, k, n))).toBeLessThan(1e-5);
      }),
      {numRuns: 60},
    );
  });

  it.skipIf(reason)("keeps extreme numbers in the rows and columns they belong to", () => {
    const [m, k, n] = [8, 6, 25];
    const rng = randomStream(4);
    const a = rng.fillNormal(new Float32Array(m * k));
    const b = rng.fillNormal(new Float32Array(k * n));
    a[1 * k + 2] = Number.NaN;
    a[3 * k] = 1e30;
    a[4 * k + 5] = Number.POSITIVE_INFINITY;
    b[2 * n + 7] = Number.NEGATIVE_INFINITY;
    b[0 * n + 24] = 1e-40;
    a.fill(0, 6 * k, 7 * k);
    expect(worst(multiply(make(), a, b, [m, k, n]), product(a, b, m, k, n))).toBeLessThan(1e-5);
  });

  it.skipIf(reason)("transposes any shape", () => {
    const kernels = make();
    fc.assert(
      fc.property(fc.integer({min: 0, max: 23}), fc.integer({min: 0, max: 23}), (rows, cols) => {
        const start = kernels.mark();
        const a = Float32Array.from({length: rows * cols}, (_, i) => i);
        const at = put(kernels, a);
        const out = kernels.allocate(rows * cols);
        const guard = put(kernels, [7]);
        kernels.transpose(at, rows, cols, out);
        expect(take(kernels, out, rows * cols)).toEqual(transposeOf(a, rows, cols));
        expect(kernels.view(guard, 1)[0]).toBe(7);
        kernels.release(start);
      }),
    );
  });
});

function transposeOf(a: Float32Array, rows: number, cols: number): Float32Array {
  const out = new Float32Array(a.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) out[j * rows + i] = a[i * cols + j]!;
  return out;
}
