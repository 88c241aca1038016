import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {BatchNorm, matrixFrom} from "../../../src/core/index.ts";
import {type Batch, batchGraph, run} from "../../../src/units/batch-norm-stepper/batch-graph.ts";
import {STAGES} from "../../../src/units/batch-norm-stepper/stages.ts";
import {directGradient, pictureState, sharedGradient} from "../../../src/units/batch-norm-stepper/state.ts";

const numbers = (m: number) => fc.array(fc.double({min: -10, max: 10, noNaN: true}), {minLength: m, maxLength: m});
const batches: fc.Arbitrary<Batch> = fc.integer({min: 1, max: 9}).chain((m) =>
  fc.record({
    x: numbers(m),
    upstream: numbers(m),
    gamma: fc.double({min: -3, max: 3, noNaN: true}),
    beta: fc.double({min: -3, max: 3, noNaN: true}),
    epsilon: fc.constantFrom(1e-5, 1e-3, 0.1),
  }),
);

/** What the layer of the core makes of the same batch, by its own, compact formulas. */
function byLayer({x, upstream, gamma, beta, epsilon}: Batch) {
  const layer = new BatchNorm(1, {epsilon});
  layer.gamma.value.data[0] = gamma;
  layer.beta.value.data[0] = beta;
  const y = [...layer.forward(matrixFrom(x.map((v) => [v])), "train").data];
  const dx = [...layer.backward(matrixFrom(upstream.map((v) => [v]))).data];
  return {
    y,
    dx,
    gamma: layer.gamma.grad.data[0]!,
    beta: layer.beta.grad.data[0]!,
    mean: layer.mean.data[0]!,
    variance: layer.variance.data[0]!,
  };
}

const near = (found: number, expected: number, size: number) =>
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * (1 + size));

describe("the graph of scalar gates", () => {
  test("agrees with the layer of the core, forward and backward", () => {
    fc.assert(
      fc.property(batches, (batch) => {
        const {values, gradients} = run(batchGraph(batch.x.length), batch);
        const layer = byLayer(batch);
        const size = Math.max(...layer.dx.map(Math.abs), Math.abs(layer.gamma), 10 / Math.sqrt(batch.epsilon));
        near(values.mu!, layer.mean, size);
        near(values.variance!, layer.variance, size);
        near(gradients.gamma!, layer.gamma, size);
        near(gradients.beta!, layer.beta, size);
        layer.y.forEach((y, i) => {
          near(values[`y${i + 1}`]!, y, size);
          // Where the batch is nearly constant, the gates' larger and larger terms cancel by rounding only.
          near(gradients[`x${i + 1}`]!, layer.dx[i]!, size ** 2);
        });
      }),
    );
  });

  test("the worked batch of the lesson: μ = 2, σ² = 4, ∂γ = 0.65, ∂β = 0.4", () => {
    const batch = {
      x: [3, -1, 2, 6, 0, 3, 1, 2],
      upstream: [0.2, -0.1, 0.4, 0.1, -0.3, 0, 0.2, -0.1],
      gamma: 3,
      beta: 1,
      epsilon: 1e-12,
    };
    const {values, gradients} = run(batchGraph(8), batch);
    expect(values.mu).toBe(2);
    expect(values.variance).toBe(4);
    expect(values.xhat1).toBeCloseTo(0.5, 10);
    expect(values.y4).toBeCloseTo(7, 10);
    expect(gradients.gamma).toBeCloseTo(0.65, 10);
    expect(gradients.beta).toBeCloseTo(0.4, 10);
    // γ/σ (∂y − mean ∂y − x̂ · mean(∂y x̂)) = 1.5 (0.2 − 0.05 − 0.5 · 0.08125)
    expect(gradients.x1).toBeCloseTo(1.5 * (0.2 - 0.05 - 0.5 * 0.08125), 10);
  });

  test("a batch of one puts out β, and its gradient is 0", () => {
    for (const x of [-7, 0, 1e6]) {
      const {values, gradients} = run(batchGraph(1), {x: [x], upstream: [1], gamma: 3, beta: 1, epsilon: 1e-5});
      expect(values.y1).toBe(1);
      expect(gradients.x1).toBe(0);
    }
  });

  test("names what is not finite", () => {
    const {problem} = run(batchGraph(2), {x: [1e200, -1e200], upstream: [1, 0], gamma: 1, beta: 0, epsilon: 1e-5});
    expect(problem).toMatch(/overflowed/);
  });
});

describe("the state of the picture", () => {
  const passes = run(batchGraph(3), {x: [1, 2, 6], upstream: [1, -1, 0.5], gamma: 2, beta: 1, epsilon: 1e-5});

  test("shows what is computed and nothing more", () => {
    const start = pictureState(passes, 0);
    expect(start.readings.x.map(({value}) => value)).toEqual([1, 2, 6]);
    for (const name of ["c", "xhat", "y", "mu", "variance"] as const) {
      expect(start.readings[name].every(({value}) => value === undefined)).toBe(true);
    }
    expect(pictureState(passes, 1).readings.mu[0]!.value).toBe(3);
    expect(pictureState(passes, 1).readings.c[0]!.value).toBeUndefined();
    expect(pictureState(passes, -3).step).toBe(0);
    expect(pictureState(passes, 99).step).toBe(STAGES.length);
  });

  test("a gradient that comes by two ways is partial after the first, and their sum after the second", () => {
    for (const [quantity, first] of [
      ["c", "d-c-direct"],
      ["x", "d-x-direct"],
    ] as const) {
      const step = STAGES.findIndex(({id}) => id === first) + 1;
      const [half, whole] = [pictureState(passes, step), pictureState(passes, step + 1)];
      for (const sample of [1, 2, 3]) {
        const before = half.readings[quantity][sample - 1]!;
        expect(before.partial).toBe(true);
        expect(before.gradient).toBe(directGradient(passes, quantity, sample));
        const after = whole.readings[quantity][sample - 1]!;
        expect(after.partial).toBe(false);
        expect(after.gradient).toBeCloseTo(before.gradient! + sharedGradient(passes, quantity, sample), 12);
      }
    }
  });
});
