import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type NonlinearityName, nonlinearity, nonlinearityNames} from "../../src/core/index.ts";
import {gaussianMoments} from "../../src/lab/gaussian-moments.ts";
import {meanFieldTheory} from "../../src/lab/mean-field.ts";

const widths = Array<number>(10).fill(500);

describe("the course's figures", () => {
  it.each([
    [
      "tanh, 1/√n",
      {initialization: "xavier"},
      [0.627929, 0.486262, 0.408236, 0.357638, 0.321622, 0.29439, 0.272911, 0.25543, 0.240856, 0.228473],
    ],
    ["tanh, 0.01", {initialization: 0.01}, [0.213546, 0.047642, 0.010652]],
    ["ReLU, √(2/n)", {nonlinearity: "relu", initialization: "he"}, Array<number>(10).fill(0.825645)],
  ] as const)("%s", (_, options, expected) => {
    const stds = meanFieldTheory({widths, ...options}).map(({std}) => std);
    expected.forEach((std, i) => {
      expect(stds[i]).toBeCloseTo(std, 6);
    });
  });

  it("resolves saturated tanh, for which Gauss and Hermite's rule gives .955", () => {
    const stds = meanFieldTheory({widths, initialization: 1}).map(({std}) => std);
    for (const std of stds.slice(2)) expect(std).toBeCloseTo(0.981673, 6);
  });

  it("keeps ReLU's mean at 1/√π with √(2/n), and halves m₂ with 1/√n", () => {
    for (const {mean, std} of meanFieldTheory({widths, nonlinearity: "relu", initialization: "he"})) {
      expect(mean).toBeCloseTo(1 / Math.sqrt(Math.PI), 12);
      expect(std).toBeCloseTo(Math.sqrt(1 - 1 / Math.PI), 12);
    }
    const layers = meanFieldTheory({widths, nonlinearity: "relu", initialization: "xavier"});
    layers.forEach(({mean, std, chi}, i) => {
      expect(mean ** 2 + std ** 2).toBeCloseTo(0.5 ** (i + 1), 12);
      expect(chi).toBeCloseTo(0.5, 12);
    });
  });

  it("tells that gradients grow with saturated tanh, and shrink with small weights", () => {
    const [bottom] = meanFieldTheory({widths, initialization: 1});
    expect(bottom?.gradientStd).toBeGreaterThan(2.5e5);
    expect(bottom?.gradientStd).toBeLessThan(2.7e5);
    const [small] = meanFieldTheory({widths, initialization: 0.01});
    expect(small?.gradientStd).toBeCloseTo(3.0e-7, 8);
  });
});

describe("gaussianMoments", () => {
  it("agrees with an integral by brute force, for every nonlinearity from scale 1e−6 to 1e6", () => {
    const alphas = fc.double({min: 0, max: 3, noNaN: true});
    const scales = fc.double({min: -6, max: 6, noNaN: true}).map((exponent) => 10 ** exponent);
    fc.assert(
      fc.property(fc.constantFrom(...nonlinearityNames), alphas, scales, (name, alpha, s) => {
        const {mean, rms, std, slope} = gaussianMoments(name, alpha, s);
        const expected = bruteForce(name, alpha, s);
        close(mean, expected.mean, rms);
        close(rms, expected.rms, rms);
        close(std, expected.std, std);
        close(slope, expected.slope, slope);
      }),
      {numRuns: 60},
    );
  });

  it("agrees with ELU's closed form where that is well-conditioned", () => {
    for (const [s, alpha] of [
      [0.5, 1],
      [1, 0.3],
      [2, 1],
      [3, 2],
    ] as const) {
      // ½ erfcx(x/√2) = e^{x²/2} Φ(−x), Φ by Simpson's rule.
      const half = (x: number) => Math.exp((x * x) / 2) * upperTail(x);
      const mean = s / Math.sqrt(2 * Math.PI) + alpha * (half(s) - 0.5);
      const second = (s * s) / 2 + alpha ** 2 * (half(2 * s) - 2 * half(s) + 0.5);
      const moments = gaussianMoments("elu", alpha, s);
      expect(moments.mean).toBeCloseTo(mean, 8);
      expect(moments.rms ** 2).toBeCloseTo(second, 8);
      expect(moments.slope).toBeCloseTo(0.5 + alpha ** 2 * half(2 * s), 8);
    }
  });

  it("has the limits right, of no spread and of any", () => {
    expect(gaussianMoments("tanh", 1, 0)).toMatchObject({mean: 0, rms: 0, std: 0});
    expect(gaussianMoments("tanh", 1, 0).slope).toBeCloseTo(1, 8);
    expect(gaussianMoments("sigmoid", 1, 0)).toMatchObject({mean: 0.5, rms: 0.5, std: 0});
    for (const s of [1e30, 1e200, Infinity]) {
      expect(gaussianMoments("tanh", 1, s).std).toBeCloseTo(1, 8);
      expect(gaussianMoments("sigmoid", 1, s).std).toBeCloseTo(0.5, 8);
      expect(gaussianMoments("relu", 1, s).std / s || 1).toBeGreaterThan(0.5);
    }
    expect(gaussianMoments("tanh", 1, 1e-30).std / 1e-30).toBeCloseTo(1, 8);
    expect(gaussianMoments("sigmoid", 1, 1e-30).std / 1e-30).toBeCloseTo(0.25, 8);
    expect(gaussianMoments("elu", 1, 1e-30).std / 1e-30).toBeCloseTo(1, 8);
  });
});

