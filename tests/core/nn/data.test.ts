import {describe, expect, it} from "vitest";
import {circle, type Dataset, gauss, type Random, random, signs, spiral, xor} from "../../../src/core/index.ts";
import {rowsOf} from "./helpers.ts";

const sets: Record<string, (rng: Random) => Dataset> = {
  spiral: (rng) => spiral({arms: 3, perArm: 40}, rng),
  circle: (rng) => circle({perClass: 40}, rng),
  xor: (rng) => xor({perClass: 40}, rng),
  gauss: (rng) => gauss({classes: 4, perClass: 40}, rng),
};

describe.each(Object.entries(sets))("%s", (_, make) => {
  it("has as many points of each class as asked for, seeded", () => {
    const set = make(random(3).data);
    expect(set.inputs).toMatchObject({rows: 40 * set.classes, cols: 2});
    for (let label = 0; label < set.classes; label++) expect(set.labels.filter((l) => l === label)).toHaveLength(40);
    expect(set.inputs.data.every(Number.isFinite)).toBe(true);
    expect(make(random(3).data)).toEqual(set);
    expect(make(random(4).data).inputs).not.toEqual(set.inputs);
  });
});

describe("the shapes", () => {
  it("circle: a disc in a ring", () => {
    const {inputs, labels} = circle({perClass: 200}, random(1).data);
    rowsOf(inputs).forEach(([x = 0, y = 0], i) => {
      const r = Math.hypot(x, y);
      if (labels[i] === 1) expect(r).toBeLessThanOrEqual(2.5);
      else expect(r).toBeGreaterThanOrEqual(3.5 - 1e-9);
      expect(r).toBeLessThanOrEqual(5);
    });
  });

  it("xor: class 1 where the signs agree", () => {
    const {inputs, labels} = xor({perClass: 200}, random(1).data);
    rowsOf(inputs).forEach(([x = 0, y = 0], i) => {
      expect(x * y > 0).toBe(labels[i] === 1);
      expect(Math.min(Math.abs(x), Math.abs(y))).toBeGreaterThanOrEqual(0.3);
    });
  });

  it("spiral: without noise, arm k is arm 0 turned by k/arms of a turn", () => {
    const {inputs} = spiral({arms: 3, perArm: 50, noise: 0}, random(1).data);
    const points = rowsOf(inputs) as [number, number][];
    for (let i = 0; i < 50; i++) {
      const [x, y] = points[i] as [number, number];
      const [x1, y1] = points[50 + i] as [number, number];
      expect(Math.hypot(x, y)).toBeCloseTo(5 * ((i + 1) / 50), 12);
      const turned = Math.atan2(x1, y1) - Math.atan2(x, y);
      expect(Math.cos(turned)).toBeCloseTo(Math.cos((2 * Math.PI) / 3), 10);
    }
  });

  it("gauss: clouds about their centres", () => {
    const {inputs, labels} = gauss({perClass: 500}, random(1).data);
    const rows = rowsOf(inputs) as [number, number][];
    const mean = (label: number, k: 0 | 1) =>
      rows.filter((_, i) => labels[i] === label).reduce((sum, row) => sum + row[k], 0) / 500;
    expect(mean(0, 0)).toBeCloseTo(3 / Math.SQRT2, 0);
    expect(mean(1, 1)).toBeCloseTo(-3 / Math.SQRT2, 0);
  });

  it("signs and sizes", () => {
    expect(Array.from(signs([0, 1, 1]))).toEqual([-1, 1, 1]);
    expect(() => signs([2])).toThrow("only classes 0 and 1");
    expect(() => spiral({perArm: 0}, random(1).data)).toThrow("points of each class");
  });
});
