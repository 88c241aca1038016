import {readFileSync} from "node:fs";
import * as d3 from "d3-array";
import {describe, expect, it} from "vitest";
import * as core from "../../src/core/index.ts";
import {saturation} from "../../src/units/activation-plot/index.ts";

/**
 * What the lesson says in words holds for the very code that its readers see: the cells are read from its Markdown and run
 * here, with the values of their inputs given.
 */
const lesson = readFileSync("content/activations.md", "utf8");

const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0) / values.length;
const grid = Array.from({length: 49}, (_, i) => (i - 24) / 4); // −6 … 6

/** Runs the cells that begin with these lines, one after the other, and returns the names asked for. */
function run<T>(begins: readonly string[], given: object, names: string): T {
  const fences = [...lesson.matchAll(/^```js[^\n]*\n([\s\S]*?)^```$/gm)].map((match) => match[1]!);
  const code = begins.map((begin) => {
    const found = fences.filter((fence) => fence.includes(begin));
    if (found.length !== 1) throw new Error(`${found.length} cells of the lesson hold “${begin}”`);
    return found[0]!;
  });
  const scope = {...core, d3, saturation, format: String, ...given};
  return new Function(...Object.keys(scope), `${code.join("\n")}\nreturn ${names};`)(...Object.values(scope)) as T;
}

const BASICS = "const sample = (mean, std";
type Measure = {mean: number; std: number; saturated: number; slope: number; squaredSlope: number};
const {standard, sample} = run<{
  standard: Record<string, Measure>;
  sample: (mean: number, std: number, n?: number) => Float64Array;
}>([BASICS, "const standard ="], {}, "{standard, sample}");

describe("the bench", () => {
  it("keeps a sigmoid’s outputs between 0.1 and 0.9 for inputs from N(0, 1), and drives them apart for N(0, 16)", () => {
    const share = (std: number, inside: (h: number) => boolean) => {
      const h = sample(0, std).map(core.nonlinearity("sigmoid").value);
      return h.filter(inside).length / h.length;
    };
    expect(share(1, (h) => h > 0.1 && h < 0.9)).toBeGreaterThan(0.95);
    expect(share(4, (h) => h < 0.1 || h > 0.9)).toBeGreaterThan(0.5);
  });

  it("finds the outputs’ means and the slopes’ squares where their integrals are", () => {
    expect(standard.relu!.mean).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 1.7);
    expect(standard.relu!.squaredSlope).toBeCloseTo(0.5, 1.7);
    expect(standard["leaky-relu"]!.squaredSlope).toBeCloseTo(0.505, 1.7);
    expect(Math.abs(standard.tanh!.mean)).toBeLessThan(0.01);
    // E σ′² and E tanh′² for N(0, 1), by quadrature.
    const expected = (name: "sigmoid" | "tanh") => {
      let sum = 0;
      for (let z = -8; z <= 8; z += 0.001)
        sum += core.nonlinearity(name).derivative(z) ** 2 * Math.exp((-z * z) / 2) * 0.001;
      return sum / Math.sqrt(2 * Math.PI);
    };
    for (const name of ["sigmoid", "tanh"] as const) {
      expect(standard[name]!.squaredSlope / expected(name)).toBeCloseTo(1, 1.5);
    }
  });

  it("shrinks a gradient by millions over ten layers of sigmoids", () => {
    expect(standard.sigmoid!.squaredSlope ** -5).toBeGreaterThan(5e6);
    expect(standard.sigmoid!.squaredSlope ** -5).toBeLessThan(7e6);
  });
});

