import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {differenceQuotient, machineEpsilon, roundingTo} from "../../../src/core/index.ts";

/** How much smaller the error gets when h is halved, as a power of two. */
function order(kind: "one-sided" | "central", f: (x: number) => number, slope: number, x: number, h: number): number {
  const error = (step: number) => Math.abs(differenceQuotient(f, x, step, {kind}) - slope);
  return Math.log2(error(h) / error(h / 2));
}

describe("differenceQuotient", () => {
  it("is off by O(h) with one side, by O(h²) with both", () => {
    fc.assert(
      fc.property(fc.double({min: -2, max: 2, noNaN: true}), (x) => {
        expect(order("one-sided", Math.exp, Math.exp(x), x, 1e-3)).toBeCloseTo(1, 2);
        expect(order("central", Math.exp, Math.exp(x), x, 1e-2)).toBeCloseTo(2, 2);
      }),
    );
  });

  it("is off by ½ h f″ and by h² f‴/6", () => {
    const [x, h] = [1, 1e-3];
    expect((differenceQuotient(Math.exp, x, h, {kind: "one-sided"}) - Math.E) / (0.5 * h * Math.E)).toBeCloseTo(1, 2);
    expect((differenceQuotient(Math.exp, x, h) - Math.E) / ((h * h * Math.E) / 6)).toBeCloseTo(1, 2);
  });

  it("is exact for a parabola, but for rounding", () => {
    expect(differenceQuotient((x) => x * x, 3, 0.25)).toBe(6);
    expect(differenceQuotient((x) => x * x, 3, 0.25, {kind: "one-sided"})).toBe(6.25);
  });

  it("loses all digits when h is below the spacing of the numbers", () => {
    expect(differenceQuotient(Math.exp, 1, 1e-17)).toBe(0);
    expect(differenceQuotient(Math.exp, 1, 1e-8, {precision: "single"})).toBe(0);
    expect(differenceQuotient(Math.exp, 1, 1e-8)).toBeCloseTo(Math.E, 6);
  });

  it("has its best h near the cube root of ε, in both precisions", () => {
    for (const precision of ["double", "single"] as const) {
      // The median over some places, since rounding is a matter of luck at each.
      const error = (h: number) =>
        Array.from({length: 41}, (_, i) => 0.5 + i / 37)
          .map((x) => Math.abs(differenceQuotient(Math.exp, x, h, {precision}) - Math.exp(x)))
          .sort((a, b) => a - b)[20]!;
      const best = Math.cbrt(machineEpsilon[precision]);
      expect(error(best)).toBeLessThan(error(30 * best));
      expect(error(best)).toBeLessThan(error(best / 30));
    }
  });

  it("wants a step", () => {
    expect(() => differenceQuotient(Math.exp, 1, 0)).toThrow("above 0, not 0");
    expect(() => differenceQuotient(Math.exp, 1, Number.NaN)).toThrow("above 0");
  });

  it("rounds to 24 bits or not at all", () => {
    expect(roundingTo("single")(0.1)).toBe(Math.fround(0.1));
    expect(roundingTo("double")(0.1)).toBe(0.1);
    expect(roundingTo("single")(1 + machineEpsilon.single)).toBe(1 + machineEpsilon.single);
    expect(roundingTo("single")(1 + machineEpsilon.single / 4)).toBe(1);
  });
});
