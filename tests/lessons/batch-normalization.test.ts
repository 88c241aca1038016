import {readFileSync} from "node:fs";
import * as d3 from "d3-array";
import {describe, expect, it} from "vitest";
import * as core from "../../src/core/index.ts";
import {type LayerOptions, layerStatistics, type SweepRow, trainingSweep} from "../../src/lab/index.ts";

/**
 * What the lesson says in words holds for the very code that its readers see: cells are read from the Markdown of the
 * lesson and of its laboratory and run here, with the values of their inputs given.
 */
const lesson = readFileSync("content/batch-normalization.md", "utf8");
const laboratory = readFileSync("notebooks/batch-norm-lab.md", "utf8");

/** Runs the cells that hold these texts, one after the other, and returns the names asked for. */
function run<T>(markdown: string, holds: readonly string[], given: object, names: string): T {
  const fences = [...markdown.matchAll(/^```js[^\n]*\n([\s\S]*?)^```$/gm)].map((match) => match[1]!);
  const code = holds.map((text) => {
    const found = fences.filter((fence) => fence.includes(text));
    if (found.length !== 1) throw new Error(`${found.length} cells hold “${text}”`);
    return found[0]!;
  });
  const scope = {...core, d3, format: String, display: () => {}, html: () => {}, Plot: PLOT, width: 640, ...given};
  return new Function(...Object.keys(scope), `${code.join("\n")}\nreturn ${names};`)(...Object.values(scope)) as T;
}
const PLOT = new Proxy({}, {get: () => () => {}});

type Maker = (options: object) => (streams: core.RandomStreams) => core.Sequential;
const {reluNetwork, trainerOf} = run<{
  reluNetwork: Maker;
  trainerOf: (network: ReturnType<Maker>, options?: object) => core.Trainer;
}>(laboratory, ["function reluNetwork", "function trainerOf"], {}, "{reluNetwork, trainerOf}");

function trained(trainer: core.Trainer, steps: number): core.Trainer {
  while (trainer.steps < steps && !trainer.stopped) trainer.step();
  return trainer;
}
const SEEDS = [1, 2, 3];

describe("the transform", () => {
  it("γ = √(σ² + ε), β = μ gives back x", () => {
    const {error, x} = run<{error: number; x: number[]}>(lesson, ["const identity ="], {}, "identity");
    expect(x).toHaveLength(64);
    expect(error).toBeLessThan(1e-13);
  });

  it("a batch of one gives β, whatever x; of two, β ± γ", () => {
    const together = (company: number, lonely: number) =>
      run<{y: number[]; dx: number[]}>(lesson, ["const crowd ="], {company, lonely}, "together");
    for (const x of [-10, 0, 7]) {
      expect([...together(1, x).y]).toEqual([1]);
      expect(together(1, x).dx[0]).toBeCloseTo(0, 12);
      const [first, second] = together(2, x).y as [number, number];
      if (x !== 2) {
        expect(first).toBeCloseTo(x > 2 ? 4 : -2, 3);
        expect(second).toBeCloseTo(x > 2 ? -2 : 4, 3);
      }
    }
  });
});