describe("one sign for all", () => {
  type Step = {w1: number; w2: number; g1: number; g2: number; away: number};
  type Zigzag = (phi: core.Nonlinearity, options: {rate: number; batch: number; steps: number}) => Step[];
  const {zigzag, creep} = run<{zigzag: Zigzag; creep: (name: string) => number}>(
    ["function zigzag"],
    {below: "sigmoid", rate: 0.8, batch: 1, steps: 12},
    "{zigzag, creep}",
  );
  const steps = (name: core.NonlinearityName, batch: number) =>
    zigzag(core.nonlinearity(name), {rate: 0.8, batch, steps: 12});
  const oneSign = (path: Step[]) => path.slice(0, -1).filter(({g1, g2}) => g1 * g2 > 0).length;

  it("every step on one example of positive inputs moves both weights the same way, and few with tanh do", () => {
    expect(oneSign(steps("sigmoid", 1))).toBe(12);
    expect(oneSign(steps("tanh", 1))).toBeLessThan(6);
  });

  it("mini-batches soften the zig-zag, but the weights creep all the same", () => {
    expect(oneSign(steps("sigmoid", 20))).toBeLessThan(6);
    expect(oneSign(steps("sigmoid", 50))).toBe(0);
    expect(creep("sigmoid")).toBeGreaterThan(0.4);
    expect(creep("tanh")).toBeLessThan(1e-4);
  });

  it("the matrix of the inputs stretches (1, …, 1) by v + nm² and the rest by v", () => {
    const n = 20;
    const m = 4000;
    const {data} = core.random(3);
    const x = Array.from({length: m}, () => Array.from({length: n}, () => core.sigmoid(data.normal())));
    const stretched = (direction: readonly number[]) => {
      const dot = (a: readonly number[]) => a.reduce((sum, value, i) => sum + value * direction[i]!, 0);
      return mean(x.map((row) => dot(row) ** 2)) / dot(direction);
    };
    const {mean: m1, std} = standard.sigmoid!;
    const together = stretched(Array(n).fill(1));
    const apart = stretched(Array.from({length: n}, (_, i) => (i % 2 === 0 ? 1 : -1)));
    expect(together / (std ** 2 + n * m1 ** 2)).toBeCloseTo(1, 1.5);
    expect(apart / std ** 2).toBeCloseTo(1, 1);
    // Ten times less for a ReLU, as the lesson says.
    const condition = (name: string) => 1 + (500 * standard[name]!.mean ** 2) / standard[name]!.std ** 2;
    expect(condition("sigmoid") / condition("relu")).toBeGreaterThan(10);
    expect(condition("tanh")).toBeLessThan(1.1);
  });
});

describe("a ReLU that dies", () => {
  type Step = {loss: number; w: number; b: number; dw: number; db: number; active: number};
  type Dying = {
    train: (layer: core.Layer, rate: number) => Step[];
    limit: number;
    xs: number[];
    layerOf: Record<string, () => core.Layer>;
  };
  const {train, limit, xs, layerOf} = run<Dying>(
    [BASICS, "function fit(layer"],
    {eta: 0.4, kind: "relu", t: 0},
    "{train: fit, limit, xs, layerOf}",
  );
  const path = (name: string, rate: number) => train(layerOf[name]!(), rate);

  it("dies at 0.4 in one step, below the limit of the linear unit, with gradients of exactly 0", () => {
    expect(limit).toBeGreaterThan(0.4);
    const [, first, ...rest] = path("relu", 0.4) as [Step, Step, ...Step[]];
    for (const step of [first, ...rest]) {
      expect(step).toMatchObject({active: 0, w: first.w, b: first.b});
      expect([step.dw, step.db].every((gradient) => gradient === 0)).toBe(true);
    }
  });

  it("survives smaller steps, and leaky ReLU and ELU survive 0.4", () => {
    for (const [name, rate] of [
      ["relu", 0.35],
      ["leaky-relu", 0.4],
      ["elu", 0.4],
    ] as const) {
      const last = path(name, rate).at(-1)!;
      expect(last.loss, `${name} at ${rate}`).toBeLessThan(0.01);
      expect(last.w).toBeCloseTo(1, 0.9);
    }
  });

  it("a linear unit converges just below the limit and not above it", () => {
    const linear = (rate: number) => {
      const identity: core.Layer = {forward: (x) => x, backward: (dout) => dout, params: () => []};
      return train(identity, rate).at(-1)!.loss;
    };
    expect(linear(0.97 * limit)).toBeLessThan(1);
    expect(linear(1.03 * limit)).toBeGreaterThan(10);
    expect(xs).toHaveLength(12);
  });

  describe("in a network", () => {
    type Network = {rate: number; loss: number; off: number};
    const networks = (hidden: string) => {
      const {trainAt} = run<{trainAt: (rate: number, seed: number) => Network}>(
        ["const isOff ="],
        {hidden, layerOf},
        "{trainAt}",
      );
      return (rate: number) => [1, 2, 3].map((seed) => trainAt(rate, seed));
    };
    const off = (runs: Network[]) => mean(runs.map((run) => run.off));

    it("hardly any ReLU dies at moderate rates, most do at 3, all at 10", () => {
      const relu = networks("relu");
      for (const rate of [0.03, 0.1, 0.3, 1]) expect(off(relu(rate))).toBeLessThan(0.03);
      expect(off(relu(3))).toBeGreaterThan(0.4);
      expect(off(relu(10))).toBe(1);
      for (const {loss} of relu(10)) expect(loss).toBeLessThan(100);
    });

    it("leaky ReLUs are hardly ever off at 3, and diverge at 10", () => {
      const leaky = networks("leaky-relu");
      expect(off(leaky(3))).toBeLessThan(0.1);
      for (const {loss} of leaky(10)) expect(loss > 1e6 || !Number.isFinite(loss)).toBe(true);
    });
  });

  describe("the race", () => {
    const seeds = [1, 2, 3, 4, 5];
    /** The losses after 600 steps, seed by seed, of each function. */
    const race = async (pace: number) => {
      const losses: Record<string, number[]> = {};
      for (const seed of seeds) {
        const names = new Map([
          ["sigmoid", "sigmoid"],
          ["tanh", "tanh"],
          ["ReLU", "relu"],
          ["leaky ReLU", "leaky-relu"],
          ["ELU", "elu"],
        ]);
        const {laps, runners} = run<{
          laps: AsyncIterable<number>;
          runners: {name: string; points: {loss: number}[]; trainer: core.Trainer}[];
        }>(
          ["const runners ="],
          {names, layerOf, look: () => ({}), pace, seed, visibility: async () => {}},
          "{laps, runners}",
        );
        for await (const _ of laps);
        for (const {name, points, trainer} of runners) {
          (losses[name] ??= []).push(trainer.stopped ? Infinity : points.at(-1)!.loss);
        }
      }
      return losses;
    };
    // d3.median subtracts, and Infinity − Infinity is not a number.
    const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

    it("the sigmoid comes in last up to a rate of 0.7, and maxout leads at small rates", async () => {
      for (const pace of [0.05, 0.7]) {
        const {sigmoid, ...others} = await race(pace);
        for (const losses of Object.values(others)) {
          for (const [i, loss] of losses.entries()) expect(loss).toBeLessThan(sigmoid![i]!);
        }
        if (pace > 0.1) continue;
        const {maxout, ...rest} = others;
        for (const losses of Object.values(rest)) {
          for (const [i, loss] of losses.entries()) expect(loss).toBeGreaterThan(maxout![i]!);
        }
      }
    }, 60_000);

    it("at a rate of 2, what is bounded is ahead of what is not, and maxout and ELU have blown up", async () => {
      const {sigmoid, tanh, ReLU, "leaky ReLU": leaky, ELU, maxout} = await race(2);
      for (const bounded of [sigmoid!, tanh!]) {
        for (const unbounded of [ReLU!, leaky!, ELU!, maxout!]) expect(median(bounded)).toBeLessThan(median(unbounded));
      }
      for (const loss of maxout!) expect(loss).toBe(Infinity);
      for (const loss of ELU!) expect(loss).toBeGreaterThan(Math.log(3));
    }, 60_000);
  });
});

