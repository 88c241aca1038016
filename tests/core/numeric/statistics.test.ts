import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {histogram, matrixFrom, mean, moments, randomStream, std} from "../../../src/core/index.ts";

describe("mean, std and moments", () => {
  it("are numpy's", () => {
    const values = [1, 2, 3, 4];
    expect(mean(values)).toBe(2.5);
    expect(std(values)).toBeCloseTo(1.118033988749895, 15);
    expect(moments(values)).toEqual({count: 4, mean: 2.5, variance: 1.25, std: Math.sqrt(1.25), min: 1, max: 4});
  });

  it("take matrices, arrays and whatever gives numbers", () => {
    const same = [
      matrixFrom([
        [1, 2],
        [3, 4],
      ]),
      Float32Array.of(1, 2, 3, 4),
      new Set([1, 2, 3, 4]),
      [1, 2, 3, 4],
    ];
    for (const values of same) expect(mean(values)).toBe(2.5);
    // @ts-expect-error that is the point
    expect(() => mean(3)).toThrow("expected a matrix or an array of numbers, not 3");
  });

  it("keep a small spread around a large mean", () => {
    const values = randomStream(1).fillNormal(new Float64Array(10_000), 1e-6, 1e6);
    expect(std(values) / 1e-6).toBeCloseTo(1, 1);
  });

  it("are NaN of nothing, and of what is not a number", () => {
    expect(mean([])).toBeNaN();
    expect(moments([])).toEqual({count: 0, mean: NaN, variance: NaN, std: NaN, min: NaN, max: NaN});
    expect(std([1, Number.NaN])).toBeNaN();
    expect(mean([1, Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("histogram", () => {
  it("has 30 bins from the least number to the greatest, unless told otherwise", () => {
    const bins = histogram(randomStream(1).fillNormal(new Float64Array(1000)));
    expect(bins.length).toBe(30);
    expect(bins.reduce((s, {count}) => s + count, 0)).toBe(1000);
    expect(histogram([1, 2, 4], {bins: 3}).map(({x0, x1, count}) => [x0, x1, count])).toEqual([
      [1, 2, 1],
      [2, 3, 1],
      [3, 4, 1],
    ]);
  });

  it("counts what is between two edges, the last of which is closed", () => {
    const bins = histogram([-1, -0.5, 0, 0.5, 1, 2, -1.1, Number.NaN, Number.POSITIVE_INFINITY], {
      bins: 4,
      domain: [-1, 1],
    });
    expect(bins).toEqual([
      {x0: -1, x1: -0.5, count: 1},
      {x0: -0.5, x1: 0, count: 1},
      {x0: 0, x1: 0.5, count: 1},
      {x0: 0.5, x1: 1, count: 2},
    ]);
  });

  it("puts each number between the edges it tells", () => {
    const number = fc.double({min: -5, max: 5, noNaN: true});
    fc.assert(
      fc.property(
        fc.array(number),
        fc.integer({min: 1, max: 40}),
        number,
        fc.double({min: 1e-3, max: 10, noNaN: true}),
        (values, bins, low, width) => {
          const bars = histogram([...values, low, low + width], {bins, domain: [low, low + width]});
          const edges = [...bars.map(({x0}) => x0), low + width];
          // Edges themselves are the numbers that rounding could put into the wrong bin.
          const all = [...values, ...edges];
          histogram(all, {bins, domain: [low, low + width]}).forEach(({x0, x1, count}, i) => {
            const last = i === bins - 1;
            expect(count).toBe(all.filter((x) => x >= x0 && (last ? x <= x1 : x < x1)).length);
          });
        },
      ),
    );
  });

  it("makes room around a single number, and counts none", () => {
    const counted = histogram([3, 3], {bins: 2});
    expect(counted).toEqual([
      {x0: 2.5, x1: 3, count: 0},
      {x0: 3, x1: 3.5, count: 2},
    ]);
    expect(histogram([], {bins: 2}).map(({count}) => count)).toEqual([0, 0]);
    expect(histogram([1e20], {bins: 1})[0]?.count).toBe(1);
  });

  it("refuses what cannot be drawn", () => {
    expect(() => histogram([1], {bins: 0})).toThrow("a histogram cannot have 0 bins");
    expect(() => histogram([1], {bins: 1.5})).toThrow(RangeError);
    expect(() => histogram([1], {domain: [1, 1]})).toThrow(/from 1 to 1/);
    expect(() => histogram([1], {domain: [0, Number.NaN]})).toThrow(RangeError);
  });
});
