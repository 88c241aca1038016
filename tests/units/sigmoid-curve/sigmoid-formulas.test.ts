import * as fc from "fast-check";
import {expect, test} from "vitest";
import {
  compareFormulas,
  exponentialFormula,
  float32,
  float64,
  reciprocalFormula,
  stableFormula,
} from "../../../src/units/sigmoid-curve/sigmoid-formulas.ts";
import {reading, sliderStep, toSlider} from "../../../src/units/sigmoid-curve/sigmoid-state.ts";

test("the naive formula breaks where e^s overflows: at 89 in float32, at 710 in float64", () => {
  expect(exponentialFormula(88, float32)).toBe(1);
  expect(exponentialFormula(89, float32)).toBeNaN();
  expect(exponentialFormula(709, float64)).toBe(1);
  expect(exponentialFormula(710, float64)).toBeNaN();
  expect(stableFormula(710, float64)).toBe(1);
  expect(stableFormula(89, float32)).toBe(1);
});

test("the reciprocal formula loses its tail where e^−s overflows", () => {
  expect(reciprocalFormula(-89, float32)).toBe(0);
  expect(stableFormula(-89, float32)).toBeGreaterThan(0);
  expect(reciprocalFormula(-710, float64)).toBe(0);
  expect(stableFormula(-710, float64) / Math.exp(-710)).toBeCloseTo(1, 6);
});

test("1 − σ(s) is 0 long before σ(−s) is: from 37 in float64, from 17 in float32", () => {
  const rest = (s: number) => compareFormulas(s).rest.map((row) => [row.float64.value, row.float32.value]);
  expect(rest(36)[0]![0]).toBeGreaterThan(0);
  expect(rest(37)).toEqual([
    [0, 0],
    [stableFormula(-37, float64), stableFormula(-37, float32)],
  ]);
  expect(rest(37)[1]![0]! / Math.exp(-37)).toBeCloseTo(1, 12);
  expect(rest(16)[0]![1]).toBeGreaterThan(0);
  expect(rest(17)[0]![1]).toBe(0);
});

test("all formulas agree where nothing overflows", () => {
  fc.assert(
    fc.property(fc.double({min: -30, max: 30, noNaN: true}), (s) => {
      const truth = stableFormula(s, float64);
      for (const formula of [exponentialFormula, reciprocalFormula])
        expect(formula(s, float64) / truth).toBeCloseTo(1, 12);
      const single = Math.fround(s);
      for (const formula of [exponentialFormula, reciprocalFormula, stableFormula]) {
        expect(formula(s, float32) / stableFormula(single, float64)).toBeCloseTo(1, 5);
      }
    }),
  );
});

test("what went wrong has a name, and what went right has none", () => {
  expect(compareFormulas(2).sigma.flatMap((row) => [row.float64.note, row.float32.note])).toEqual(
    Array(6).fill(undefined),
  );
  const [naive, reciprocal, stable] = compareFormulas(89).sigma;
  expect(naive!.float32.note).toContain("∞/∞");
  expect(naive!.float64.note).toBeUndefined();
  expect([reciprocal!.float32.note, stable!.float32.note]).toEqual([undefined, undefined]);
  expect(compareFormulas(-1000).sigma[2]!.float64).toEqual({value: 0, note: "below the smallest number of the format"});
});

test("a reading holds σ, its slope and the slope's share of ¼", () => {
  expect(reading(1).sigma).toBeCloseTo(0.7310585786300049, 15);
  expect(reading(1).slope).toBeCloseTo(0.19661193324148185, 15);
  expect(reading(0)).toMatchObject({sigma: 0.5, slope: 0.25, share: 1, saturated: null});
  expect([reading(4.9), reading(5), reading(-5)].map(({saturated}) => saturated)).toEqual([null, "high", "low"]);
  expect(reading(40).slope / Math.exp(-40)).toBeCloseTo(1, 12);
});

test("a drag ends on the slider's own positions", () => {
  expect(toSlider(0.30000000000000004, 6)).toBe(0.3);
  expect(toSlider(-99, 10)).toBe(-10);
  expect(Object.is(toSlider(-0.01, 6), 0)).toBe(true);
  expect(toSlider(38.8, 40) % sliderStep(40)).toBe(0);
});
