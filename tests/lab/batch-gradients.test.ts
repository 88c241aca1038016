import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {batchGradients, type GradientVector, theoreticalSpread} from "../../src/lab/batch-gradients.ts";

const vectors = fc.array(fc.tuple(fc.integer({min: -9, max: 9}), fc.integer({min: -9, max: 9})), {
  minLength: 2,
  maxLength: 7,
});

/** Every set of k of the samples, as the theory wants them: each as likely as any other. */
function subsets(count: number, k: number, from = 0): number[][] {
  if (k === 0) return [[]];
  return Array.from({length: count - from}, (_, i) => from + i).flatMap((first) =>
    subsets(count, k - 1, first + 1).map((rest) => [first, ...rest]),
  );
}
/** Every list of k draws. */
function lists(count: number, k: number): number[][] {
  if (k === 0) return [[]];
  return lists(count, k - 1).flatMap((rest) => Array.from({length: count}, (_, i) => [i, ...rest]));
}
function exactSpread(gradients: readonly GradientVector[], batches: readonly (readonly number[])[]): number {
  const mean = (samples: readonly number[]) =>
    [0, 1].map((d) => samples.reduce((sum, i) => sum + gradients[i]![d]!, 0) / samples.length);
  const full = mean(gradients.map((_, i) => i));
  const squares = batches.map((samples) => mean(samples).reduce((sum, value, d) => sum + (value - full[d]!) ** 2, 0));
  return Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length);
}

describe("theoreticalSpread", () => {
  it("is exact: the same as over every possible batch", () => {
    fc.assert(
      fc.property(vectors, fc.integer({min: 1, max: 4}), (gradients, wanted) => {
        const size = Math.min(wanted, gradients.length);
        const count = gradients.length;
        expect(theoreticalSpread(gradients, {size})).toBeCloseTo(exactSpread(gradients, subsets(count, size)), 9);
        expect(theoreticalSpread(gradients, {size, replacement: true})).toBeCloseTo(
          exactSpread(gradients, lists(count, size)),
          9,
        );
      }),
      {numRuns: 40},
    );
  });

  it("falls by ten for a hundred times the batch, and to 0 for all samples without replacement", () => {
    const gradients = Array.from({length: 200}, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
    const of = (size: number) => theoreticalSpread(gradients, {size, replacement: true});
    expect(of(1) / of(100)).toBeCloseTo(10, 9);
    expect(theoreticalSpread(gradients, {size: 200})).toBe(0);
  });
});

describe("batchGradients", () => {
  const gradients = Array.from({length: 50}, (_, i) => [Math.sin(i * i), Math.cos(3 * i) + 0.5]);

  it.each([true, false])("gathers about the full gradient as theory says (replacement: %s)", (replacement) => {
    for (const size of [1, 7, 30]) {
      const {full, batches, spread, theory} = batchGradients(gradients, {size, replacement, batches: 4000});
      expect(Math.abs(spread / theory - 1)).toBeLessThan(0.04);
      for (const d of [0, 1]) {
        const mean = batches.reduce((sum, batch) => sum + batch.mean[d]!, 0) / batches.length;
        expect(Math.abs(mean - full[d]!)).toBeLessThan((4 * theory) / Math.sqrt(batches.length));
      }
    }
  });

  it("takes no sample twice without replacement, and some twice with", () => {
    const twice = (replacement: boolean) =>
      batchGradients(gradients, {size: 20, replacement, batches: 50}).batches.filter(
        ({samples}) => new Set(samples).size < samples.length,
      ).length;
    expect(twice(false)).toBe(0);
    expect(twice(true)).toBeGreaterThan(40);
  });

  it("a batch of all is the full gradient", () => {
    const {full, batches, spread} = batchGradients(gradients, {size: 50, batches: 5});
    for (const {mean} of batches) for (const d of [0, 1]) expect(mean[d]).toBeCloseTo(full[d]!, 12);
    expect(spread).toBeLessThan(1e-12);
  });

  it("is the same for the same seed, and longer lists begin as shorter ones", () => {
    const short = batchGradients(gradients, {batches: 10, seed: 3}).batches;
    expect(batchGradients(gradients, {batches: 30, seed: 3}).batches.slice(0, 10)).toEqual(short);
    expect(batchGradients(gradients, {batches: 10, seed: 4}).batches).not.toEqual(short);
  });

  it("says what is wrong", () => {
    expect(() => batchGradients([], {})).toThrow(/no gradients/);
    expect(() => batchGradients(gradients, {size: 51})).toThrow(/1 to 50 of them, not 51/);
    expect(() => batchGradients(gradients, {size: 0.5})).toThrow(RangeError);
    expect(() => batchGradients([[1, 2], [3]], {size: 1})).toThrow(/gradient 1 has 1 entries, not 2/);
    expect(() => batchGradients(gradients, {batches: 0})).toThrow(/cannot be 0 batches/);
  });
});
