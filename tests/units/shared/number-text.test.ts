import {expect, test} from "vitest";
import {countText, fixedText, numberText, parseNumber} from "../../../src/units/shared/number-text.ts";
import {seededStream, shuffled} from "../../../src/units/shared/seeded.ts";

test("a number is short, with a true minus; what is not known is ?", () => {
  expect([0.19661193, -4, 0, -0, 0.00001, 12_345_678].map((x) => numberText(x))).toEqual([
    "0.1966",
    "−4",
    "0",
    "0",
    "1×10⁻⁵",
    "1.23×10⁷",
  ]);
  expect(numberText(undefined)).toBe("?");
  expect([Number.NaN, Infinity, -Infinity].map((x) => numberText(x))).toEqual(["NaN", "∞", "−∞"]);
  expect(numberText(120, 0)).toBe("120");
});

test("fixed decimals never show a negative zero", () => {
  expect([-0.2, -0.001, 4].map((x) => fixedText(x))).toEqual(["−0.20", "0.00", "4.00"]);
});

test("counts are grouped by three", () => {
  expect([60_965_224, 999, 1000].map(countText)).toEqual(["60,965,224", "999", "1,000"]);
});

test("what a reader types is read as they meant it", () => {
  expect(["-4", "−4", " .5", "1e-3", "1/4", "+2.", "-1/-2"].map(parseNumber)).toEqual([
    -4, -4, 0.5, 0.001, 0.25, 2, 0.5,
  ]);
  expect(["", "x", "1/0", "1/2/3", "--1", "1 2", "∞"].map(parseNumber)).toEqual(Array(7).fill(null));
});

test("a seed repeats its order, and another seed gives another", () => {
  const items = [..."abcdefg"];
  expect(shuffled(items, 1)).toEqual(shuffled(items, 1));
  expect(shuffled(items, 1)).not.toEqual(shuffled(items, 2));
  expect(shuffled(items, 3).sort()).toEqual(items);
  const next = seededStream(5);
  for (let i = 0; i < 1000; i++) expect(Math.abs(next() - 0.5)).toBeLessThanOrEqual(0.5);
});
