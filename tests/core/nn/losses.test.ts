import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  accuracy,
  doubles,
  gradientCheck,
  HingeLoss,
  hingeLoss,
  type Loss,
  MeanSquaredError,
  matrixFrom,
  meanSquaredError,
  predictedClasses,
  randomStream,
  SoftmaxCrossEntropy,
  softmaxCrossEntropy,
  type Targets,
} from "../../../src/core/index.ts";
import {randomMatrix, rowsOf} from "./helpers.ts";

function checkLoss(loss: Loss, rows: number, cols: number, targets: Targets, seed: number): number {
  const scores = randomMatrix(rows, cols, randomStream(seed, "scores"));
  const param = {name: "scores", value: scores, grad: doubles(rows, cols), regularized: false};
  return gradientCheck(() => {
    const value = loss.forward(scores, targets);
    param.grad.data.set(loss.backward().data);
    return value;
  }, [param]).relativeError;
}

const classes = (rows: number, cols: number, seed: number) =>
  Array.from({length: rows}, () => randomStream(seed, "labels")).map((rng, i) => (rng.integer(cols) + i) % cols);

describe("the gradients of the losses", () => {
  it.each([
    [1, 2],
    [3, 3],
    [8, 5],
  ])("agree with differences for %d samples and %d scores", (rows, cols) => {
    for (const seed of [1, 2, 3, 4]) {
      const labels = classes(rows, cols, seed);
      const numbers = randomMatrix(rows, cols, randomStream(seed, "targets"));
      expect(checkLoss(new SoftmaxCrossEntropy(), rows, cols, labels, seed)).toBeLessThan(1e-6);
      expect(checkLoss(new HingeLoss(), rows, cols, labels, seed)).toBeLessThan(1e-6);
      expect(checkLoss(new HingeLoss({margin: 0.3}), rows, cols, labels, seed)).toBeLessThan(1e-6);
      expect(checkLoss(new MeanSquaredError(), rows, cols, numbers, seed)).toBeLessThan(1e-6);
      expect(checkLoss(new MeanSquaredError({factor: 0.5}), rows, cols, numbers, seed)).toBeLessThan(1e-6);
    }
  });

  it("agree with differences for the hinge loss of a single score", () => {
    expect(checkLoss(new HingeLoss(), 5, 1, [1, -1, -1, 1, 1], 7)).toBeLessThan(1e-6);
  });
});

describe("softmax cross-entropy", () => {
  it("gives the course's figures", () => {
    const {loss, gradient, probabilities} = softmaxCrossEntropy(matrixFrom([[3.2, 5.1, -1.7]]), [0]);
    expect(Array.from(probabilities.data, (p) => p.toFixed(4))).toEqual(["0.1300", "0.8690", "0.0010"]);
    expect(loss.toFixed(4)).toBe("2.0404");
    expect(Array.from(gradient.data, (g) => g.toFixed(3))).toEqual(["-0.870", "0.869", "0.001"]);
  });

  it("is ln 3 for equal scores of three classes", () => {
    expect(softmaxCrossEntropy(doubles(5, 3), [0, 1, 2, 0, 1]).loss).toBeCloseTo(Math.log(3), 14);
  });

  it("is the same after a shift of all scores, however far", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.double({min: -1e4, max: 1e4, noNaN: true}), (seed, shift) => {
        const scores = randomMatrix(3, 4, randomStream(seed));
        const moved = {...scores, data: scores.data.map((s) => s + shift)};
        const labels = classes(3, 4, seed);
        const [a, b] = [softmaxCrossEntropy(scores, labels), softmaxCrossEntropy(moved, labels)];
        expect(b.loss).toBeCloseTo(a.loss, 9);
        rowsOf(b.probabilities).forEach((row) => {
          expect(row.reduce((x, y) => x + y)).toBeCloseTo(1, 12);
        });
        rowsOf(a.gradient).forEach((row) => {
          expect(row.reduce((x, y) => x + y)).toBeCloseTo(0, 14);
        });
      }),
    );
  });

  it("stays finite where exp overflows and where a probability underflows", () => {
    const {loss, gradient} = softmaxCrossEntropy(matrixFrom([[1000, -1000, 0]]), [1]);
    expect(loss).toBe(2000);
    expect(Array.from(gradient.data)).toEqual([1, -1, 0]);
  });

  it("is the mean over the batch", () => {
    const one = softmaxCrossEntropy(matrixFrom([[1, 2]]), [0]);
    const other = softmaxCrossEntropy(matrixFrom([[0.5, -1]]), [1]);
    const both = softmaxCrossEntropy(
      matrixFrom([
        [1, 2],
        [0.5, -1],
      ]),
      [0, 1],
    );
    expect(both.loss).toBeCloseTo((one.loss + other.loss) / 2, 14);
    expect(both.gradient.data[0]).toBeCloseTo((one.gradient.data[0] as number) / 2, 14);
  });

  it("says which class is none", () => {
    expect(() => softmaxCrossEntropy(doubles(2, 3), [0, 3])).toThrow(
      new RangeError("softmax cross-entropy: the class of sample 1 is 3, but there are classes 0 … 2"),
    );
    for (const label of [-1, 0.5, Number.NaN]) {
      expect(() => softmaxCrossEntropy(doubles(1, 3), [label])).toThrow("the class of sample 0");
    }
    expect(() => softmaxCrossEntropy(doubles(2, 3), [0])).toThrow(
      "outputs of 2 × 3 need 2 targets of 1 number each, not 1 × 1",
    );
    expect(() => softmaxCrossEntropy(doubles(0, 3), [])).toThrow("there are no outputs (0 × 3)");
  });
});

