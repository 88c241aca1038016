import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {PANEL_HEIGHT, plane} from "../../../src/units/mini-batches/plane.ts";

const scale = plane({x: [-1, 3], y: [-2, 2]}, 400);

describe("plane", () => {
  it("has the same scale on both axes, and holds the box", () => {
    expect(scale.x(1) - scale.x(0)).toBeCloseTo(scale.unit, 9);
    expect(scale.y(0) - scale.y(1)).toBeCloseTo(scale.unit, 9);
    for (const value of [scale.x(-1), scale.x(3)]) expect(value).toBeGreaterThanOrEqual(0);
    expect(scale.x(3)).toBeLessThanOrEqual(400);
    expect(scale.y(-2)).toBeLessThanOrEqual(PANEL_HEIGHT);
  });

  it("clips a segment to the picture without bending it", () => {
    const coordinate = fc.double({min: -50, max: 50, noNaN: true});
    const point = fc.tuple(coordinate, coordinate);
    fc.assert(
      fc.property(point, point, (from, to) => {
        const part = scale.clip(from, to);
        if (!part) return;
        for (const [x, y] of part) {
          expect(scale.x(x)).toBeGreaterThan(-1e-6);
          expect(scale.x(x)).toBeLessThan(400 + 1e-6);
          expect(scale.y(y)).toBeGreaterThan(-1e-6);
          expect(scale.y(y)).toBeLessThan(PANEL_HEIGHT + 1e-6);
          // On the line through both ends.
          expect((x - from[0]) * (to[1] - from[1]) - (y - from[1]) * (to[0] - from[0])).toBeCloseTo(0, 6);
        }
      }),
    );
    expect(scale.clip([100, 100], [101, 100])).toBeUndefined();
    expect(scale.clip([0, 0], [1, 1])).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });
});
