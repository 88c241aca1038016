import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {tanhInto} from "../../../src/core/nn/tanh.ts";

function tanh(x: number): number {
  const y = new Float64Array(1);
  tanhInto(Float64Array.of(x), y);
  return y[0] as number;
}

describe("tanhInto", () => {
  it("agrees with Math.tanh to a few units in the last place", () => {
    for (let x = -25; x <= 25; x += 0.0137) {
      expect(Math.abs(tanh(x) - Math.tanh(x))).toBeLessThanOrEqual(6 * Number.EPSILON * Math.abs(Math.tanh(x)));
    }
  });

  it("is odd, stays within ±1, and keeps the digits of small numbers", () => {
    fc.assert(
      fc.property(fc.double({noNaN: true}), (x) => {
        expect(tanh(-x) + 0).toBe(-tanh(x) + 0);
        expect(Math.abs(tanh(x))).toBeLessThanOrEqual(1);
        expect(Math.abs(tanh(x) - Math.tanh(x))).toBeLessThanOrEqual(6 * Number.EPSILON * Math.abs(Math.tanh(x)));
      }),
    );
    expect(tanh(1e-300)).toBe(1e-300);
    expect(tanh(0)).toBe(0);
  });

  it("knows the ends of the line", () => {
    expect(tanh(Infinity)).toBe(1);
    expect(tanh(-Infinity)).toBe(-1);
    expect(tanh(Number.NaN)).toBeNaN();
    expect(tanh(19.99)).toBe(1);
    expect(tanh(20)).toBe(1);
  });
});
