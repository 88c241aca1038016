import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {linearAxis, logAxis} from "../../../src/units/layers/axis.ts";

const box = {top: 10, bottom: 210};
const values = fc.array(fc.oneof(fc.double({noNaN: true, min: 0}), fc.constantFrom(0, Infinity, 1e-30, 1e30)), {
  minLength: 1,
});

describe("a logarithmic axis", () => {
  it("keeps equal factors equally far apart", () => {
    const {y} = logAxis([1e-4, 1], box);
    expect(y(1e-2)! - y(1e-1)!).toBeCloseTo(y(1e-3)! - y(1e-2)!, 9);
    expect(y(1)).toBe(10);
    expect(y(1e-4)).toBe(210);
  });

  it("puts zero on a rail below all that is positive, and infinity on one above", () => {
    const {y, rails, ticks} = logAxis([0, 1e-6, 1, Infinity], box);
    expect(rails.map(({text}) => text)).toEqual(["0", "overflow"]);
    expect(y(0)!).toBeGreaterThan(y(1e-6)! + 8);
    expect(y(Infinity)!).toBeLessThan(y(1)! - 8);
    for (const tick of ticks) for (const rail of rails) expect(Math.abs(tick.y - rail.y)).toBeGreaterThan(8);
  });

  it("has no rails where none is needed, and no place for what is not a number or negative", () => {
    const {y, rails} = logAxis([0.5], box);
    expect(rails).toEqual([]);
    expect(y(Number.NaN)).toBeUndefined();
    expect(y(-1)).toBeUndefined();
  });

  it("writes decades as a reader does", () => {
    const texts = logAxis([1e-4, 100], box).ticks.map(({text}) => text);
    expect(texts).toContain("10⁻⁴");
    expect(texts).toContain("0.01");
    expect(texts).toContain("100");
  });

  it("holds all that is drawn, in order, with few enough ticks to be read", () => {
    fc.assert(
      fc.property(values, (all) => {
        const {y, ticks} = logAxis(all, box);
        const sorted = [...all].sort((a, b) => a - b);
        for (let i = 0; i < sorted.length; i++) {
          expect(y(sorted[i]!)!).toBeGreaterThanOrEqual(10 - 1e-6);
          expect(y(sorted[i]!)!).toBeLessThanOrEqual(210 + 1e-6);
          if (i > 0) expect(y(sorted[i]!)!).toBeLessThanOrEqual(y(sorted[i - 1]!)! + 1e-6);
        }
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThanOrEqual(12);
      }),
    );
  });
});

describe("a linear axis", () => {
  it("reaches over its domain, and further if the values do", () => {
    const within = linearAxis([0.3], {...box, domain: [0, 1]});
    expect(within.y(0)).toBe(210);
    expect(within.y(1)).toBe(10);
    const beyond = linearAxis([7], {...box, domain: [0, 1]});
    expect(beyond.y(7)!).toBeGreaterThanOrEqual(10);
  });

  it("stands for a single value, none, and infinite ones", () => {
    expect(linearAxis([2], box).y(2)).toBeTypeOf("number");
    expect(linearAxis([], box).y(0)).toBeTypeOf("number");
    const {rails, y} = linearAxis([1, Infinity], box);
    expect(rails).toHaveLength(1);
    expect(y(Infinity)).toBe(10);
    expect(y(Number.NaN)).toBeUndefined();
  });
});
