import {describe, expect, it} from "vitest";
import {random, randomStream} from "../../../src/core/index.ts";
import type {Kernels} from "../../../src/core/numeric/kernels/index.ts";
import {Gathered, type LayerStatistics} from "../../../src/lab/engine/statistics.ts";
import {Shard} from "../../../src/lab/layers/shard.ts";
import {meanFieldTheory} from "../../../src/lab/mean-field.ts";
import type {LayerOptions} from "../../../src/lab/options.ts";
import {stack} from "../../../src/lab/options.ts";
import {fastKernels, measure, measureWhole, plainKernels} from "./measure.ts";

const numbers = ["mean", "std", "saturated", "outside", "gradientStd", "weightGradientStd"] as const;

/** Compares two measurements, all numbers relatively to the layer's size. */
function expectSame(actual: readonly LayerStatistics[], expected: readonly LayerStatistics[], tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((layer, i) => {
    const other = expected[i]!;
    for (const name of numbers) {
      const size = name === "mean" ? Math.hypot(other.mean, other.std) : (other[name] ?? 0);
      const difference = Math.abs((layer[name] ?? 0) - (other[name] ?? 0));
      const bound = name === "saturated" || name === "outside" ? Math.max(tolerance, 2e-4) : tolerance * size;
      expect(difference, `${name} of layer ${i + 1}: ${layer[name]} for ${other[name]}`).toBeLessThanOrEqual(bound);
    }
    const total = (bins: LayerStatistics) => bins.histogram.reduce((sum, {count}) => sum + count, 0);
    expect(total(layer)).toBeCloseTo(total(other), -2);
  });
}

const cases: LayerOptions[] = [
  {widths: [40, 60, 30], samples: 101, initialization: "xavier", backward: true},
  {widths: [40, 60, 30], inputs: 7, samples: 64, nonlinearity: "relu", initialization: "he", backward: true},
  {widths: [50, 50, 50], samples: 203, initialization: 1, batchNorm: true, backward: true},
  {widths: [33, 17, 5], samples: 50, nonlinearity: "elu", initialization: "he", batchNorm: true, backward: true},
  {widths: [33, 17, 5], samples: 50, nonlinearity: "sigmoid", initialization: 0.01, backward: true},
  {widths: [33, 17, 5], samples: 50, nonlinearity: "leaky-relu", initialization: "he", backward: true},
];

describe("a shard", () => {
  it.each(cases)("gives the same in two parts as in one: %j", (options) => {
    const whole = measureWhole(options);
    expectSame(measure(options, [new Shard(fastKernels()), new Shard(fastKernels())]), whole, 1e-6);
  });

  it.each(cases)("gives the same by the TypeScript kernels: %j", (options) => {
    expectSame(measureWhole(options, plainKernels()), measureWhole(options), 1e-4);
  });

  it.each(cases)("gives the same bits twice, whatever ran between: %j", (options) => {
    const shard = new Shard(fastKernels());
    const first = measure(options, [shard]);
    measure({widths: [8, 9], samples: 12, seed: 5, backward: true, nonlinearity: "relu"}, [shard]);
    measure({...options, initialization: 0.3, widths: [...options.widths!, 20], backward: false}, [shard]);
    expect(measure(options, [shard])).toEqual(first);
  });

  it.each(cases.filter(({batchNorm}) => !batchNorm))("adds to a preview what the other rows give: %j", (options) => {
    const net = stack(options);
    const rows = {first: 0, count: net.samples};
    const head = 24;
    const kernels = fastKernels();
    let products = 0;
    const multiply: Kernels["multiply"] = (a, packed, c, m, k, n) => {
      products += m;
      kernels.multiply(a, packed, c, m, k, n);
    };
    const shard = new Shard({...kernels, multiply});
    const run = (of = net, count = net.samples): LayerStatistics[] => {
      const gathered = new Gathered(of, {shards: 1, samples: count, preview: false});
      products = 0;
      for (const step of shard.run(of, rows, count, head)) {
        if (step.kind === "forward" || step.kind === "backward") gathered.add(step);
      }
      return gathered.layers();
    };
    const whole = run();
    const productsOfWhole = products;
    expectSame(whole, measureWhole(options), 1e-6);
    expectSame(run(net, head), measureWhole({...options, samples: head}), options.backward ? 1e-6 : 0);
    expect(run()).toEqual(whole);
    expect(products).toBe((productsOfWhole * (net.samples - head)) / net.samples);
    // Once it is added it is gone, and another experiment's is not taken.
    expect(run()).toEqual(whole);
    expect(products).toBe(productsOfWhole);
    run({...net, seed: 2}, head);
    expect(run()).toEqual(whole);
    expect(products).toBe(productsOfWhole);
  });

  it("draws another seed's weights where the last one's stood", () => {
    const kernels = fastKernels();
    const allocated: number[] = [];
    const allocate = (floats: number) => {
      allocated.push(floats);
      return kernels.allocate(floats);
    };
    const shard = new Shard({...kernels, allocate});
    const options: LayerOptions = {widths: [40, 60, 30], samples: 16, initialization: "xavier", backward: true};
    measure(options, [shard]);
    const packs = kernels.packedLength(40, 60);
    expect(allocated).toContain(packs);
    allocated.length = 0;
    const other = measure({...options, seed: 2}, [shard]);
    expect(allocated).not.toContain(packs);
    expect(other).toEqual(measureWhole({...options, seed: 2}));
  });

  it("computes a deep net in segments when memory is short, with the same result", () => {
    const options: LayerOptions = {widths: Array(12).fill(60), samples: 400, backward: true, initialization: "xavier"};
    for (const batchNorm of [false, true]) {
      const roomy = measureWhole({...options, batchNorm});
      const kernels = fastKernels();
      const limit = 1.25e6;
      const tight = measureWhole({...options, batchNorm}, kernels, limit);
      expect(tight).toEqual(roomy);
      expect(kernels.bytes()).toBeLessThan(limit + 2 ** 17);
    }
  });

  it("says when memory does not suffice", () => {
    const options: LayerOptions = {widths: [500], samples: 1000};
    expect(() => measureWhole(options, fastKernels(), 2e6)).toThrow(
      /1000 samples of up to 500 numbers do not fit into/,
    );
  });

  it("keeps one worker's share of the slides' experiment, and of the largest in the laboratory, within 64 MB", () => {
    const first = (options: LayerOptions) => {
      const kernels = fastKernels();
      const steps = new Shard(kernels).run(stack(options), {first: 0, count: (options.samples ?? 1000) / 2}, 8);
      steps.next();
      return kernels.bytes();
    };
    expect(first({backward: true})).toBeLessThan(64 * 2 ** 20);
    expect(first({widths: Array(50).fill(1000), backward: true, batchNorm: true})).toBeLessThan(64 * 2 ** 20);
  });

  it("draws the numbers that the core's streams give, so that a listing by hand reads the same experiment", () => {
    const [samples, inputs, width, scale] = [9, 5, 4, 0.7];
    const data = random(3).data.fillNormal(new Float64Array(samples * inputs));
    const weights = randomStream(3, "init", 1).fillNormal(new Float64Array(inputs * width), scale);
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < samples; i++) {
      for (let j = 0; j < width; j++) {
        let z = 0;
        for (let p = 0; p < inputs; p++) z += data[i * inputs + p]! * weights[p * width + j]!;
        sum += Math.tanh(z);
        squares += Math.tanh(z) ** 2;
      }
    }
    const mean = sum / (samples * width);
    for (const shards of [1, 2, 3]) {
      const options: LayerOptions = {inputs, widths: [width], samples, initialization: scale, seed: 3};
      const [layer] = measure(
        options,
        Array.from({length: shards}, () => new Shard(fastKernels())),
      );
      expect(layer?.mean).toBeCloseTo(mean, 6);
      expect(layer?.std).toBeCloseTo(Math.sqrt(squares / (samples * width) - mean ** 2), 6);
    }
  });
});

