import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {readNumber} from "../../../src/reader/questions/read-number.ts";

describe("a typed number", () => {
  it.each([
    ["−0.2", -0.2],
    ["-0.2", -0.2],
    ["1e-3", 0.001],
    ["1E−3", 0.001],
    ["2/3", 2 / 3],
    ["-2/−4", 0.5],
    ["½", 0.5],
    [" .5 ", 0.5],
    ["5.", 5],
    ["+7", 7],
    ["1 000", 1000],
    ["10^-3", 0.001],
    ["-2·10^−3", -0.002],
    ["2×10^3", 2000],
  ])("%s is %d", (text, value) => {
    expect(readNumber(text)).toEqual({value});
  });

  it.each([
    ["", /Type a number/],
    ["0,5", /Write 0\.5 for a decimal/],
    ["−0,5", /Write −0\.5/],
    ["1,000,000", /point/],
    ["NaN", /NaN means/],
    ["∞", /Infinity/],
    ["50 %", /0\.5 as a share/],
    ["abc", /“abc” is no number/],
    ["1/0", /divides by zero/],
    ["1e999", /larger/],
    ["sqrt(2)", /“sqrt\(2\)”/],
    ["1 2/3 4/5", /no number/],
    ["<img src=x>", /“<img src=x>” is no number/],
    ["x".repeat(200), /“x{29}…”/],
  ])("%j is refused", (text, message) => {
    expect((readNumber(text) as {refusal: string}).refusal).toMatch(message);
  });

  it("is what a program or a person writes for any number", () => {
    fc.assert(
      fc.property(fc.double({noNaN: true, noDefaultInfinity: true}), (value) => {
        expect(readNumber(String(value))).toEqual({value: Number(String(value))});
        expect(readNumber(String(value).replaceAll("-", "−"))).toEqual({value: Number(String(value))});
      }),
    );
  });

  it("is a finite number or a sentence, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({unit: fc.constantFrom(..."0123456789.,-−+e/^*× %∞½a")}), (text) => {
        const read = readNumber(text);
        if ("value" in read) expect(Number.isFinite(read.value)).toBe(true);
        else expect(read.refusal).toMatch(/[.?]$/);
      }),
    );
  });
});
