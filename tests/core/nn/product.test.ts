import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  doubles,
  multiplyInto,
  multiplyTransposedLeftInto,
  multiplyTransposedRightInto,
  randomStream,
} from "../../../src/core/index.ts";
import {naiveProduct, randomMatrix, transposed} from "./helpers.ts";

const side = fc.integer({min: 1, max: 11});

describe("the products", () => {
  it("agree with three loops at every shape, transposed or not, whatever was there before", () => {
    fc.assert(
      fc.property(side, side, side, fc.nat(1000), (m, k, n, seed) => {
        const rng = randomStream(seed, "product");
        const a = randomMatrix(m, k, rng);
        const b = randomMatrix(k, n, rng);
        const expected = naiveProduct(a, b);
        for (const write of [
          (c: typeof a) => multiplyInto(c, a, b),
          (c: typeof a) => multiplyTransposedLeftInto(c, transposed(a), b),
          (c: typeof a) => multiplyTransposedRightInto(c, a, transposed(b)),
        ]) {
          const c = randomMatrix(m, n, rng);
          write(c);
          c.data.forEach((entry, i) => {
            expect(entry).toBeCloseTo(expected.data[i] as number, 12);
          });
        }
      }),
    );
  });

  it("refuse shapes that do not fit", () => {
    expect(() => multiplyInto(doubles(2, 2), doubles(2, 3), doubles(4, 2))).toThrow("A B: 2 × 3 times 4 × 2");
    expect(() => multiplyTransposedLeftInto(doubles(2, 2), doubles(3, 2), doubles(3, 4))).toThrow(
      "Aᵀ B is 2 × 4, but its place is 2 × 2",
    );
  });
});
