import fc from "fast-check";
import {expect, test} from "vitest";
import {endLabels} from "../../../src/units/end-labels/index.ts";

const values = fc.array(fc.oneof(fc.double({min: 0, max: 5, noNaN: true}), fc.constant(NaN), fc.constant(Infinity)), {
  minLength: 1,
  maxLength: 8,
});

test("no two labels are nearer than the gap, none is above the axis, and their order is that of the values", () => {
  fc.assert(
    fc.property(values, fc.boolean(), (values, log) => {
      const lines = values.map((value, index) => ({value, index}));
      const placed = endLabels(lines, {domain: [0.01, 3], height: 200, log, gap: 15});
      const to = (y: number) => (log ? Math.log(y) : y);
      const pixels = placed.map(({y}) => (200 * (to(y) - to(0.01))) / (to(3) - to(0.01)));
      expect(placed.map(({index}) => index).sort()).toEqual(lines.map(({index}) => index));
      pixels.forEach((pixel, i) => {
        expect(pixel).toBeLessThan(200 + 1e-6);
        if (i > 0) expect(pixel - pixels[i - 1]!).toBeGreaterThan(15 - 1e-6);
      });
      const shown = placed.map(({value}) => (value <= 3 ? Math.max(0.01, value) : 3));
      expect(shown).toEqual([...shown].sort((a, b) => a - b));
    }),
  );
});

test("a label that is alone stands where its value is", () => {
  expect(endLabels([{value: 0.5}], {domain: [0, 1], height: 100})[0]!.y).toBeCloseTo(0.5, 12);
  expect(endLabels([{value: 0.5}], {domain: [0.1, 1], height: 100, log: true})[0]!.y).toBeCloseTo(0.5, 12);
});
