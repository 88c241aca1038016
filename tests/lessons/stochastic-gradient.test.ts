import {readFileSync} from "node:fs";
import * as d3 from "d3-array";
import {beforeAll, describe, expect, it} from "vitest";
import * as core from "../../src/core/index.ts";
import {batchGradients, theoreticalSpread} from "../../src/lab/batch-gradients.ts";
import {type BatchSizeRaceOptions, batchSizeRace, type RaceRow} from "../../src/lab/batch-size-race.ts";

/** What the lesson says in words holds for the very code that its readers see: its cells are read from it and run here. */
const lesson = readFileSync("content/stochastic-gradient.md", "utf8");

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
  const scope = {...core, d3, batchGradients, theoreticalSpread, ...given};
  return new Function(...Object.keys(scope), `${code.join("\n")}\nreturn ${names};`)(...Object.values(scope)) as T;
}

/** The clock stands still: what is measured in seconds is not looked at here. */
async function rows(options: BatchSizeRaceOptions): Promise<RaceRow[]> {
  const list: RaceRow[] = [];
  for await (const row of batchSizeRace({...options, now: () => 0})) list.push(row);
  return list;
}
const last = (list: readonly RaceRow[], wanted: Partial<RaceRow>) =>
  list.filter((row) => Object.entries(wanted).every(([name, value]) => row[name as keyof RaceRow] === value)).at(-1)!;
const upTo = (list: readonly RaceRow[], size: number, examples: number) =>
  list.filter((row) => row.size === size && row.examples <= examples).at(-1)!;

const data = ["const clouds ="];

describe("the estimate", () => {
  it("is right on average", () => {
    const {many} = run<{many: {mean: number[]; full: number[]; theory: number; batches: unknown[]}}>(
      [...data, "const many ="],
      {},
      "{many}",
    );
    for (const d of [0, 1]) {
      expect(Math.abs(many.mean[d]! - many.full[d]!)).toBeLessThan((4 * many.theory) / Math.sqrt(many.batches.length));
    }
  });

  it("mostly points to the right half of the compass with 10 of 120, and backward at times with 1", () => {
    const opinions = run<number[][]>([...data, "const many ="], {}, "opinions");
    expect(opinions).toHaveLength(120);
    const backward = (size: number) => {
      const {batches, full} = batchGradients(opinions, {size, batches: 1000});
      return batches.filter(({mean}) => mean[0]! * full[0]! + mean[1]! * full[1]! < 0).length / 1000;
    };
    expect(backward(10)).toBeLessThan(0.02);
    expect(backward(1)).toBeGreaterThan(0.05);
  });

  it("spreads as the lines say, and falls by ten from 1 to 100 with replacement", () => {
    type Spread = {replacement: boolean; size: number; measured: number; theory: number};
    const spreads = run<Spread[]>([...data, "const many =", "const spreads ="], {drawing: {seed: 1}}, "spreads");
    for (const {measured, theory} of spreads) expect(Math.abs(measured / theory - 1)).toBeLessThan(0.15);
    const opinions = run<number[][]>([...data, "const many ="], {}, "opinions");
    const of = (size: number) => theoreticalSpread(opinions, {size, replacement: true});
    expect(of(1) / of(100)).toBeCloseTo(10, 9);
  });
});

