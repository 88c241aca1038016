import fc from "fast-check";
import {expect, it} from "vitest";
import {format} from "../../src/site/library/format.ts";

it.each([
  [2, undefined, "2"],
  [0.5, undefined, "0.5"],
  [-0.5, undefined, "−0.5"],
  [0.123456, undefined, "0.1235"],
  [0.123456, 2, "0.12"],
  [1.10004, undefined, "1.1"],
  [12.5, 0, "13"],
  [0, undefined, "0"],
  [-0, undefined, "0"],
  [-0.4, 0, "−4e−1"],
  [0.0000012, undefined, "1.2e−6"],
  [-1.23456e-9, 3, "−1.23e−9"],
  [123456789.5, undefined, "1.235e8"],
  [60965224, undefined, "60965224"],
  [-1e21, undefined, "−1e21"],
  [Number.POSITIVE_INFINITY, undefined, "∞"],
  [Number.NEGATIVE_INFINITY, undefined, "−∞"],
  [Number.NaN, undefined, "not a number"],
  [undefined, undefined, "?"],
  [null, undefined, "?"],
  [-12n, undefined, "−12"],
])("format(%s, %s) is %s", (value, digits, text) => {
  expect(format(value, digits)).toBe(text);
});

it("refuses what is not a number", () => {
  expect(() => format("1" as never)).toThrow("takes a number; this is a string");
});

it("never writes a hyphen, −0, or an exponent's plus, and stays close to the number", () => {
  fc.assert(
    fc.property(fc.double({noNaN: true, min: -1e300, max: 1e300}), fc.integer({min: 1, max: 10}), (x, digits) => {
      const text = format(x, digits);
      expect(text).not.toMatch(/-|\+|^−0$/);
      const back = Number(text.replaceAll("−", "-"));
      expect(Math.abs(back - x)).toBeLessThanOrEqual(
        Math.max(0.5000001 * 10 ** -digits, Math.abs(x) * 10 ** (1 - digits)),
      );
    }),
  );
});