describe("formulas and answers", () => {
  it("tanh z = 2σ(2z) − 1, and tanh′ = 1 − tanh²: 0.36 at an output of 0.8", () => {
    const tanh = core.nonlinearity("tanh");
    for (const z of grid) {
      expect(2 * core.sigmoid(2 * z) - 1).toBeCloseTo(tanh.value(z), 12);
      expect(tanh.derivative(z)).toBeCloseTo(1 - tanh.value(z) ** 2, 12);
    }
    expect(tanh.derivative(Math.atanh(0.8))).toBeCloseTo(0.36, 12);
  });

  it("ELU’s slope below 0 is its output plus α, and its outputs’ mean is 0 at α = 1.673", () => {
    const elu = core.nonlinearity("elu", {alpha: 1.673});
    for (const z of grid.filter((z) => z < 0)) expect(elu.derivative(z)).toBeCloseTo(elu.value(z) + 1.673, 12);
    let expected = 0;
    for (let z = -10; z <= 10; z += 0.001)
      expected += (elu.value(z) * Math.exp((-z * z) / 2) * 0.001) / Math.sqrt(2 * Math.PI);
    expect(Math.abs(expected)).toBeLessThan(1e-3);
    // On the page it is found by a sample: within the tolerance of its question, 1.67 ± 0.06.
    const onPage = (alpha: number) => mean(sample(0, 1, 20000).map(core.nonlinearity("elu", {alpha}).value));
    expect(onPage(1.61) > 0 && onPage(1.73) < 0).toBe(true);
  });

  it("a maxout unit with the lines 0 and z is core’s ReLU, with 0.1z and z its leaky ReLU", () => {
    const made = (w1: number, w2: number) =>
      run<{made: string; maxout: {value: (z: number) => number; derivative: (z: number) => number}}>(
        ["const maxout ="],
        {lines: {w1, b1: 0, w2, b2: 0}},
        "{made, maxout}",
      );
    for (const [w1, name, said] of [
      [0, "relu", "a ReLU"],
      [0.1, "leaky-relu", "a leaky ReLU"],
    ] as const) {
      const {made: found, maxout} = made(w1, 1);
      expect(found).toBe(said);
      for (const z of grid.filter((z) => z !== 0)) {
        expect(maxout.value(z)).toBeCloseTo(core.nonlinearity(name).value(z), 12);
        expect(maxout.derivative(z)).toBe(core.nonlinearity(name).derivative(z));
      }
    }
    expect(made(-1, 1).made).toBe("an absolute value");
    expect(made(-1, 0.5).made).toBeUndefined();
  });
});
