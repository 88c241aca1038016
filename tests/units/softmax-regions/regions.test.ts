import fc from "fast-check";
import {expect, test} from "vitest";
import {matrixFrom, softmax} from "../../../src/core/numeric/index.ts";
import {atPoint, type ClassifierState, onData, scoresOf} from "../../../src/units/softmax-regions/classifier.ts";
import {bandsOf, type Point, regionsOf} from "../../../src/units/softmax-regions/regions.ts";

const number = fc.double({min: -3, max: 3, noNaN: true}).map((x) => Math.round(x * 20) / 20);
const pair = fc.tuple(number, number);
const states: fc.Arbitrary<ClassifierState> = fc.record({
  weights: fc.tuple(pair, pair, pair),
  biases: fc.tuple(number, number, number),
});
const ZERO: ClassifierState = {
  weights: [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  biases: [0, 0, 0],
};

/** Whether a point lies in a convex polygon that runs counter-clockwise. */
function inside(polygon: readonly Point[], [x, y]: Point): boolean {
  return (
    polygon.length > 2 &&
    polygon.every(([a, b], i) => {
      const [c, d] = polygon[(i + 1) % polygon.length]!;
      return (c - a) * (y - b) - (d - b) * (x - a) >= -1e-9;
    })
  );
}

test("scores are wᵀf + b", () => {
  const state = {
    weights: [
      [1, 2],
      [-1, 0.5],
      [0, -3],
    ],
    biases: [0.5, 0, -1],
  };
  expect([...scoresOf(state, matrixFrom([[2, 3]])).data]).toEqual([8.5, -0.5, -10]);
  expect(atPoint(state, [2, 3]).probabilities).toEqual(softmax([8.5, -0.5, -10]));
});

test("the regions tile the square, and in each its class has the largest score", () => {
  fc.assert(
    fc.property(states, fc.array(pair, {minLength: 5, maxLength: 5}), (state, points) => {
      const regions = regionsOf(state, 4);
      expect(regions.reduce((sum, {share}) => sum + share, 0)).toBeCloseTo(1, 9);
      for (const point of points) {
        const {scores} = atPoint(state, point);
        const most = Math.max(...scores);
        for (const {classes, polygon} of regions) {
          // A clear winner lies in its own region and in no other.
          if (most - scores[classes[0]!]! > 1e-6)
            expect(inside(polygon, point) && polygonArea(polygon) > 1e-6).toBe(false);
          else if (scores.filter((s) => most - s < 1e-6).length === classes.length)
            expect(inside(polygon, point)).toBe(true);
        }
      }
    }),
  );
});

function polygonArea(polygon: readonly Point[]): number {
  return polygon.reduce((sum, [x, y], i) => {
    const [u, v] = polygon[(i + 1) % polygon.length]!;
    return sum + (x * v - u * y) / 2;
  }, 0);
}

test("the same vector added to all weights moves no border", () => {
  fc.assert(
    fc.property(states, pair, (state, [u, v]) => {
      const moved = {...state, weights: state.weights.map(([a, b]) => [a! + u, b! + v])};
      const shares = (s: ClassifierState) =>
        [0, 1, 2].map((k) => regionsOf(s, 4).find(({classes}) => classes.includes(k))!.share);
      const before = shares(state);
      // Classes that tie everywhere may come apart by a rounding error: both then own half of the truth.
      if (regionsOf(state, 4).length < 3 || regionsOf(moved, 4).length < 3) return;
      for (const [k, share] of shares(moved).entries()) expect(share).toBeCloseTo(before[k]!, 6);
    }),
  );
});

test("with all weights 0 there is one region, a tie of all", () => {
  const [only, ...rest] = regionsOf(ZERO, 4);
  expect(rest).toEqual([]);
  expect(only).toMatchObject({classes: [0, 1, 2], share: 1, centre: [0, 0]});
});

test("the bands surround where the probability is above the level", () => {
  const state = {
    weights: [
      [2, 0],
      [-2, 0],
      [0, 0],
    ],
    biases: [0, 0, -9],
  };
  const [[rings]] = bandsOf(state, 4, [0.9]) as [[Point[][]]];
  // p(A) = σ(4 x₁) up to e⁻⁹: 0.9 at x₁ = ln 9 / 4.
  const least = Math.min(...rings.flat().map(([x]) => x));
  expect(least).toBeCloseTo(Math.log(9) / 4, 1);
  expect(Math.max(...rings.flat().map(([x]) => x))).toBe(4);
});

test("data: the loss with weights of 0 is ln 3, and the confusion counts the points", () => {
  const data = {
    inputs: matrixFrom([
      [1, 1],
      [-1, 2],
      [0, -2],
      [3, 3],
    ]),
    labels: [0, 1, 2, 0],
  };
  const result = onData(ZERO, data);
  expect(result.loss).toBeCloseTo(Math.log(3), 12);
  expect(result.confusion).toEqual([
    [2, 0, 0],
    [1, 0, 0],
    [1, 0, 0],
  ]);
  expect(result.right).toBe(2);
});
