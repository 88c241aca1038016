import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type NonlinearityName, nonlinearityNames, randomStream} from "../../../../src/core/index.ts";
import {
  addMoments,
  emptyMoments,
  type Kernels,
  MAX_BINS,
  type Moments,
} from "../../../../src/core/numeric/kernels/index.ts";
import {put, take, variants, worst} from "./variants.ts";

/** What the definition says of numbers that are known. Counts of bins may differ by numbers that lie on an edge. */
function check(out: Moments, h: ArrayLike<number>): void {
  const finite = Array.from(h).filter(Number.isFinite);
  const sum = finite.reduce((s, x) => s + x, 0);
  const squares = finite.reduce((s, x) => s + x * x, 0);
  expect(out.count).toBe(finite.length);
  expect(out.nonFinite).toBe(h.length - finite.length);
  expect(out.saturated).toBe(finite.filter((x) => Math.abs(x) > out.saturation).length);
  expect(Math.abs(out.sum - sum)).toBeLessThanOrEqual(1e-12 * finite.reduce((s, x) => s + Math.abs(x), 0));
  expect(Math.abs(out.sumOfSquares - squares)).toBeLessThanOrEqual(1e-12 * squares);

  const {low, high, bins} = out;
  expect(bins.reduce((s, n) => s + n, 0)).toBe(finite.filter((x) => x >= low && x <= high).length);
  const position = (x: number) => ((x - low) / (high - low)) * bins.length;
  for (let edge = 1; edge < bins.length; edge++) {
    const below = bins.slice(0, edge).reduce((s, n) => s + n, 0);
    const inside = finite.filter((x) => x >= low && x <= high);
    const blur = 1e-6 * bins.length * Math.max(1, Math.abs(low / (high - low)));
    expect(below).toBeGreaterThanOrEqual(inside.filter((x) => position(x) < edge - blur).length);
    expect(below).toBeLessThanOrEqual(inside.filter((x) => position(x) < edge + blur).length);
  }
}

function run(kernels: Kernels, name: NonlinearityName, scale: number, z: Float32Array, rows: number, out: Moments) {
  const start = kernels.mark();
  const from = put(kernels, z);
  const to = kernels.allocate(z.length);
  const guard = put(kernels, [42]);
  kernels.activateWithStatistics(name, 1, scale, from, to, rows, z.length / rows || 0, out);
  const h = take(kernels, to, z.length);
  kernels.activate(name, 1, scale, from, from, z.length);
  expect(take(kernels, from, z.length), "as without statistics").toEqual(h);
  expect(kernels.view(guard, 1)[0]).toBe(42);
  kernels.release(start);
  return h;
}

