import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  accuracy,
  classificationAccuracy,
  gauss,
  labelProbability,
  likelihood,
  linearScore,
  localSearch,
  logLikelihood,
  logLikelihoodGradient,
  perceptron,
  plateaus,
  random,
  type SignedSample,
  separatingDirection,
  signedSamples,
  softmaxCrossEntropy,
} from "../../../src/core/index.ts";

// Multiples of 1/1024: their products are exact, and ties are not rare.
const coordinate = fc.integer({min: -4096, max: 4096}).map((n) => n / 1024);
const sample = fc
  .tuple(coordinate, coordinate, fc.boolean())
  .map(([a, b, plus]): SignedSample => ({f: [a, b], y: plus ? 1 : -1}));
const samples = fc.array(sample, {minLength: 1, maxLength: 30});
const weights = fc.tuple(coordinate, coordinate);
const cloud = (noise: number, seed = 4) => signedSamples(gauss({perClass: 20, radius: 1.8, noise}, random(seed).data));

describe("signedSamples", () => {
  it("keeps the points and makes signs of the classes", () => {
    const points = gauss({perClass: 3}, random(1).data);
    const signed = signedSamples(points);
    expect(signed.map(({y}) => y)).toEqual([1, 1, 1, -1, -1, -1]);
    expect(signed[4]!.f).toEqual([...points.inputs.data.slice(8, 10)]);
    expect(signedSamples(points, {positive: 1}).map(({y}) => y)).toEqual([-1, -1, -1, 1, 1, 1]);
  });
});

describe("accuracy", () => {
  it("is that of core/nn for a single score", () => {
    fc.assert(
      fc.property(weights, samples, (w, list) => {
        const scores = {rows: list.length, cols: 1, data: Float64Array.from(list, ({f}) => linearScore(w, f))};
        expect(classificationAccuracy(w, list)).toBe(
          accuracy(
            scores,
            Float64Array.from(list, ({y}) => y),
          ),
        );
      }),
    );
  });

  it("does not change when the weights are scaled", () => {
    fc.assert(
      fc.property(weights, samples, fc.constantFrom(0.25, 2, 8), (w, list, c) => {
        expect(classificationAccuracy([c * w[0], c * w[1]], list)).toBe(classificationAccuracy(w, list));
      }),
    );
  });

  it("never takes a score of 0 for right", () => {
    expect(classificationAccuracy([0, 0], [{f: [1, 1], y: 1}])).toBe(0);
  });

  it("refuses what does not fit", () => {
    expect(() => classificationAccuracy([1, 1], [])).toThrow("no samples");
    expect(() => logLikelihood([1, 1, 1], [{f: [1, 1], y: 1}])).toThrow(
      "3 weights need samples of 3 features, but sample 0 has 2",
    );
  });
});

describe("plateaus", () => {
  it("cover the line, each with the accuracy inside it, and neighbours differ", () => {
    fc.assert(
      fc.property(samples, (list) => {
        const found = plateaus([-4, 1], [4, 1], list);
        expect(found[0]!.from).toBe(0);
        expect(found.at(-1)!.to).toBe(1);
        expect(found.length - 1).toBeLessThanOrEqual(list.length);
        for (const [i, {from, to, accuracy}] of found.entries()) {
          if (i > 0) {
            expect(Math.abs(from - found[i - 1]!.to)).toBeLessThan(1e-9);
            expect(accuracy).not.toBe(found[i - 1]!.accuracy);
          }
          if (to - from < 1e-6) continue;
          for (const part of [0.1, 0.77]) {
            const w1 = -4 + 8 * (from + part * (to - from));
            const close = list.some(({f}) => Math.abs(w1 * f[0]! + f[1]!) < 1e-9);
            if (!close) expect(classificationAccuracy([w1, 1], list)).toBe(accuracy);
          }
        }
      }),
    );
  });

  it("finds the jump of one point at w₁ = −x₂/x₁", () => {
    const found = plateaus([-4, 1], [4, 1], [{f: [2, -3], y: 1}]);
    expect(found.map(({accuracy}) => accuracy)).toEqual([0, 1]);
    expect(-4 + 8 * found[0]!.to).toBeCloseTo(1.5, 12);
  });
});

