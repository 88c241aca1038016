import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {Dropout, doubles, randomStream} from "../../../src/core/index.ts";
import {rowsOf} from "./helpers.ts";

function ones(rows: number, cols: number) {
  const x = doubles(rows, cols);
  x.data.fill(1);
  return x;
}

describe("dropout", () => {
  it("drops about a share p and scales up what stays, so that the mean stays", () => {
    fc.assert(
      fc.property(fc.double({min: 0, max: 0.9, noNaN: true}), fc.nat(), (p, seed) => {
        const layer = new Dropout(p, {rng: randomStream(seed)});
        const n = 20_000;
        const y = layer.forward(ones(100, n / 100), "train");
        const kept = y.data.filter((entry) => entry !== 0);
        expect([...new Set(kept)]).toEqual([1 / (1 - p)]);
        expect(Math.abs(kept.length / n - (1 - p))).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / n) + 1e-12);
      }),
      {numRuns: 25},
    );
  });

  it("does nothing at test time and draws nothing then", () => {
    const rng = randomStream(1);
    const layer = new Dropout(0.5, {rng});
    const x = ones(3, 4);
    expect(rowsOf(layer.forward(x, "test"))).toEqual(rowsOf(x));
    expect(layer.mask).toBeUndefined();
    expect(rowsOf(layer.backward(x))).toEqual(rowsOf(x));
    expect(rng.uniform()).toBe(randomStream(1).uniform());
  });

  it("sends the gradient through what stayed", () => {
    const layer = new Dropout(0.5, {rng: randomStream(2)});
    const y = rowsOf(layer.forward(ones(4, 5), "train"));
    expect(rowsOf(layer.backward(ones(4, 5)))).toEqual(y);
    expect(rowsOf(layer.mask!)).toEqual(y);
  });

  it("draws a mask at each pass, unless frozen", () => {
    const layer = new Dropout(0.5, {rng: randomStream(3)});
    const pass = () => rowsOf(layer.forward(ones(4, 5), "train"));
    const first = pass();
    const second = pass();
    expect(second).not.toEqual(first);
    layer.frozen = true;
    expect(pass()).toEqual(second);
    layer.frozen = false;
    expect(pass()).not.toEqual(second);
  });
});
