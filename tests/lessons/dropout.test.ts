import {readFileSync} from "node:fs";
import * as d3 from "d3-array";
import {beforeAll, describe, expect, it} from "vitest";
import * as core from "../../src/core/index.ts";
import {type DropoutRow, type DropoutTrainingOptions, dropoutTraining} from "../../src/lab/dropout-training.ts";
import {passes} from "../../src/units/dropout-net/index.ts";

/** What the lesson says in words holds for the very code that its readers see: its cells are read from it and run here. */
const lesson = readFileSync("content/dropout.md", "utf8");

type Of<T> = (item: T, index: number) => number;
const own: Of<unknown> = (value) => value as number;
const sum = <T>(list: readonly T[], of: Of<T> = own): number => list.reduce((total, item, i) => total + of(item, i), 0);
const mean = <T>(list: readonly T[], of: Of<T> = own): number => sum(list, of) / list.length;
const least = <T>(list: readonly T[], of: Of<T> = own): number => Math.min(...list.map(of));
const most = <T>(list: readonly T[], of: Of<T> = own): number => Math.max(...list.map(of));

function run<T>(holds: readonly string[], given: object, names: string): T {
  const fences = [...lesson.matchAll(/^```js[^\n]*\n([\s\S]*?)^```$/gm)].map((match) => match[1]!);
  const code = holds.map((text) => {
    const found = fences.filter((fence) => fence.includes(text));
    if (found.length !== 1) throw new Error(`${found.length} cells hold “${text}”`);
    return found[0]!;
  });
  const scope = {...core, d3, ...given};
  return new Function(...Object.keys(scope), `${code.join("\n")}\nreturn ${names};`)(...Object.values(scope)) as T;
}
const {noise, probabilities, seeds} = run<
  Required<Pick<DropoutTrainingOptions, "probabilities" | "seeds">> & {noise: number}
>(["const noise ="], {}, "{noise, probabilities, seeds}");

async function trained(options: DropoutTrainingOptions): Promise<DropoutRow[]> {
  const list: DropoutRow[] = [];
  for await (const row of dropoutTraining(options)) list.push(row);
  return list;
}

describe("the layer", () => {
  const dropout = run<(h: number[], p: number, rng: core.Random | undefined, mode: string) => number[]>(
    ["function dropout("],
    {},
    "dropout",
  );

  it("the lesson's two lines are what core does", () => {
    const h = [1, -2, 3, 4, 0.5];
    const layer = new core.Dropout(0.3, {rng: core.randomStream(5)});
    const expected = [...layer.forward(core.matrixFrom([h]), "train").data];
    const own = dropout(h, 0.3, core.randomStream(5), "train");
    for (const [i, value] of own.entries()) expect(value).toBeCloseTo(expected[i]!, 5);
    expect(dropout(h, 0.3, undefined, "test")).toEqual(h);
  });

  it("Var(m) = p/(1 − p)", () => {
    const factors = dropout(Array(100_000).fill(1), 0.2, core.randomStream(1), "train");
    expect(mean(factors)).toBeCloseTo(1, 2);
    expect(mean(factors, (m) => (m - 1) ** 2)).toBeCloseTo(0.25, 1);
  });

  it("the network of the figures has as many parameters as said", () => {
    const count = (from: number, to: number) => from * to + to;
    expect(count(2, 64) + count(64, 64) + count(64, 3)).toBe(4547);
    expect(lesson).toContain("4,547");
  });
});

describe("the six cases", () => {
  it("only dropout before a bend moves the expectation, and ReLU's upward in the second layer", () => {
    const settings = {x: [1, -0.5, 1.5], widths: [4, 4], p: 0.5, weightSeed: 18} as const;
    expect(lesson).toContain("weightSeed: 18");
    for (const activation of ["none", "relu", "tanh"] as const) {
      for (const dropped of ["last", "both"] as const) {
        const {expectation, test} = passes({...settings, activation, dropped}, 1, 1);
        const apart = Math.abs(expectation - test.output);
        if (activation === "none" || dropped === "last") expect(apart).toBeLessThan(1e-12);
        else expect(apart).toBeGreaterThan(0.02);
      }
    }
    // Jensen, unit by unit: the mean of the second layer over many masks is at least its value at test time.
    const {train, test} = passes({...settings, activation: "relu", dropped: "both"}, 20_000, 1);
    for (const [i, value] of test.hidden[1].entries()) {
      expect(mean(train, ({hidden}) => hidden[1][i]!)).toBeGreaterThan(value - 0.05);
    }
  });
});