describe.each(variants)("statistics, $name", ({make, reason}) => {
  it.skipIf(reason).each(nonlinearityNames)("counts what %s makes", (name) => {
    const kernels = make();
    const z = randomStream(2, name).fillNormal(new Float32Array(7 * 613), 3);
    const out = emptyMoments();
    check(out, run(kernels, name, 0.7, z, 7, out));
  });

  it.skipIf(reason)("counts any numbers into any bins", () => {
    const kernels = make();
    const number = fc.oneof(
      fc.float(),
      fc.float({min: -2, max: 2, noNaN: true}),
      fc.constantFrom(0, -1, 1, 1e-40, 1e30, -1e30, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
    );
    fc.assert(
      fc.property(
        fc.array(number, {maxLength: 40}),
        fc.integer({min: 1, max: 50}),
        fc.double({min: -3, max: 3, noNaN: true}),
        fc.double({min: 0.01, max: 4, noNaN: true}),
        fc.double({min: 0, max: 1.5, noNaN: true}),
        (array, bins, low, width, saturation) => {
          const out = emptyMoments({bins, low, high: low + width, saturation});
          check(out, run(kernels, "identity", 1, Float32Array.from(array), 1, out));
        },
      ),
    );
  });

  it.skipIf(reason)("counts the ends of the range, and numbers on an edge in the bin above it", () => {
    const out = emptyMoments({bins: 4, low: -1, high: 1});
    run(make(), "identity", 1, Float32Array.of(-1, -0.5, 0, 0.5, 1, -1.0001, 1.0001, 0), 2, out);
    expect([...out.bins]).toEqual([1, 1, 2, 2]);
    expect(out.count).toBe(8);
  });

  it.skipIf(reason)("takes the saturation limit as it is, not rounded to single precision", () => {
    for (const limit of [0.97, 0.99, 0.9]) {
      const single = Math.fround(limit);
      const out = emptyMoments({saturation: limit});
      run(make(), "identity", 1, Float32Array.of(single, -single, 0.5), 1, out);
      expect(out.saturated).toBe(single > limit ? 2 : 0);
    }
  });

  it.skipIf(reason)("adds to what is there, so that parts come to the whole", () => {
    const kernels = make();
    const z = randomStream(3).fillNormal(new Float32Array(1000));
    const whole = emptyMoments();
    run(kernels, "tanh", 1, z, 4, whole);
    const parts = emptyMoments();
    run(kernels, "tanh", 1, z.slice(0, 250), 1, parts);
    run(kernels, "tanh", 1, z.slice(250), 3, parts);
    const merged = emptyMoments();
    run(kernels, "tanh", 1, z.slice(0, 500), 2, merged);
    const rest = emptyMoments();
    run(kernels, "tanh", 1, z.slice(500), 2, rest);
    for (const other of [parts, addMoments(merged, rest)]) {
      expect(other.bins).toEqual(whole.bins);
      expect(other.count).toBe(1000);
      expect(other.sumOfSquares).toBeCloseTo(whole.sumOfSquares, 9);
    }
  });

  it.skipIf(reason)("keeps a spread a hundred thousand times smaller than the mean", () => {
    const z = randomStream(5).fillNormal(new Float32Array(10_000));
    const out = emptyMoments();
    const h = run(make(), "sigmoid", 2e-5, z, 100, out);
    const mean = out.sum / out.count;
    const variance = out.sumOfSquares / out.count - mean ** 2;
    const exact = h.reduce((s, x) => s + (x - mean) ** 2, 0) / h.length;
    expect(Math.sqrt(variance / exact)).toBeCloseTo(1, 3);
  });

  it.skipIf(reason)("does without rows or columns", () => {
    for (const rows of [0, 3]) {
      const out = emptyMoments();
      run(make(), "tanh", 1, new Float32Array(0), rows, out);
      expect(out).toEqual(emptyMoments());
    }
  });

  it.skipIf(reason)("counts in as many bins as are allowed", () => {
    const out = emptyMoments({bins: MAX_BINS, low: 0, high: MAX_BINS});
    const z = Float32Array.from({length: MAX_BINS}, (_, i) => i + 0.5);
    run(make(), "identity", 1, z, 1, out);
    expect([...out.bins].every((n) => n === 1)).toBe(true);
  });

  it.skipIf(reason)("adds up columns, and scales them", () => {
    const kernels = make();
    fc.assert(
      fc.property(fc.integer({min: 0, max: 9}), fc.integer({min: 0, max: 30}), fc.integer(), (rows, cols, seed) => {
        const start = kernels.mark();
        const rng = randomStream(seed);
        const a = rng.fillNormal(new Float32Array(rows * cols));
        const at = put(kernels, a);
        const sums = new Float64Array(2 * cols).fill(1);
        kernels.columnSums(at, rows, cols, sums);
        const expected = new Float64Array(2 * cols).fill(1);
        a.forEach((x, i) => {
          expected[i % cols] = expected[i % cols]! + x;
          expected[cols + (i % cols)] = expected[cols + (i % cols)]! + x * x;
        });
        expect(worst(sums, expected)).toBeLessThan(1e-12);

        const factor = rng.fillNormal(new Float32Array(cols));
        const offset = rng.fillNormal(new Float32Array(cols));
        const factors = put(kernels, factor);
        const offsets = put(kernels, offset);
        kernels.scaleColumns(at, rows, cols, factors, offsets);
        const scaled = Float64Array.from(a, (x, i) => x * factor[i % cols]! + offset[i % cols]!);
        expect(worst(take(kernels, at, a.length), scaled)).toBeLessThan(1e-6);
        expect(take(kernels, factors, cols)).toEqual(factor);
        kernels.release(start);
      }),
    );
  });

  it.skipIf(reason)("adds up more columns than fit in its table at a time", () => {
    const kernels = make();
    const [rows, cols] = [3, 2 * MAX_BINS + 7];
    const a = randomStream(6).fillNormal(new Float32Array(rows * cols));
    const sums = new Float64Array(2 * cols);
    kernels.columnSums(put(kernels, a), rows, cols, sums);
    for (const j of [0, MAX_BINS - 1, MAX_BINS, MAX_BINS + 1, cols - 1]) {
      expect(sums[j]).toBeCloseTo(a[j]! + a[cols + j]! + a[2 * cols + j]!, 9);
      expect(sums[cols + j]).toBeCloseTo(a[j]! ** 2 + a[cols + j]! ** 2 + a[2 * cols + j]! ** 2, 9);
    }
  });
});

describe("emptyMoments", () => {
  it("refuses what cannot be counted in", () => {
    expect(() => emptyMoments({bins: 0})).toThrow(/1 to 1024 bins/);
    expect(() => emptyMoments({bins: 2.5})).toThrow(RangeError);
    expect(() => emptyMoments({bins: MAX_BINS + 1})).toThrow(RangeError);
    expect(() => emptyMoments({low: 1, high: 1})).toThrow(/from 1 to 1/);
    expect(() => emptyMoments({low: Number.NaN})).toThrow(RangeError);
    expect(() => emptyMoments({high: Number.POSITIVE_INFINITY})).toThrow(RangeError);
  });
});
