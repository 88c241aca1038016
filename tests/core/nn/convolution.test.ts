import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  Conv2d,
  Dense,
  doubles,
  type ImageShape,
  imageLength,
  MaxPool,
  ReLU,
  randomStream,
  Sequential,
  windowPlaces,
} from "../../../src/core/index.ts";
import {checkLayer, randomMatrix} from "./helpers.ts";

const shapes = fc.record({
  channels: fc.integer({min: 1, max: 3}),
  height: fc.integer({min: 1, max: 6}),
  width: fc.integer({min: 1, max: 6}),
});
const windows = fc.record({
  size: fc.integer({min: 1, max: 4}),
  stride: fc.integer({min: 1, max: 3}),
  padding: fc.integer({min: 0, max: 4}),
});
const fits = ({height, width}: ImageShape, {size, padding}: {size: number; padding: number}) =>
  Math.min(height, width) + 2 * padding >= size;

/** The definition, one number of the output at a time. */
function naive({input, output, window, weights, bias}: Conv2d, x: ArrayLike<number>, image: number): number[] {
  const {size, stride, padding} = window;
  const y: number[] = [];
  for (let f = 0; f < output.channels; f++) {
    for (let i = 0; i < output.height; i++) {
      for (let j = 0; j < output.width; j++) {
        let sum = bias?.value.data[f] ?? 0;
        for (let c = 0; c < input.channels; c++) {
          for (let u = 0; u < size; u++) {
            for (let v = 0; v < size; v++) {
              const [row, col] = [i * stride + u - padding, j * stride + v - padding];
              if (row < 0 || row >= input.height || col < 0 || col >= input.width) continue;
              const w = weights.value.data[((c * size + u) * size + v) * output.channels + f]!;
              sum += w * x[((image * input.channels + c) * input.height + row) * input.width + col]!;
            }
          }
        }
        y.push(sum);
      }
    }
  }
  return y;
}

describe("Conv2d", () => {
  it("is the sum of products that defines it, for any shape, stride and padding", () => {
    fc.assert(
      fc.property(
        shapes,
        windows,
        fc.integer({min: 1, max: 5}),
        fc.integer({min: 1, max: 3}),
        fc.boolean(),
        (input, window, filters, rows, bias) => {
          fc.pre(fits(input, window));
          const rng = randomStream(rows, "conv");
          const layer = new Conv2d(input, filters, {...window, rng, bias});
          for (const {value} of layer.params()) rng.fillNormal(value.data);
          const x = randomMatrix(rows, imageLength(input), rng);
          const y = layer.forward(x);
          expect(y.cols).toBe(imageLength(layer.output));
          const expected = Array.from({length: rows}, (_, image) => naive(layer, x.data, image)).flat();
          expect(y.data.length).toBe(expected.length);
          expected.forEach((value, i) => {
            expect(y.data[i]).toBeCloseTo(value, 10);
          });
        },
      ),
      {numRuns: 150},
    );
  });

  it("passes the gradient check for any shape, stride and padding", () => {
    fc.assert(
      fc.property(
        shapes,
        windows,
        fc.integer({min: 1, max: 3}),
        fc.integer({min: 1, max: 2}),
        (input, window, filters, rows) => {
          fc.pre(fits(input, window));
          const rng = randomStream(rows, "conv gradient");
          const layer = new Conv2d(input, filters, {...window, rng});
          const report = checkLayer(layer, randomMatrix(rows, imageLength(input), rng), "train", rng);
          expect(report.relativeError, report.worst.label).toBeLessThan(1e-6);
        },
      ),
      {numRuns: 60},
    );
  });

  it("slides one filter over one picture, and does not turn it", () => {
    const layer = new Conv2d({channels: 1, height: 3, width: 4}, 1, {size: 2, initialization: "zeros"});
    layer.weights.value.data.set([1, 0, 0, -1]);
    layer.bias?.value.data.set([10]);
    const y = layer.forward({rows: 1, cols: 12, data: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)});
    expect(layer.output).toEqual({channels: 1, height: 2, width: 3});
    expect([...y.data]).toEqual([5, 5, 5, 5, 5, 5]); // 1 − 6 + 10, …
  });

  it("of 1 × 1 is the same dense layer at each pixel", () => {
    const rng = randomStream(1, "pixelwise");
    const conv = new Conv2d({channels: 3, height: 2, width: 2}, 2, {size: 1, rng});
    const dense = new Dense(3, 2, {initialization: "zeros"});
    dense.weights.value.data.set(conv.weights.value.data);
    const x = randomMatrix(1, 12, rng);
    const y = conv.forward(x).data;
    for (let pixel = 0; pixel < 4; pixel++) {
      const colours = [0, 1, 2].map((c) => x.data[c * 4 + pixel]!);
      const out = dense.forward({rows: 1, cols: 3, data: Float64Array.from(colours)}).data;
      expect(y[pixel]).toBeCloseTo(out[0]!, 12);
      expect(y[4 + pixel]).toBeCloseTo(out[1]!, 12);
    }
  });

  it("draws its weights with the fan-in of one window", () => {
    const rng = randomStream(1, "fan-in");
    const {data} = new Conv2d({channels: 8, height: 5, width: 5}, 400, {rng}).weights.value;
    const variance = data.reduce((sum, w) => sum + w * w, 0) / data.length;
    expect(Math.abs(variance / (2 / 72) - 1)).toBeLessThan(0.03);
  });

  it("says what does not fit", () => {
    const input = {channels: 1, height: 4, width: 4};
    const zeros = {initialization: "zeros"} as const;
    expect(() => new Conv2d(input, 1, {...zeros, size: 7})).toThrow(
      /conv over 1 × 4 × 4: a window of 7 does not fit a side of 4 pixels/,
    );
    expect(() => new Conv2d(input, 1, {...zeros, stride: 0})).toThrow(/stride must be a whole number of at least 1/);
    expect(() => new Conv2d(input, 1, {...zeros, padding: 0.5})).toThrow(/padding must be a whole number/);
    expect(() => new Conv2d(input, 0)).toThrow(/whole number of filters/);
    expect(() => new Conv2d({...input, channels: 1.5}, 1, zeros)).toThrow(/channels must be a whole number/);
    expect(() => new Conv2d(input, 2)).toThrow(/need a stream/);
    const layer = new Conv2d(input, 1, zeros);
    expect(() => layer.backward(doubles(1, 4))).toThrow(/call forward before backward/);
    expect(() => layer.forward(doubles(2, 15))).toThrow(/takes 16 numbers a sample, but the input is 2 × 15/);
    layer.forward(doubles(2, 16));
    expect(() => layer.backward(doubles(2, 5))).toThrow(/the output was 2 × 4, so its gradient cannot be 2 × 5/);
  });
});

