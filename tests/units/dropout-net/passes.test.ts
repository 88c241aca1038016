import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type DropoutNetSettings, passes} from "../../../src/units/dropout-net/index.ts";

const settings: DropoutNetSettings = {
  x: [1, -0.5, 1.5],
  widths: [4, 4],
  activation: "relu",
  dropped: "both",
  p: 0.5,
  weightSeed: 18,
};
const anySeed = fc.integer({min: 1, max: 1000});
const anyP = fc.integer({min: 0, max: 16}).map((step) => step / 20);

describe("passes", () => {
  it("a linear network keeps its expected output exactly", () => {
    fc.assert(
      fc.property(anySeed, anyP, (weightSeed, p) => {
        const {expectation, test} = passes({...settings, activation: "none", weightSeed, p}, 1, 1);
        expect(expectation).toBeCloseTo(test.output, 9);
      }),
      {numRuns: 30},
    );
  });

  it("so does any network with dropout in its last hidden layer only", () => {
    fc.assert(
      fc.property(anySeed, anyP, fc.constantFrom("relu", "tanh"), (weightSeed, p, activation) => {
        const {expectation, test, masks} = passes({...settings, dropped: "last", activation, weightSeed, p}, 1, 1);
        expect(masks).toBe(16);
        expect(expectation).toBeCloseTo(test.output, 9);
      }),
      {numRuns: 30},
    );
  });

  it("with dropout before a bend it does not", () => {
    for (const activation of ["relu", "tanh"] as const) {
      const {expectation, test, masks} = passes({...settings, activation}, 1, 1);
      expect(masks).toBe(256);
      expect(Math.abs(expectation - test.output)).toBeGreaterThan(0.02);
    }
  });

  it("the mean of many passes approaches the expectation over all masks", () => {
    const {train, expectation} = passes(settings, 4000, 7);
    const outputs = train.map(({output}) => output);
    const mean = outputs.reduce((a, b) => a + b, 0) / outputs.length;
    const std = Math.sqrt(outputs.reduce((sum, output) => sum + (output - mean) ** 2, 0) / outputs.length);
    expect(Math.abs(mean - expectation)).toBeLessThan((4 * std) / Math.sqrt(outputs.length));
  });

  it("drops with probability p, and multiplies the others by 1/(1 − p)", () => {
    const {train} = passes({...settings, p: 0.2}, 2000, 1);
    const factors = train.flatMap(({factors}) => factors.flat());
    expect([...new Set(factors)].sort()).toEqual([0, 1.25]);
    expect(factors.filter((factor) => factor === 0).length / factors.length).toBeCloseTo(0.2, 1);
  });

  it("every pass is what its numbers say", () => {
    const {train, weights} = passes(settings, 50, 1);
    for (const {hidden, factors, output} of train) {
      const second = hidden[1].map((value, i) => value * factors[1][i]!);
      expect(output).toBeCloseTo(
        second.reduce((sum, value, i) => sum + value * weights[2]![0]![i]!, 0),
        9,
      );
      const first = hidden[0].map((value, i) => value * factors[0][i]!);
      for (const [i, value] of hidden[1].entries()) {
        const sum = first.reduce((total, one, j) => total + one * weights[1]![i]![j]!, 0);
        expect(value).toBeCloseTo(Math.max(0, sum), 9);
      }
    }
  });

  it("more passes begin as fewer do, and all lie in the range of all masks", () => {
    const {train, range} = passes(settings, 300, 2);
    expect(passes(settings, 10, 2).train).toEqual(train.slice(0, 10));
    for (const {output} of train) {
      expect(output).toBeGreaterThanOrEqual(range[0] - 1e-12);
      expect(output).toBeLessThanOrEqual(range[1] + 1e-12);
    }
  });

  it("refuses to drop everything", () => {
    expect(() => passes({...settings, p: 1}, 1, 1)).toThrow(/0 ≤ p < 1, not 1/);
  });
});