describe("does it help?", () => {
  let list: DropoutRow[];
  beforeAll(async () => {
    list = await trained({probabilities, seeds, data: {noise}});
  }, 120_000);
  const end = (p: number, seed: number) => list.filter((row) => row.p === p && row.seed === seed).at(-1)!;
  const lowest = (p: number, seed: number) =>
    least(
      list.filter((row) => row.p === p && row.seed === seed),
      ({test}) => test,
    );

  it("without it, the loss on fresh points falls, turns and rises, while that on the 45 goes to 0", () => {
    const own = list.filter(({p, seed}) => p === 0 && seed === 1);
    expect(lowest(0, 1)).toBeLessThan(0.85 * own[0]!.test);
    expect(end(0, 1).test).toBeGreaterThan(1.4 * lowest(0, 1));
    expect(end(0, 1).train).toBeLessThan(0.1);
  });

  it.each([1, 2, 3])("fits worse the larger p, and ends lower on fresh points (seed %i)", (seed) => {
    expect(end(0, seed).train).toBeLessThan(end(0.2, seed).train);
    expect(end(0.2, seed).train).toBeLessThan(end(0.5, seed).train);
    for (const p of [0.2, 0.5]) expect(end(p, seed).test).toBeLessThan(end(0, seed).test);
    // The share told right moves by a percent or two.
    for (const p of [0.2, 0.5])
      expect(Math.abs(end(p, seed).testAccuracy - end(0, seed).testAccuracy)).toBeLessThan(0.025);
  });

  it("stopped in time, p = 0.2 is still ahead for each seed, and p = 0.5 for one of three", () => {
    const gain = (p: number, of: (p: number, seed: number) => number) => seeds.map((seed) => of(0, seed) - of(p, seed));
    expect(least(gain(0.2, lowest))).toBeGreaterThan(0);
    expect(gain(0.5, lowest).filter((by) => by > 0)).toHaveLength(1);
    expect(mean(gain(0.2, lowest))).toBeLessThan(mean(gain(0.2, (p, seed) => end(p, seed).test)));
  });

  it("with little noise the picture is mixed", async () => {
    const calm = await trained({probabilities: [0, 0.2, 0.5], seeds, data: {noise: 0.4}});
    const at = (p: number, seed: number) => calm.filter((row) => row.p === p && row.seed === seed).at(-1)!;
    const gains = [0.2, 0.5].flatMap((p) => seeds.map((seed) => at(0, seed).test - at(p, seed).test));
    expect(least(gains)).toBeLessThan(0);
    expect(most(gains)).toBeGreaterThan(0);
    const accuracy = (p: number) => mean(seeds, (seed) => at(p, seed).testAccuracy);
    for (const p of [0.2, 0.5]) expect(accuracy(p)).toBeLessThan(accuracy(0) + 0.005);
  }, 120_000);
});

describe("the crowd", () => {
  it("is ahead of its stand-in, and a single mask behind both", () => {
    const losses = run<{each: number; average: number; all: number; single: number}>(
      ["const crowd =", "const lossOf ="],
      {noise, asked: 30},
      "losses",
    );
    expect(losses.all).toBeLessThan(losses.single);
    expect(losses.single).toBeLessThan(losses.each);
    expect(losses.each - losses.single).toBeGreaterThan(losses.single - losses.all);
  });

  it("of one softmax layer is exact, averaged geometrically", () => {
    const settings = {
      w: [
        [0.5, -1, 2],
        [1, 0.3, -0.7],
        [-1, 0.2, 0.4],
      ],
      x: [1, 2, -1],
    };
    const logits = (m: readonly number[]) => settings.w.map((row) => sum(row, (w, i) => w * settings.x[i]! * m[i]!));
    const softmax = (z: number[]) => z.map((v) => Math.exp(v) / sum(z, Math.exp));
    const masks = Array.from({length: 8}, (_, bits) => [0, 1, 2].map((i) => ((bits >> i) & 1 ? 2 : 0)));
    const means = [0, 1, 2].map((c) => Math.exp(mean(masks, (m) => Math.log(softmax(logits(m))[c]!))!));
    const geometric = means.map((v) => v / sum(means));
    const whole = softmax(logits([1, 1, 1]));
    for (const [c, value] of geometric.entries()) expect(value).toBeCloseTo(whole[c]!, 12);
  });
});
