import fc from "fast-check";
import {expect, test} from "vitest";
import {meanOf, shares} from "../../../src/units/activation-plot/shares.ts";

test("every value is counted once: in a bin, beyond an edge, or as not a number", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double(), {minLength: 1, maxLength: 60}),
      fc.integer({min: 1, max: 30}),
      (values, count) => {
        const {bins, below, above, invalid} = shares(values, -1, 2, count);
        const sum = [...bins, below, above, invalid].reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(1, 9);
        expect(bins).toHaveLength(count);
      },
    ),
  );
});

test("edges belong to the plot", () => {
  const {bins, below, above, invalid} = shares([0, 0.5, 1, 1.0001, -1e-9, NaN, Infinity], 0, 1, 2);
  expect(bins).toEqual([1 / 7, 2 / 7]);
  expect([below, above, invalid]).toEqual([1 / 7, 2 / 7, 1 / 7]);
});

test("no values give zeros and no mean", () => {
  expect(shares([], 0, 1, 2)).toMatchObject({bins: [0, 0], below: 0, above: 0, invalid: 0});
  expect(meanOf([])).toBeNaN();
  expect(meanOf([1, NaN, Infinity, 3])).toBe(2);
});