describe("meanFieldTheory", () => {
  it("follows fan-in and fan-out where widths vary", () => {
    const [first, second] = meanFieldTheory({
      nonlinearity: "identity",
      initialization: 0.1,
      inputs: 20,
      widths: [50, 10],
      backward: true,
    });
    expect(first?.std).toBeCloseTo(0.1 * Math.sqrt(20), 12);
    expect(second?.std).toBeCloseTo(0.1 * Math.sqrt(20) * 0.1 * Math.sqrt(50), 12);
    expect(second?.gradientStd).toBeCloseTo(0.1 * Math.sqrt(10), 12);
    expect(first?.gradientStd).toBeCloseTo(0.1 * Math.sqrt(10) * 0.1 * Math.sqrt(50), 12);
    expect(second?.weightGradientStd).toBeCloseTo(first!.std, 12);
  });

  it("with batch normalization does not depend on the scale, and explodes ReLU's gradients as Yang et al. found", () => {
    const by = (initialization: number) =>
      meanFieldTheory({widths, nonlinearity: "relu", batchNorm: true, initialization});
    for (const scale of [0.001, 1, 100]) {
      by(scale).forEach(({std, chi, gradientStd}, i) => {
        expect(std).toBeCloseTo(Math.sqrt(0.5 - 0.5 / Math.PI), 12);
        if (i > 0) expect(chi).toBeCloseTo(Math.PI / (Math.PI - 1), 10);
        expect(gradientStd).toBeCloseTo(by(0.1)[i]!.gradientStd, 9);
      });
    }
  });

  it("minds batch normalization's ε", () => {
    const [layer] = meanFieldTheory({
      widths: [4],
      inputs: 100,
      initialization: 0.1,
      batchNorm: true,
      epsilon: 1,
      nonlinearity: "identity",
    });
    expect(layer?.std).toBeCloseTo(Math.SQRT1_2, 12);
  });

  it("gives no NaN for any scale there is, and says what overflows", () => {
    for (const name of nonlinearityNames) {
      for (const initialization of [0, 1e-30, 1e-3, 1, 1e30]) {
        for (const batchNorm of [false, true]) {
          for (const width of [1, 1000]) {
            const layers = meanFieldTheory({
              nonlinearity: name,
              initialization,
              batchNorm,
              widths: Array<number>(40).fill(width),
            });
            for (const {mean, std, chi, gradientStd, weightGradientStd, note} of layers) {
              for (const x of [mean, std, chi, gradientStd, weightGradientStd]) expect(x).not.toBeNaN();
              if (std === Infinity) expect(note).toMatch(/overflowed/);
            }
          }
        }
      }
    }
  });

  it("gives zeros for zero weights", () => {
    for (const layer of meanFieldTheory({widths, initialization: "zeros"})) {
      expect(layer).toMatchObject({mean: 0, std: 0, chi: 0, gradientStd: 0});
    }
  });
});

function close(actual: number, expected: number, size: number): void {
  expect(Math.abs(actual - expected), `${actual} for ${expected}`).toBeLessThanOrEqual(1e-6 * size + 1e-300);
}

/** E by Simpson's rule, on pieces of which each halves the distance to 0: another rule than the one under test. */
function bruteForce(name: NonlinearityName, alpha: number, s: number) {
  const {value, derivative} = nonlinearity(name, {alpha});
  const expectation = (f: (z: number) => number) => {
    let sum = 0;
    for (const sign of [-1, 1]) {
      for (let high = 12; high > 1e-14; high /= 2) {
        sum += simpson((u) => (f(sign * s * u) * Math.exp((-u * u) / 2)) / Math.sqrt(2 * Math.PI), high / 2, high);
      }
    }
    return sum;
  };
  const mean = expectation(value);
  return {
    mean,
    rms: Math.sqrt(expectation((z) => value(z) ** 2)),
    // Sigmoid's spread is small beside its mean.
    std: Math.sqrt(expectation((z) => (name === "sigmoid" ? Math.tanh(z / 2) / 2 : value(z) - mean) ** 2)),
    slope: expectation((z) => derivative(z) ** 2),
  };
}

function simpson(f: (x: number) => number, from: number, to: number): number {
  const n = 200;
  const step = (to - from) / n;
  let sum = f(from) + f(to);
  for (let i = 1; i < n; i++) sum += (i % 2 ? 4 : 2) * f(from + i * step);
  return (sum * step) / 3;
}

function upperTail(x: number): number {
  let sum = 0;
  for (let low = x; low < x + 14; low++) sum += simpson((u) => Math.exp((-u * u) / 2), low, low + 1);
  return sum / Math.sqrt(2 * Math.PI);
}