describe("windowPlaces", () => {
  it("counts the places of a window", () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 40}), windows, (side, window) => {
        fc.pre(side + 2 * window.padding >= window.size);
        let places = 0;
        for (let at = -window.padding; at + window.size <= side + window.padding; at += window.stride) places++;
        expect(windowPlaces(side, window)).toBe(places);
      }),
    );
  });
});

describe("MaxPool", () => {
  it("takes the first largest of each window, and routes its gradient there", () => {
    const layer = new MaxPool({channels: 1, height: 2, width: 5});
    const y = layer.forward({rows: 1, cols: 10, data: Float64Array.of(1, 7, 3, 3, 9, 5, 2, 3, 3, 9)});
    expect([...y.data]).toEqual([7, 3]); // the fifth column is in no window
    expect([...layer.winners]).toEqual([1, 2]); // of four equal ones the first
    const dx = layer.backward({rows: 1, cols: 2, data: Float64Array.of(-4, 6)});
    expect([...dx.data]).toEqual([0, -4, 6, 0, 0, 0, 0, 0, 0, 0]);
  });

  it("is the largest number of each window, and passes the gradient check, overlapping or not", () => {
    fc.assert(
      fc.property(shapes, fc.integer({min: 1, max: 3}), fc.integer({min: 1, max: 3}), (input, size, stride) => {
        fc.pre(fits(input, {size, padding: 0}));
        const rng = randomStream(size, "pool");
        const layer = new MaxPool(input, {size, stride});
        const x = randomMatrix(2, imageLength(input), rng);
        const y = layer.forward(x);
        let at = 0;
        for (let map = 0; map < 2 * input.channels; map++) {
          for (let i = 0; i < layer.output.height; i++) {
            for (let j = 0; j < layer.output.width; j++, at++) {
              const seen: number[] = [];
              for (let u = 0; u < size; u++) {
                for (let v = 0; v < size; v++) {
                  seen.push(x.data[(map * input.height + i * stride + u) * input.width + j * stride + v]!);
                }
              }
              expect(y.data[at]).toBe(Math.max(...seen));
            }
          }
        }
        expect(at).toBe(y.data.length);
        const report = checkLayer(layer, x, "train", rng);
        expect(report.relativeError, report.worst.label).toBeLessThan(1e-6);
      }),
      {numRuns: 60},
    );
  });

  it("lets a number that is none come through, so that training stops with the reason", () => {
    const layer = new MaxPool({channels: 1, height: 2, width: 2});
    for (let at = 0; at < 4; at++) {
      const data = Float64Array.of(1, 2, 3, 4);
      data[at] = Number.NaN;
      expect(layer.forward({rows: 1, cols: 4, data}).data[0]).toBeNaN();
    }
  });
});

describe("a small convolutional network", () => {
  it("passes the gradient check from its picture to its scores", () => {
    const rng = randomStream(3, "convnet");
    const first = new Conv2d({channels: 2, height: 6, width: 6}, 3, {padding: 1, rng});
    const pool = new MaxPool(first.output);
    const second = new Conv2d(pool.output, 2, {size: 2, rng});
    const scores = new Dense(imageLength(second.output), 3, {rng});
    const network = new Sequential([first, new ReLU(), pool, second, new ReLU(), scores]);
    for (const {value} of network.params()) rng.fillNormal(value.data, 0.5);
    const report = checkLayer(network, randomMatrix(2, 72, rng), "train", rng);
    expect(report.relativeError, report.worst.label).toBeLessThan(1e-5);
  });
});