describe("squared error", () => {
  it("is the mean over all outputs", () => {
    const {loss, gradient} = meanSquaredError(
      matrixFrom([
        [1, 2],
        [3, 4],
      ]),
      matrixFrom([
        [1, 0],
        [3, 8],
      ]),
    );
    expect(loss).toBe((4 + 16) / 4);
    expect(rowsOf(gradient)).toEqual([
      [0, 1],
      [0, -2],
    ]);
    expect(meanSquaredError(matrixFrom([[3]]), [1], {factor: 0.5})).toMatchObject({loss: 2});
  });

  it("wants a target for each output", () => {
    expect(() => meanSquaredError(doubles(2, 3), [1, 2])).toThrow("need 2 targets of 3 numbers each, not 2 × 1");
  });
});

describe("hinge loss", () => {
  it("pays for each class within the margin", () => {
    const {loss, gradient} = hingeLoss(matrixFrom([[3.2, 5.1, -1.7]]), [0]);
    expect(loss).toBeCloseTo(2.9, 14);
    expect(rowsOf(gradient)).toEqual([[-1, 1, 0]]);
  });

  it("takes signs with a single score", () => {
    const {loss, gradient} = hingeLoss(matrixFrom([[0.5], [2], [-0.5], [0]]), [1, 1, -1, -1]);
    expect(loss).toBe((0.5 + 0 + 0.5 + 1) / 4);
    expect(rowsOf(gradient)).toEqual([[-0.25], [0], [0.25], [0.25]]);
    expect(() => hingeLoss(doubles(1, 1), [0])).toThrow("a target is −1 or 1, but that of sample 0 is 0");
  });

  it("asks for a forward pass first, as all losses do", () => {
    for (const loss of [new HingeLoss(), new MeanSquaredError(), new SoftmaxCrossEntropy()]) {
      expect(() => loss.backward()).toThrow("call forward before backward");
    }
  });
});

describe("accuracy", () => {
  it("counts the largest score, or the sign of a single one", () => {
    const scores = matrixFrom([
      [1, 2, 0],
      [3, 3, 1],
      [0, 0, 1],
      [Number.NaN, 9, 0],
    ]);
    expect(Array.from(predictedClasses(scores))).toEqual([1, 0, 2, -1]);
    expect(accuracy(scores, [1, 0, 0, 1])).toBe(0.5);
    expect(accuracy(matrixFrom([[0.1], [-4], [0]]), [1, 1, 1])).toBeCloseTo(1 / 3, 14);
  });
});
