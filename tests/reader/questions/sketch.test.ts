import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {Sketch} from "../../../src/page/index.ts";
import {compareRows, differenceText} from "../../../src/reader/questions/sketch/compare.ts";
import {drawTo, fromShare, readHeights, toShare} from "../../../src/reader/questions/sketch/heights.ts";
import {numberText} from "../../../src/reader/questions/sketch/number-text.ts";
import {heightAt, readTruth} from "../../../src/reader/questions/sketch/truth.ts";

const axis = {label: "std", field: "std", from: 1e-6, to: 1, log: true};
const sketch: Sketch = {
  x: {label: "layer", field: "layer", from: 1, to: 3, log: false},
  y: axis,
  points: [1, 2, 3],
  answer: "run.layers",
};

describe("the measured curve", () => {
  it("is read from rows by field, by x and y, or in pairs, in ascending order", () => {
    const points = [
      {x: 1, y: 0.2},
      {x: 2, y: 0.04},
    ];
    const read = (layers: unknown) => readTruth({layers}, sketch);
    expect(
      read([
        {layer: 2, std: 0.04},
        {layer: 1, std: 0.2},
        {layer: 3, std: Number.NaN},
      ]),
    ).toEqual({points});
    expect(read(points)).toEqual({points});
    expect(
      read([
        [1, 0.2],
        [2, 0.04],
      ]),
    ).toEqual({points});
    expect(read([])).toEqual({points: []});
  });

  it.each([
    [undefined, /`run` has no field `layers`/],
    [{layers: 5}, /no list of points/],
    [{layers: [{depth: 1}]}, /no numbers `layer` and `std`/],
    [{layers: [1, 2]}, /no numbers/],
    [null, /no field/],
  ])("%j is none", (value, message) => {
    expect((readTruth(value, sketch) as {problem: string}).problem).toMatch(message);
  });

  it("has heights between its points, and none outside", () => {
    const points = [
      {x: 1, y: 1},
      {x: 3, y: 0.01},
    ];
    expect(heightAt(points, 2, true)).toBeCloseTo(0.1);
    expect(heightAt(points, 2, false)).toBeCloseTo(0.505);
    expect([1, 3].map((x) => heightAt(points, x, true))).toEqual([1, 0.01]);
    expect([0, 4].map((x) => heightAt(points, x, true))).toEqual([undefined, undefined]);
  });
});

describe("the difference", () => {
  const rows = (drawn: (number | undefined)[], measured: number[]) =>
    compareRows(
      sketch,
      drawn,
      measured.map((y, i) => ({x: i + 1, y})),
    );

  it("is a ratio on a logarithmic axis", () => {
    expect(differenceText(sketch, rows([0.2, 0.2, 0.2], [0.2, 0.04, 0.01]))).toBe(
      "You differ most at layer 3: you drew 0.2, measured is 0.01, 20 times less.",
    );
    expect(differenceText(sketch, rows([0.2, 0.04, 0.012], [0.2, 0.04, 0.01]))).toBe(
      "Your curve is within a factor of 1.2 of the measured one everywhere.",
    );
    expect(differenceText(sketch, rows([undefined, undefined, undefined], [1, 1, 1]))).toBe("");
  });

  it("is a distance on a linear one", () => {
    const linear = {...sketch, y: {...axis, from: 0, log: false}};
    expect(differenceText(linear, rows([0.2, 0.5, 0.9], [0.2, 0.9, 0.8]))).toBe(
      "You differ most at layer 2: you drew 0.5, measured is 0.9, which is 0.4 more.",
    );
    expect(differenceText(linear, rows([0.2, 0.5, 0.8], [0.2, 0.52, 0.8]))).toMatch(/never further than 0.02/);
  });
});

describe("a sketch", () => {
  it("has what a fast stroke leaves out, on the line between", () => {
    const heights = drawTo([undefined, undefined, undefined], axis, {index: 0, height: 1});
    expect(heights).toEqual([1, undefined, undefined]);
    expect(drawTo(heights, axis, {index: 2, height: 0.01}, {index: 0, height: 1})).toEqual([1, 0.1, 0.01]);
  });

  it("keeps a height through share and back", () => {
    fc.assert(
      fc.property(fc.double({min: 0, max: 1, noNaN: true}), fc.boolean(), (share, log) => {
        expect(toShare({...axis, log}, fromShare({...axis, log}, share))).toBeCloseTo(share, 4);
      }),
    );
    expect([-1, 2].map((share) => fromShare(axis, share))).toEqual([1e-6, 1]);
  });

  it("is given back as far as it fits", () => {
    expect(readHeights([0.1, null, 0.2], sketch)).toEqual([0.1, undefined, 0.2]);
    expect(readHeights([0.1, "<img>", 7], sketch)).toEqual([0.1, undefined, undefined]);
    for (const alien of [null, "x", [1, 2], {0: 1}])
      expect(readHeights(alien, sketch)).toEqual([undefined, undefined, undefined]);
  });
});

it("numbers read as in a text", () => {
  expect([0, 0.213, -4, 4.7e-7, 1e-6, 1234567, 99999].map(numberText)).toEqual([
    "0",
    "0.213",
    "−4",
    "4.7 × 10⁻⁷",
    "10⁻⁶",
    "1.23 × 10⁶",
    "10⁵",
  ]);
});
