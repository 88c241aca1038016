import {describe, expect, it} from "vitest";
import {type SweepRow, type TrainingSweepOptions, trainingSweep} from "../../src/lab/training-sweep.ts";

const small: TrainingSweepOptions = {rates: [0.1, 1e6], seeds: [1, 2], widths: [8], steps: 20, data: {perArm: 20}};

async function rows(options: TrainingSweepOptions): Promise<SweepRow[]> {
  const list: SweepRow[] = [];
  for await (const row of trainingSweep(options)) list.push(row);
  return list;
}

describe("trainingSweep", () => {
  it("tells one row a run, seed by seed, and how far it is", async () => {
    const list = await rows({...small, initializations: ["he"]});
    expect(list.map(({progress}) => progress)).toEqual(list.map((_, i) => ({done: i + 1, total: 8})));
    expect(list.map(({seed}) => seed)).toEqual([1, 1, 1, 1, 2, 2, 2, 2]);
    expect(list.map(({batchNorm}) => batchNorm)).toEqual([false, false, true, true, false, false, true, true]);
    expect(list[0]).toMatchObject({rate: 0.1, initialization: "he", diverged: false});
    expect(list[0]?.reason).toBeUndefined();
    expect(list[1]).toMatchObject({rate: 1e6, diverged: true});
    expect(list[1]?.reason).toMatch(/^(At step \d+, .+ became|After 20 steps the loss is .+ far above)/);
  });

  it("gives the same rows whatever the clock and the pauses", async () => {
    let time = 0;
    const slow = await rows({...small, now: () => (time += 100), pause: () => Promise.resolve()});
    expect(slow).toEqual(await rows(small));
  });

  it("pauses after a few milliseconds of work", async () => {
    let time = 0;
    let pauses = 0;
    const pause = async () => {
      pauses++;
    };
    // Each look at the clock takes 5 ms: three steps between pauses.
    await rows({
      ...small,
      rates: [0.1],
      seeds: [1],
      batchNorm: [false],
      initializations: ["he"],
      pause,
      now: () => (time += 5),
    });
    expect(pauses).toBe(7);
  });

  it("stops when it is aborted, with the reason", async () => {
    const abort = new AbortController();
    let pauses = 0;
    const pause = async () => {
      if (++pauses === 3) abort.abort(new Error("enough"));
    };
    const sweep = trainingSweep({...small, rates: [0.1], steps: 1e9, signal: abort.signal, pause});
    await expect(sweep.next()).rejects.toThrow("enough");
    expect(pauses).toBe(3);
    await expect(sweep.next()).resolves.toEqual({done: true, value: undefined});
  });

  it("stops in the middle of a run when nobody wants more", async () => {
    let asked = false;
    const sweep = trainingSweep({
      ...small,
      rates: [0.1],
      steps: 1e9,
      pause: async () => {
        if (!asked) void sweep.return();
        asked = true;
      },
    });
    await expect(sweep.next()).resolves.toEqual({done: true, value: undefined});
  });

  it("refuses what cannot be run, and has nothing to tell of nothing", async () => {
    await expect(rows({...small, steps: 0})).rejects.toThrow("steps is 0; it must be whole and at least 1");
    await expect(rows({...small, widths: [0]})).rejects.toThrow("at least 1, not 0");
    await expect(rows({...small, rates: [-1]})).rejects.toThrow("the learning rate must be a number of at least 0");
    expect(await rows({...small, rates: []})).toEqual([]);
  });
});

describe("the course's sweep: six layers of 50 ReLUs on the three-armed spiral, batches of 60, 400 steps", () => {
  it("shows a wider stable range with batch normalization, and a lower loss without it at moderate rates", {
    timeout: 120_000,
  }, async () => {
    const list = await rows({rates: [0.1, 3], seeds: [1]});
    const at = (initialization: "he" | number, batchNorm: boolean, rate: number) =>
      list.find((r) => r.initialization === initialization && r.batchNorm === batchNorm && r.rate === rate)!;

    const plain = at("he", false, 0.1);
    const normalized = at("he", true, 0.1);
    expect(normalized.accuracy).toBeGreaterThan(0.97);
    expect(plain.loss).toBeLessThan(0.5 * normalized.loss);

    expect(at("he", false, 3).diverged).toBe(true);
    expect(at("he", true, 3).accuracy).toBeGreaterThan(0.9);

    for (const rate of [0.1, 3]) {
      expect(Math.abs(at(0.01, false, rate).loss - Math.log(3))).toBeLessThan(0.05);
      expect(at(0.01, true, rate).accuracy).toBeGreaterThan(0.9);
    }
  });
});