describe("the backward pass", () => {
  it("gives the gradient that finite differences give, with batch normalization and without", () => {
    // Of one unit's inputs by hand: L = Σ g h with the gradients g drawn as the shard draws them.
    for (const batchNorm of [false, true]) {
      const [samples, inputs, width, scale] = [6, 3, 2, 0.8];
      const options: LayerOptions = {
        inputs,
        widths: [width],
        samples,
        initialization: scale,
        seed: 4,
        batchNorm,
        backward: true,
      };
      const data = random(4).data.fillNormal(new Float64Array(samples * inputs));
      const weights = randomStream(4, "init", 1).fillNormal(new Float64Array(inputs * width), scale);
      const top = randomStream(4, "gradient").fillNormal(new Float64Array(samples * width));
      const loss = () => {
        let total = 0;
        for (let j = 0; j < width; j++) {
          const z = Array.from({length: samples}, (_, i) => {
            let sum = 0;
            for (let p = 0; p < inputs; p++) sum += data[i * inputs + p]! * weights[p * width + j]!;
            return sum;
          });
          const mean = z.reduce((a, b) => a + b) / samples;
          const std = Math.sqrt(z.reduce((a, b) => a + (b - mean) ** 2, 0) / samples);
          z.forEach((x, i) => {
            total += top[i * width + j]! * Math.tanh(batchNorm ? (x - mean) / std : x);
          });
        }
        return total;
      };
      const gradients = Array.from(data, (x, i) => {
        data[i] = x + 1e-5;
        const up = loss();
        data[i] = x - 1e-5;
        const down = loss();
        data[i] = x;
        return (up - down) / 2e-5;
      });
      const mean = gradients.reduce((a, b) => a + b) / gradients.length;
      const std = Math.sqrt(gradients.reduce((a, b) => a + (b - mean) ** 2, 0) / gradients.length);
      const [layer] = measureWhole(options);
      expect(layer?.gradientStd).toBeCloseTo(std, 5);
    }
  });

  it("agrees with the theory for wide layers, with batch normalization and without", () => {
    for (const options of [
      {nonlinearity: "tanh", initialization: "xavier"},
      {nonlinearity: "relu", initialization: "he"},
      {nonlinearity: "relu", initialization: 0.02, batchNorm: true},
      {nonlinearity: "elu", initialization: 0.1, batchNorm: true},
    ] as const) {
      const net = {...options, widths: Array<number>(5).fill(400), samples: 600, backward: true};
      const theory = meanFieldTheory(net);
      measureWhole(net).forEach(({std, gradientStd, weightGradientStd}, i) => {
        expect(std / theory[i]!.std).toSatisfy(within(0.1));
        expect(gradientStd! / theory[i]!.gradientStd).toSatisfy(within(0.1));
        expect(weightGradientStd! / theory[i]!.weightGradientStd).toSatisfy(within(0.1));
      });
    }
  });
});

function within(tolerance: number): (ratio: number) => boolean {
  return (ratio) => Math.abs(ratio - 1) < tolerance;
}
