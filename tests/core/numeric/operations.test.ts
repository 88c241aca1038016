import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  add,
  divide,
  elu,
  leakyRelu,
  type Matrix,
  map,
  matmul,
  matrix,
  matrixFrom,
  mean,
  multiply,
  randn,
  random,
  randomStream,
  relu,
  sigmoid,
  std,
  subtract,
  tanh,
  transpose,
} from "../../../src/core/index.ts";

const rowsOf = ({rows, cols, data}: Matrix) =>
  Array.from({length: rows}, (_, i) => [...data.slice(i * cols, (i + 1) * cols)]);

const A = matrixFrom([
  [1, 2, 3],
  [4, 5, 6],
]);

/** Any two matrices that can be multiplied. */
const pair = fc
  .tuple(fc.integer({min: 0, max: 9}), fc.integer({min: 0, max: 9}), fc.integer({min: 0, max: 9}), fc.integer())
  .map(([m, k, n, seed]) => [randn(m, k, randomStream(seed, "a")), randn(k, n, randomStream(seed, "b"))] as const);

describe("matmul", () => {
  it("multiplies rows by columns", () => {
    expect(
      rowsOf(
        matmul(
          A,
          matrixFrom([
            [1, 0],
            [0, 1],
            [1, 1],
          ]),
        ),
      ),
    ).toEqual([
      [4, 5],
      [10, 11],
    ]);
  });

  it("is the sum over the inner index, whatever the shapes", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const c = matmul(a, b);
        expect([c.rows, c.cols]).toEqual([a.rows, b.cols]);
        c.data.forEach((x, at) => {
          const [i, j] = [Math.floor(at / c.cols), at % c.cols];
          let sum = 0;
          for (let p = 0; p < a.cols; p++) sum += a.data[i * a.cols + p]! * b.data[p * b.cols + j]!;
          expect(x).toBeCloseTo(sum, 12);
        });
      }),
    );
  });

  it("agrees with the rule (A B)ᵀ = Bᵀ Aᵀ", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const [left, right] = [transpose(matmul(a, b)), matmul(transpose(b), transpose(a))];
        expect([left.rows, left.cols]).toEqual([right.rows, right.cols]);
        left.data.forEach((x, i) => {
          expect(x).toBeCloseTo(right.data[i]!, 12);
        });
      }),
    );
  });

  it("names both shapes where they do not fit", () => {
    const product = matmul as (a: unknown, b: unknown) => unknown;
    expect(() => product(matrix(2, 2), Number.NaN)).toThrow(
      "matmul(A, B) needs two matrices, and B is NaN, as * makes",
    );
    expect(() => product([[1]], matrix(1, 1))).toThrow("and A is a plain list: matrixFrom(rows)");
    expect(() => product(matrix(2, 2), undefined)).toThrow("and B is undefined");
    expect(() => matmul(matrix(1000, 500), matrix(400, 10))).toThrow(
      "matmul needs A’s columns to be B’s rows: 1000 × 500 times 400 × 10",
    );
  });
});

describe("arithmetic", () => {
  it("is entry by entry", () => {
    expect(rowsOf(add(A, A))).toEqual([
      [2, 4, 6],
      [8, 10, 12],
    ]);
    expect(rowsOf(subtract(A, 1))).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
    expect(rowsOf(subtract(1, A))).toEqual([
      [0, -1, -2],
      [-3, -4, -5],
    ]);
    expect(rowsOf(multiply(A, A))).toEqual([
      [1, 4, 9],
      [16, 25, 36],
    ]);
    expect(rowsOf(divide(A, 2))).toEqual([
      [0.5, 1, 1.5],
      [2, 2.5, 3],
    ]);
    expect(rowsOf(map(A, (x, i, j) => 100 * x + 10 * i + j))).toEqual([
      [100, 201, 302],
      [410, 511, 612],
    ]);
  });

  it("stretches rows, columns and single numbers", () => {
    const row = matrixFrom([[10, 20, 30]]);
    const column = matrixFrom([[100], [200]]);
    expect(rowsOf(add(A, row))).toEqual([
      [11, 22, 33],
      [14, 25, 36],
    ]);
    expect(rowsOf(add(column, A))).toEqual([
      [101, 102, 103],
      [204, 205, 206],
    ]);
    expect(rowsOf(add(row, column))).toEqual([
      [110, 120, 130],
      [210, 220, 230],
    ]);
    expect(rowsOf(multiply(matrixFrom([[2]]), A))).toEqual(rowsOf(multiply(A, 2)));
    expect(add(matrix(0, 3), row)).toEqual(matrix(0, 3));
  });

  it("names both shapes where they do not fit", () => {
    expect(() => add(A, matrix(2, 2))).toThrow(/^add needs matrices of one shape.*: 2 × 3 and 2 × 2$/);
    expect(() => divide(A, matrix(3, 1))).toThrow(/^divide .*2 × 3 and 3 × 1$/);
  });

  it("does not change its operands, and is in double precision", () => {
    const single = matrix(1, 2, Float32Array.of(0.1, 0.2));
    for (const result of [add(single, 1), map(single, (x) => x), matmul(single, transpose(single)), tanh(single)])
      expect(result.data).toBeInstanceOf(Float64Array);
    expect([...single.data]).toEqual([Math.fround(0.1), Math.fround(0.2)]);
  });
});

describe("nonlinearities", () => {
  it("take a number or a matrix", () => {
    expect(tanh(0.5)).toBe(Math.tanh(0.5));
    expect(sigmoid(0)).toBe(0.5);
    expect(relu(-2)).toBe(0);
    expect(leakyRelu(-2)).toBeCloseTo(-0.2, 12);
    expect(leakyRelu(-2, 0.5)).toBe(-1);
    expect(elu(-1, 2)).toBeCloseTo(2 * (Math.exp(-1) - 1), 12);
    const z = matrixFrom([
      [-1, 0],
      [1, 2],
    ]);
    for (const f of [tanh, sigmoid, relu, leakyRelu, elu]) expect([...f(z).data]).toEqual([...z.data].map((x) => f(x)));
    expect([...leakyRelu(z, 0.5).data]).toEqual([-0.5, 0, 1, 2]);
  });
});

describe("randn", () => {
  it("is the stream's normal draws, row by row", () => {
    const stream = randomStream(3, "data");
    expect([...randn(3, 5, random(3).data).data]).toEqual(Array.from({length: 15}, stream.normal));
  });

  it("asks for a stream", () => {
    // @ts-expect-error that is the point
    expect(() => randn(2, 2)).toThrow(/needs a stream of random numbers.*random\(1\)\.data/);
    // @ts-expect-error that is the point
    expect(() => randn(2, 2, random(1))).toThrow(TypeError);
  });
});

it("reads like the slide: ten tanh layers of 500 units fall silent at weights of 0.01, as the deck prints", () => {
  const {data, init} = random(1);
  let H = randn(200, 500, data);
  const stds: number[] = [];
  for (let layer = 0; layer < 10; layer++) {
    const W = multiply(randn(H.cols, 500, init), 0.01);
    H = tanh(matmul(H, W));
    stds.push(std(H));
    expect(Math.abs(mean(H))).toBeLessThan(0.01);
  }
  const printed = [0.213081, 0.047551, 0.01063, 0.002378, 0.000532, 0.000119, 0.000026, 0.000006, 0.000001];
  printed.slice(0, 6).forEach((expected, i) => {
    expect(Math.abs(stds[i]! / expected - 1)).toBeLessThan(0.05);
  });
  expect(stds[9]).toBeLessThan(5e-7);
});
