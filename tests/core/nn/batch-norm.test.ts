import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  BatchNorm,
  Dense,
  matrixFrom,
  random,
  randomStream,
  Sequential,
  SGD,
  SoftmaxCrossEntropy,
  spiral,
  Tanh,
  Trainer,
} from "../../../src/core/index.ts";
import {randomMatrix, rowsOf} from "./helpers.ts";

const eight = matrixFrom([[2], [4], [4], [4], [5], [5], [7], [9]]); // mean 5, variance 4

describe("batch normalization in training", () => {
  it("subtracts the batch's mean and divides by its standard deviation", () => {
    const layer = new BatchNorm(1, {epsilon: 1e-12});
    const y = layer.forward(eight, "train");
    expect(layer.mean.data[0]).toBe(5);
    expect(layer.variance.data[0]).toBe(4);
    [-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2].forEach((expected, i) => {
      expect(y.data[i]).toBeCloseTo(expected, 11);
    });
  });

  it("recovers the identity with γ = √(σ² + ε) and β = μ", () => {
    const layer = new BatchNorm(1);
    layer.gamma.value.data[0] = Math.sqrt(4 + layer.epsilon);
    layer.beta.value.data[0] = 5;
    const y = layer.forward(eight, "train");
    y.data.forEach((entry, i) => {
      expect(entry).toBeCloseTo(eight.data[i] as number, 12);
    });
  });

  it("does not notice a shift or a stretch of the batch, and sends no gradient along them", () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.double({min: 0.5, max: 20, noNaN: true}),
        fc.double({min: -50, max: 50, noNaN: true}),
        (seed, scale, shift) => {
          const rng = randomStream(seed);
          const x = randomMatrix(7, 3, rng);
          const moved = {...x, data: x.data.map((entry) => scale * entry + shift)};
          const layer = new BatchNorm(3, {epsilon: 1e-14});
          const y = rowsOf(layer.forward(x, "train"));
          rowsOf(layer.forward(moved, "train")).forEach((row, i) => {
            row.forEach((entry, j) => {
              expect(entry).toBeCloseTo(y[i]?.[j] as number, 8);
            });
          });
          layer.forward(x, "train");
          const dx = layer.backward(randomMatrix(7, 3, rng));
          for (let j = 0; j < 3; j++) {
            const column = rowsOf(dx).map((row) => row[j] as number);
            expect(column.reduce((a, b) => a + b)).toBeCloseTo(0, 10);
            expect(column.reduce((a, b, i) => a + b * (x.data[3 * i + j] as number), 0)).toBeCloseTo(0, 8);
          }
        },
      ),
    );
  });

  it("makes a batch of one into β, with gradient 0 in x", () => {
    const layer = new BatchNorm(2);
    layer.beta.value.data.set([0.25, -3]);
    layer.gamma.value.data.set([7, 8]);
    for (const x of [
      [1, 2],
      [-1e6, 1e9],
    ]) {
      expect(rowsOf(layer.forward(matrixFrom([x]), "train"))).toEqual([[0.25, -3]]);
      expect(rowsOf(layer.backward(matrixFrom([[5, -6]])))).toEqual([[0, 0]]);
      expect(rowsOf(layer.beta.grad)).toEqual([[5, -6]]);
      expect(Array.from(layer.gamma.grad.data, Math.abs)).toEqual([0, 0]);
    }
    expect(rowsOf(layer.runningVariance)).toEqual([[1, 1]]);
    expect(layer.runningMean.data[0]).not.toBe(0);
  });

  it("leaves the bias before it without gradient", () => {
    const rng = randomStream(3);
    const dense = new Dense(3, 4, {rng});
    const network = new Sequential([dense, new BatchNorm(4), new Tanh()]);
    network.forward(randomMatrix(9, 3, rng), "train");
    network.backward(randomMatrix(9, 4, rng));
    for (const entry of dense.bias!.grad.data) expect(Math.abs(entry)).toBeLessThan(1e-14);
    expect(Math.max(...dense.weights.grad.data.map(Math.abs))).toBeGreaterThan(0.01);
  });

  it("lets a sample's output depend on its batch-mates, but not at test time", () => {
    const layer = new BatchNorm(1);
    const first = (mode: "train" | "test", mate: number) => layer.forward(matrixFrom([[1], [mate]]), mode).data[0];
    expect(first("train", 5)).not.toBeCloseTo(first("train", -5) as number, 3);
    expect(first("test", 5)).toBe(first("test", -5));
  });
});

describe("running averages", () => {
  it("move by 1 − momentum toward the batch's mean and its unbiased variance", () => {
    const layer = new BatchNorm(1, {momentum: 0.9});
    layer.forward(eight, "train");
    expect(layer.runningMean.data[0]).toBeCloseTo(0.9 * 0 + 0.1 * 5, 14);
    expect(layer.runningVariance.data[0]).toBeCloseTo(0.9 * 1 + 0.1 * ((4 * 8) / 7), 14);
    layer.forward(eight, "test");
    expect(layer.runningMean.data[0]).toBeCloseTo(0.5, 14);
  });

  it("arrive after many steps, so that test time is training without the batch", () => {
    const layer = new BatchNorm(1);
    for (let step = 0; step < 300; step++) layer.forward(eight, "train");
    const y = layer.forward(eight, "test");
    expect(y.data[7]).toBeCloseTo((9 - 5) / Math.sqrt((4 * 8) / 7 + 1e-5), 10);
  });

  it("stay where they are for a batch that is not finite", () => {
    const layer = new BatchNorm(2);
    layer.forward(
      matrixFrom([
        [Number.NaN, 1],
        [1, 3],
      ]),
      "train",
    );
    expect(layer.runningMean.data[0]).toBe(0);
    expect(layer.runningMean.data[1]).toBeCloseTo(0.2, 14);
  });
});

describe("fold", () => {
  it.each([true, false])("makes one dense layer that does the same at test time (bias: %s)", (bias) => {
    const {data, init} = random(5);
    const points = spiral({perArm: 20}, data);
    const dense = new Dense(2, 8, {rng: init, bias});
    const norm = new BatchNorm(8);
    const trainer = new Trainer({
      network: () => new Sequential([dense, norm, new Tanh(), new Dense(8, 3, {rng: init})]),
      loss: new SoftmaxCrossEntropy(),
      optimizer: new SGD({rate: 0.1}),
      inputs: points.inputs,
      targets: points.labels,
    });
    for (let step = 0; step < 50; step++) trainer.step();
    const expected = rowsOf(norm.forward(dense.forward(points.inputs), "test"));
    const folded = rowsOf(norm.fold(dense).forward(points.inputs));
    folded.forEach((row, i) => {
      row.forEach((entry, j) => {
        expect(entry).toBeCloseTo(expected[i]?.[j] as number, 12);
      });
    });
  });

  it("needs as many outputs as columns", () => {
    expect(() => new BatchNorm(3).fold(new Dense(2, 4, {initialization: "zeros"}))).toThrow(
      "batch norm of width 3 cannot follow 4 outputs",
    );
  });
});