describe("the backward pass", () => {
  const checked = ["const streams = random(1)"];
  it("agrees with central differences in every parameter, and the bias in front has a gradient of 0", () => {
    const {report, biasGradient} = run<{report: core.GradientReport; biasGradient: number}>(
      lesson,
      [...checked, "const biasGradient"],
      {},
      "{report, biasGradient}",
    );
    expect(report.params.map(({name}) => name)).toContain("dense 1 bias");
    expect(report.relativeError).toBeLessThan(1e-6);
    expect(report.worst.analytic).not.toBe(0);
    expect(biasGradient).toBeLessThan(1e-15);
  });

  it("weights ten times as large: the same loss, a tenth of the gradient", () => {
    const [once, tenfold] = run<{loss: number; gradient: number}[]>(
      lesson,
      [...checked, "const scaled ="],
      {},
      "scaled",
    );
    expect(tenfold!.loss).toBeCloseTo(once!.loss, 4);
    expect(tenfold!.gradient / once!.gradient).toBeCloseTo(0.1, 3);
  });

  it("the gradient stands at a right angle to the weights, which only grow", () => {
    const brake = run<{angle: number; before: number; after: number; gradient: number}[]>(
      lesson,
      [...checked, "const brake ="],
      {},
      "brake",
    );
    for (const {angle, before, after} of brake) {
      expect(angle).toBeCloseTo(90, 1);
      expect(after).toBeGreaterThan(before);
    }
    expect(brake[1]!.gradient).toBeLessThan(brake[0]!.gradient / 5);
  });

  it("the gradients of the stepper’s batch add up to 0", () => {
    const bn = {
      x: [3, -1, 2, 6, 0, 3, 1, 2],
      upstream: [0.2, -0.1, 0.4, 0.1, -0.3, 0, 0.2, -0.1],
      gamma: 3,
      epsilon: 1e-5,
    };
    const {dx, sum} = run<{dx: number[]; sum: number}>(lesson, ["const stepped ="], {bn}, "stepped");
    expect(Math.max(...dx.map(Math.abs))).toBeGreaterThan(0.1);
    expect(sum).toBe(0);
  });
});

describe("test time", () => {
  it("the others move the output in training, and not at test time", () => {
    const outputOf = run<(mode: string, center: number) => number>(
      lesson,
      ["const sampleX ="],
      {mode: "train", matesAt: 0},
      "outputOf",
    );
    expect(outputOf("train", -4)).toBeGreaterThan(outputOf("train", 4) + 3);
    expect(outputOf("test", -4)).toBe(outputOf("test", 4));
  });

  it("running averages: nothing after 0 batches, two thirds after 10, all after 100", () => {
    type Average = {mean: number; std: number; outMean: number; outStd: number};
    const averages = run<Average[]>(lesson, ["const averages ="], {momentum: 0.9, seen: 0}, "averages");
    expect(averages[0]).toMatchObject({mean: 0, std: 1});
    expect(averages[10]!.mean / 5).toBeCloseTo(0.65, 1);
    expect(averages[100]!.outMean).toBeCloseTo(0, 0);
    expect(Math.abs(averages[100]!.outStd - 1)).toBeLessThan(0.1);
  });

  it("folds into the weights before it", () => {
    const {one, two} = run<{one: number[]; two: number[]}>(lesson, ["const folding ="], {power: String}, "folding");
    for (const [i, y] of two.entries()) expect(one[i]).toBeCloseTo(y, 12);
  });
});