describe("likelihood", () => {
  it("gives two probabilities that add up to 1, by the formula", () => {
    for (const s of [-3, -0.5, 0, 1, 2]) {
      const p = Math.exp(s) / (Math.exp(s) + Math.exp(-s));
      expect(labelProbability([1], [s])).toBeCloseTo(p, 14);
      expect(labelProbability([1], [s], -1)).toBeCloseTo(1 - p, 14);
    }
    expect(labelProbability([1], [1])).toBeCloseTo(0.8808, 4);
  });

  it("has the log-likelihood as its logarithm", () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.double({min: -1, max: 1, noNaN: true}), fc.double({min: -1, max: 1, noNaN: true})),
        samples,
        (w, list) => {
          expect(logLikelihood(w, list)).toBeCloseTo(Math.log(likelihood(w, list)), 6);
        },
      ),
    );
  });

  it("is the softmax cross-entropy of the scores s and −s, times −m", () => {
    const list = cloud(0.75);
    const w = [0.7, -0.2];
    const scores = {
      rows: 40,
      cols: 2,
      data: Float64Array.from(list.flatMap(({f}) => [linearScore(w, f), -linearScore(w, f)])),
    };
    const {loss} = softmaxCrossEntropy(
      scores,
      list.map(({y}) => (y === 1 ? 0 : 1)),
    );
    expect(logLikelihood(w, list)).toBeCloseTo(-40 * loss, 10);
  });

  it("survives scores beyond the exponential’s range", () => {
    expect(logLikelihood([1000], [{f: [1], y: -1}])).toBe(-2000);
    expect(logLikelihood([1000], [{f: [1], y: 1}])).toBeCloseTo(0);
    expect(logLikelihoodGradient([1000], [{f: [3], y: -1}])).toEqual([-6]);
  });

  it("has the gradient that differences find", () => {
    fc.assert(
      fc.property(weights, samples, (w, list) => {
        const h = 1e-5;
        const gradient = logLikelihoodGradient(w, list);
        for (const j of [0, 1]) {
          const at = (d: number) =>
            logLikelihood(
              w.map((v, i) => (i === j ? v + d : v)),
              list,
            );
          expect(gradient[j]).toBeCloseTo((at(h) - at(-h)) / (2 * h), 4);
        }
      }),
    );
  });
});

describe("localSearch", () => {
  const points = cloud(0.75);
  const options = {start: [-2, 1], stepSize: 0.2, steps: 80};

  it("repeats itself with the same seed, tries what is one step away, and takes only what is better", () => {
    const path = localSearch((w) => logLikelihood(w, points), options);
    expect(localSearch((w) => logLikelihood(w, points), options)).toEqual(path);
    expect(path).toHaveLength(81);
    for (const [i, step] of path.entries()) {
      expect(step.value).toBe(logLikelihood(step.weights, points));
      if (i === 0) continue;
      const before = path[i - 1]!;
      expect(Math.hypot(...step.tried!.map((w, j) => w - before.weights[j]!))).toBeCloseTo(0.2, 12);
      expect(step.accepted).toBe(step.triedValue! > before.value);
      expect(step.weights).toEqual(step.accepted ? step.tried : before.weights);
    }
  });

  it("moves on a plateau only if equals are accepted", () => {
    expect(localSearch(() => 1, options).every(({weights: [w]}) => w === -2)).toBe(true);
    expect(
      localSearch(() => 1, {...options, acceptEqual: true})
        .slice(1)
        .every(({accepted}) => accepted),
    ).toBe(true);
  });

  it("refuses nonsense", () => {
    expect(() => localSearch(() => 1, {start: []})).toThrow("start");
    expect(() => localSearch(() => 1, {start: [1], stepSize: 0})).toThrow("above 0, not 0");
    expect(() => localSearch(() => 1, {start: [1], steps: 0.5})).toThrow("steps");
  });
});

describe("perceptron", () => {
  it("adds y f at each mistake, and else nothing", () => {
    const points = cloud(0.75);
    const path = perceptron(points, {passes: 2});
    for (const [i, {weights: w, sample, mistake}] of path.entries()) {
      if (i === 0) continue;
      const [before, point] = [path[i - 1]!.weights, points[sample!]!];
      expect(mistake).toBe(Math.sign(linearScore(before, point.f)) !== point.y);
      expect(w).toEqual(mistake ? before.map((v, j) => v + point.y * point.f[j]!) : before);
    }
  });

  it("ends with all right on separable data, and else uses all its passes", () => {
    const apart = cloud(0.4, 1);
    const path = perceptron(apart, {start: [-2, 1], passes: 50});
    expect(path.length).toBeLessThan(50 * 40);
    expect(classificationAccuracy(path.at(-1)!.weights, apart)).toBe(1);
    expect(perceptron(cloud(0.75), {passes: 5})).toHaveLength(1 + 5 * 40);
  });
});

describe("separatingDirection", () => {
  it("is right about every sample, if there is one; and there is one if labels come from a line", () => {
    fc.assert(
      fc.property(weights, samples, (w, list) => {
        const size = Math.hypot(...w);
        fc.pre(size > 0.1);
        const clear = list.filter(({f}) => Math.abs(linearScore(w, f)) / size > 0.05);
        fc.pre(clear.length > 0);
        const labelled = clear.map(({f}): SignedSample => ({f, y: linearScore(w, f) > 0 ? 1 : -1}));
        const found = separatingDirection(labelled)!;
        expect(found).toBeDefined();
        expect(Math.hypot(...found)).toBeCloseTo(1, 12);
        expect(classificationAccuracy(found, labelled)).toBe(1);
      }),
    );
  });

  it("knows when there is none", () => {
    expect(
      separatingDirection([
        {f: [1, 0], y: 1},
        {f: [1, 0], y: -1},
      ]),
    ).toBeUndefined();
    expect(separatingDirection([{f: [0, 0], y: 1}])).toBeUndefined();
    const three = [0, 2.1, 4.2].map((angle): SignedSample => ({f: [Math.cos(angle), Math.sin(angle)], y: 1}));
    expect(separatingDirection(three)).toBeUndefined();
    expect(separatingDirection(cloud(0.75))).toBeUndefined();
  });
});