describe("the race", () => {
  let race: RaceRow[];
  beforeAll(async () => {
    race = await rows({sizes: [1, 10, 100, 1000], rate: 0.3, seeds: [1, 2]});
  }, 120_000);
  const of = (seed: number) => race.filter((row) => row.seed === seed);

  it.each([1, 2])("after 5000 examples batches of 10 lead (seed %i)", (seed) => {
    const losses = [1, 100, 1000].map((size) => upTo(of(seed), size, 5000).loss);
    expect(upTo(of(seed), 10, 5000).loss).toBeLessThan(Math.min(...losses));
  });

  it.each([1, 2])("the full batch is not after 200 passes where batches of 10 were after five (seed %i)", (seed) => {
    expect(last(of(seed), {size: 1000}).examples).toBe(200_000);
    expect(last(of(seed), {size: 1000}).loss).toBeGreaterThan(upTo(of(seed), 10, 5000).loss);
    // When the full batch has taken its first step, batches of 10 are ahead.
    expect(upTo(of(seed), 10, 1000).loss).toBeLessThan(upTo(of(seed), 1000, 1000).loss);
  });

  it.each([1, 2])("single examples never come to rest, well above batches of 10 (seed %i)", (seed) => {
    const late = (size: number) =>
      of(seed)
        .filter((row) => row.size === size && row.examples > 20_000)
        .map(({loss}) => loss);
    expect(mean(late(1))).toBeGreaterThan(1.5 * mean(late(10)));
    const jumps = (losses: number[]) => most(losses) - least(losses);
    expect(jumps(late(1))).toBeGreaterThan(0.1);
  });

  it("at a learning rate of 0.03 single examples do better", async () => {
    const slow = await rows({sizes: [1], rate: 0.03, seeds: [1]});
    const late = (list: RaceRow[]) =>
      mean(
        list.filter((row) => row.size === 1 && row.examples > 20_000),
        ({loss}) => loss,
      );
    expect(late(slow)).toBeLessThan(late(of(1)) / 1.5);
  });
});

describe("the floor", () => {
  type Floor = {path: {e: number}[]; floorOf: number; reached: number};
  const floor = (alpha: number, k: number, schedule = "constant") =>
    run<Floor>(["function descend("], {alpha, k, schedule}, "{path, floorOf, reached}");

  it.each([
    [0.2, 1],
    [0.5, 10],
    [1, 4],
  ])("of rate %f and batches of %i is as derived", (alpha, k) => {
    const {floorOf, reached} = floor(alpha, k);
    expect(Math.abs(reached / floorOf - 1)).toBeLessThan(0.15);
  });

  it("is at half the variance for half the rate, or twice the batch", () => {
    const variance = (alpha: number, k: number) => floor(alpha, k).floorOf ** 2;
    expect(variance(0.05, 8) / variance(0.1, 8)).toBeCloseTo(0.5, 1);
    expect(variance(0.1, 16) / variance(0.1, 8)).toBeCloseTo(0.5, 9);
    expect(variance(0.2, 16) / variance(0.1, 8)).toBeCloseTo(1, 0);
  });

  it("at rate 1/t, e is the mean of all examples so far", () => {
    const {path} = floor(0.2, 1, "1/t");
    const rng = core.randomStream(1, "examples");
    const average = mean(Array.from({length: 300}, () => rng.normal()));
    expect(path.at(-1)!.e).toBeCloseTo(average, 9);
    expect(floor(0.2, 1, "1/t").reached).toBeLessThan(floor(0.2, 1).floorOf / 3);
  });
});

describe("the order", () => {
  it("sorted: above guessing for most of the run; batches of 100 suffer less", async () => {
    const list = await rows({sizes: [10, 100], orders: ["sorted"], epochs: 100});
    const tens = list.filter(({size, examples}) => size === 10 && examples > 0);
    expect(tens.filter(({loss}) => loss > Math.LN2).length).toBeGreaterThan(tens.length * 0.75);
    expect(last(list, {size: 100}).loss).toBeLessThan(last(list, {size: 10}).loss / 3);
  });

  it("fixed and fresh: hardly to be told apart", async () => {
    const list = await rows({sizes: [10], orders: ["shuffled", "fixed", "sorted"], epochs: 100});
    const [fresh, fixed, sorted] = (["shuffled", "fixed", "sorted"] as const).map((order) => last(list, {order}).loss);
    expect(Math.abs(Math.log(fresh! / fixed!))).toBeLessThan(Math.log(1.5));
    expect(sorted!).toBeGreaterThan(5 * fixed!);
  });
});
