import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {defaultAlpha, type NonlinearityName, nonlinearity, nonlinearityNames} from "../../../../src/core/index.ts";
import type {Kernels} from "../../../../src/core/numeric/kernels/index.ts";
import {put, take, variants, worst} from "./variants.ts";

const extreme = [
  0,
  -0,
  1e-40,
  -1e-40,
  1e-30,
  1e30,
  -1e30,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NaN,
];
const steps = Array.from({length: 6001}, (_, i) => (i - 3000) / 150);
const numbers = Float32Array.from([...extreme, ...steps, ...extreme, 88, -88, 104, -104]);

function activate(
  kernels: Kernels,
  name: NonlinearityName,
  scale: number,
  z: Float32Array,
  alpha = defaultAlpha(name),
) {
  const start = kernels.mark();
  const from = put(kernels, z);
  const to = kernels.allocate(z.length);
  const guard = put(kernels, [42]);
  kernels.activate(name, alpha, scale, from, to, z.length);
  const h = take(kernels, to, z.length);
  expect(kernels.view(guard, 1)[0]).toBe(42);
  kernels.activate(name, alpha, scale, from, from, z.length);
  expect(take(kernels, from, z.length), "in place").toEqual(h);
  kernels.release(start);
  return h;
}

function slopes(kernels: Kernels, name: NonlinearityName, scale: number, z: Float32Array, alpha = defaultAlpha(name)) {
  const start = kernels.mark();
  const from = put(kernels, z);
  const g = put(kernels, new Float32Array(z.length).fill(1));
  const guard = put(kernels, [42]);
  kernels.activateBackward(name, alpha, scale, from, g, z.length);
  const result = take(kernels, g, z.length);
  expect(kernels.view(guard, 1)[0]).toBe(42);
  kernels.release(start);
  return result;
}

describe.each(variants)("activation, $name", ({make, reason}) => {
  describe.each(nonlinearityNames)("%s", (name) => {
    it.skipIf(reason).each([1, 0.01, -2, 0, 1e30])("agrees with the definition at scale %d", (scale) => {
      const {value, derivative} = nonlinearity(name);
      const scaled = numbers.map((z) => Math.fround(scale) * z);
      const kernels = make();
      expect(worst(activate(kernels, name, scale, numbers), scaled.map(value))).toBeLessThan(2e-6);
      expect(worst(slopes(kernels, name, scale, numbers), scaled.map(derivative))).toBeLessThan(2e-6);
    });

    it.skipIf(reason)("does any count, and nothing behind it", () => {
      const kernels = make();
      for (let count = 0; count < 13; count++) {
        const z = numbers.slice(100, 100 + count);
        expect(worst(activate(kernels, name, 1, z), z.map(nonlinearity(name).value))).toBeLessThan(2e-6);
        expect(worst(slopes(kernels, name, 1, z), z.map(nonlinearity(name).derivative))).toBeLessThan(2e-6);
      }
    });
  });

  it.skipIf(reason)("takes any α", () => {
    const kernels = make();
    fc.assert(
      fc.property(
        fc.constantFrom<NonlinearityName>("leaky-relu", "elu"),
        fc.float({min: -4, max: 4, noNaN: true}),
        fc.float({min: -4, max: 4, noNaN: true}),
        fc.array(fc.float({noNaN: true, min: -1000, max: 1000}), {maxLength: 9}),
        (name, alpha, scale, array) => {
          const z = Float32Array.from(array);
          const {value, derivative} = nonlinearity(name, {alpha});
          const scaled = z.map((x) => scale * x);
          expect(worst(activate(kernels, name, scale, z, alpha), scaled.map(value))).toBeLessThan(1e-5);
          expect(worst(slopes(kernels, name, scale, z, alpha), scaled.map(derivative))).toBeLessThan(1e-5);
        },
      ),
    );
  });

  it.skipIf(reason)("tanh errs by no more than 3e−7, is never beyond ±1, and is ±1 far out", () => {
    const z = Float32Array.from({length: 100_001}, (_, i) => (i - 50_000) / 5000);
    const h = activate(make(), "tanh", 1, z);
    expect(worst(h, Float64Array.from(z, Math.tanh))).toBeLessThan(3e-7);
    expect(h.reduce((max, x) => Math.max(max, Math.abs(x)), 0)).toBe(1);
    expect([...activate(make(), "tanh", 1, Float32Array.of(9.1, 20, 1e30, -9.1, -20, -1e30))]).toEqual([
      1, 1, 1, -1, -1, -1,
    ]);
  });

  it.skipIf(reason)("small signals keep their digits through tanh and elu", () => {
    const z = Float32Array.from({length: 300}, (_, i) => (i % 2 ? 1 : -1) * 10 ** (-i / 10));
    for (const name of ["tanh", "elu"] as const) {
      const h = activate(make(), name, 1, z);
      z.forEach((x, i) => {
        const expected = nonlinearity(name).value(x);
        expect(Math.abs(h[i]! - expected)).toBeLessThanOrEqual(1e-6 * Math.abs(expected));
      });
    }
  });

  it.skipIf(reason)("slopes keep their digits where the nonlinearity is flat", () => {
    const z = Float32Array.from({length: 161}, (_, i) => (i - 80) / 2);
    for (const [name, exact] of [
      ["tanh", (x: number) => 1 / Math.cosh(x) ** 2],
      ["sigmoid", (x: number) => 1 / (2 + 2 * Math.cosh(x))],
    ] as const) {
      const slope = slopes(make(), name, 1, z);
      z.forEach((x, i) => {
        if (exact(x) > 1e-37) expect(Math.abs(slope[i]! / exact(x) - 1)).toBeLessThan(2e-6);
      });
    }
  });

  it.skipIf(reason)("multiplies the gradient", () => {
    const kernels = make();
    const z = put(kernels, [-1, 2, 3]);
    const g = put(kernels, [5, 6, Number.NaN]);
    kernels.activateBackward("relu", 1, 1, z, g, 3);
    expect([...kernels.view(g, 3)]).toEqual([0, 6, Number.NaN]);
  });
});
