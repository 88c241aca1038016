import {describe, expect, it} from "vitest";
import {multiGauss, plane, random, regressionSet} from "../../../src/core/index.ts";
import {rowsOf} from "./helpers.ts";

describe.each([
  ["plane", plane],
  ["multi-gauss", multiGauss],
] as const)("%s", (_, make) => {
  it("has as many points as asked for, seeded, within the square, with targets within ±1", () => {
    const set = make({count: 300, noise: 0.2}, random(3).data);
    expect(set.inputs).toMatchObject({rows: 300, cols: 2});
    expect(set.targets).toHaveLength(300);
    expect(set.inputs.data.every((x) => Math.abs(x) <= 6)).toBe(true);
    expect(set.targets.every((t) => Math.abs(t) <= 1)).toBe(true);
    expect(make({count: 300, noise: 0.2}, random(3).data)).toEqual(set);
    expect(make({count: 300, noise: 0.2}, random(4).data).inputs).not.toEqual(set.inputs);
  });
});

describe("without noise", () => {
  it("the plane rises evenly to the upper right", () => {
    const {inputs, targets} = plane({count: 100}, random(1).data);
    rowsOf(inputs).forEach(([x = 0, y = 0], i) => {
      expect(targets[i]).toBeCloseTo((x + y) / 12, 12);
    });
  });

  it("multi-gauss is 0 far from its bumps, and has both signs", () => {
    const {inputs, targets} = multiGauss({count: 2000}, random(1).data);
    rowsOf(inputs).forEach(([x = 0, y = 0], i) => {
      const nearest = Math.min(...[-4, 0, 4].flatMap((a) => [-2.4, 2.4].map((b) => Math.hypot(x - a, y - b))));
      expect(Math.abs(targets[i]!)).toBeCloseTo(Math.max(0, 1 - nearest / 2), 10);
    });
    // By turns: neighbours across and up and down have other signs.
    const signAt = (a: number, b: number) => {
      const near = rowsOf(inputs).flatMap(([x = 0, y = 0], i) => (Math.hypot(x - a, y - b) < 1 ? [targets[i]!] : []));
      expect(near.length).toBeGreaterThan(5);
      return Math.sign(near[0]!);
    };
    const signs = [-4, 0, 4].map((a) => [-2.4, 2.4].map((b) => signAt(a, b)));
    expect(signs[0]![0]).toBe(-signs[0]![1]!);
    expect(signs[1]![0]).toBe(-signs[0]![0]!);
    expect(signs[2]).toEqual(signs[0]);
  });

  it("refuses a count that is none", () => {
    for (const count of [0, -1, 1.5, Number.NaN])
      expect(() => regressionSet(count, () => [0, 0, 0])).toThrow("whole and at least 1");
  });
});