describe("the four claims", () => {
  const measure = async (options: LayerOptions) => {
    for await (const layers of layerStatistics(options)) if (layers.progress === 1) return layers;
    throw new Error("the laboratory gave no layers");
  };
  const stack = {widths: Array<number>(10).fill(200), samples: 500, backward: true, seed: 1};

  it("the std of the outputs does not depend on the scale of the weights", async () => {
    const layers = await Promise.all(
      [0.001, 0.01, 2].map((initialization) => measure({...stack, initialization, batchNorm: true})),
    );
    for (const other of layers.slice(1)) {
      for (const [i, {std}] of other.entries()) expect(std).toBeCloseTo(layers[0]![i]!.std, 4);
    }
    expect((await measure({...stack, initialization: 0.01})).at(-1)!.std).toBeLessThan(1e-6);
  });

  it("gradients no longer vanish at 0.01, and grow about 1.2-fold a ReLU layer with depth", async () => {
    const [without, withNorm] = await Promise.all(
      [false, true].map((batchNorm) => measure({...stack, initialization: 0.01, batchNorm})),
    );
    expect(without![0]!.gradientStd!).toBeLessThan(1e-6);
    expect(withNorm![0]!.gradientStd!).toBeGreaterThan(0.5);
    const deepRelu = await measure({
      ...stack,
      nonlinearity: "relu",
      initialization: "he",
      widths: Array(30).fill(200),
      batchNorm: true,
    });
    const growth = run<number>(lesson, ["const growth ="], {deepRelu}, "growth");
    expect(Math.abs(growth - Math.sqrt(Math.PI / (Math.PI - 1)))).toBeLessThan(0.05);
  });

  it("a wider stable range: better without at moderate rates with He, only with at 1 and 3 or from 0.01", {
    timeout: 300_000,
  }, async () => {
    const rows: SweepRow[] = [];
    for await (const row of trainingSweep({rates: [0.1, 1], seeds: SEEDS})) rows.push(row);
    for await (const row of trainingSweep({rates: [0.3], initializations: ["he"], seeds: SEEDS})) rows.push(row);
    const losses = (initialization: number | string, batchNorm: boolean, rate: number) =>
      rows
        .filter((row) => row.initialization === initialization && row.batchNorm === batchNorm && row.rate === rate)
        .map(({loss, diverged}) => (diverged ? Infinity : loss));
    for (const rate of [0.1, 0.3]) {
      const [without, withNorm] = [losses("he", false, rate), losses("he", true, rate)];
      expect(without).toHaveLength(3);
      for (const i of SEEDS.keys()) expect(without[i]).toBeLessThan(withNorm[i]!);
    }
    for (const loss of losses("he", false, 1)) expect(loss).toBeGreaterThan(1);
    for (const loss of losses("he", true, 1)) expect(loss).toBeLessThan(0.1);
    for (const rate of [0.1, 1]) {
      for (const loss of losses(0.01, false, rate)) expect(loss).toBeCloseTo(Math.log(3), 2);
      for (const loss of losses(0.01, true, rate)) expect(loss).toBeLessThan(0.1);
    }
  });

  it("regularization: lower test loss for batches of 15 and 60, lowest without noise; in batches of 6 it cannot fit", {
    timeout: 120_000,
  }, () => {
    type Contestants = Record<"plain" | "batch norm" | "dropout 0.3", object>;
    const {contestants, few, fresh} = run<{contestants: Contestants; few: object; fresh: core.Dataset}>(
      lesson,
      ["const contestants ="],
      {trainAll: () => {}, visibility: async () => {}, batchOf: 60, reluNetwork, trainerOf},
      "{contestants, few, fresh}",
    );
    const scores = (name: keyof Contestants, batchSize: number) =>
      SEEDS.map((seed) => {
        const network = reluNetwork({...contestants[name], depth: 3});
        const trainer = trained(trainerOf(network, {seed, batchSize, spiralOptions: few}), 1000);
        return {train: trainer.evaluate().loss, test: trainer.evaluate(fresh.inputs, fresh.labels).loss};
      });
    const [all, some, tiny] = [60, 15, 6].map((batchSize) => scores("batch norm", batchSize)) as [
      ReturnType<typeof scores>,
      ReturnType<typeof scores>,
      ReturnType<typeof scores>,
    ];
    for (const [batchSize, mine] of [
      [60, all],
      [15, some],
    ] as const) {
      for (const rival of ["plain", "dropout 0.3"] as const) {
        for (const [i, {test}] of scores(rival, batchSize).entries()) expect(mine[i]!.test).toBeLessThan(test);
      }
    }
    for (const i of SEEDS.keys()) {
      expect(all[i]!.test).toBeLessThan(some[i]!.test);
      expect(tiny[i]!.train).toBeGreaterThan(0.3);
    }
  });
});

describe("two questions more", () => {
  it("after the ReLU it does better here, by a factor of two at least", {timeout: 60_000}, () => {
    for (const seed of SEEDS) {
      const [before, after] = ["before", "after"].map(
        (norm) => trained(trainerOf(reluNetwork({norm}), {rate: 0.1, seed}), 400).evaluate().loss,
      );
      expect(after).toBeLessThan(before! / 2);
    }
  });

  it("shaken means and variances do not keep it from learning", {timeout: 60_000}, () => {
    const shaken = run<{name: string; trainer: core.Trainer}[]>(
      lesson,
      ["class Shake"],
      {shaking: 0.3, trainAll: (runs: object) => runs, visibility: async () => {}, reluNetwork, trainerOf},
      "shaken",
    );
    const [calm, shook] = shaken.map(({trainer}) => trained(trainer, 400).evaluate().loss);
    expect(calm).toBeLessThan(0.1);
    expect(shook).toBeLessThan(2 * calm!);
  });
});
