import {describe, expect, it} from "vitest";
import {type BatchSizeRaceOptions, batchSizeRace, type RaceRow} from "../../src/lab/batch-size-race.ts";

/** The clock stands still: no result hangs on how fast the machine is. */
const small: BatchSizeRaceOptions = {
  sizes: [1, 8, Number.POSITIVE_INFINITY],
  epochs: 3,
  data: {perArm: 20},
  widths: [4],
  now: () => 0,
};

async function rows(options: BatchSizeRaceOptions): Promise<RaceRow[]> {
  const list: RaceRow[] = [];
  for await (const row of batchSizeRace(options)) list.push(row);
  return list;
}

describe("batchSizeRace", () => {
  it("each contestant starts at the same loss and uses each example as often", async () => {
    const list = await rows(small);
    expect([...new Set(list.map(({size}) => size))]).toEqual([1, 8, 40]);
    for (const size of [1, 8, 40]) {
      const own = list.filter((row) => row.size === size);
      expect(own[0]).toMatchObject({examples: 0, steps: 0, loss: list[0]!.loss});
      expect(own.at(-1)).toMatchObject({examples: 120, steps: 3 * (40 / size)});
      for (const [i, row] of own.entries()) if (i > 0) expect(row.steps).toBeGreaterThan(own[i - 1]!.steps);
    }
    expect(list.at(-1)!.progress).toEqual({done: 3, total: 3});
    const done = list.map(({progress}) => progress.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
  });

  it("counts a last batch that is smaller", async () => {
    const list = await rows({...small, sizes: [30]});
    expect(list.at(-1)).toMatchObject({steps: 6, examples: 120});
    expect(list.find(({steps}) => steps === 1)?.examples).toBe(30);
    expect(list.find(({steps}) => steps === 2)?.examples).toBe(40);
  });

  it("differs from run to run in nothing but the seconds", async () => {
    let time = 0;
    const quick = await rows(small);
    const slow = await rows({...small, now: () => (time += 7), pause: () => Promise.resolve()});
    const timeless = (list: RaceRow[]) => list.map(({seconds: _, ...row}) => row);
    expect(timeless(slow)).toEqual(timeless(quick));
    expect(quick.every(({seconds}) => seconds === 0)).toBe(true);
    expect(slow.at(-1)!.seconds).toBeGreaterThan(0);
  });

  it("measures the steps alone: a pause does not count", async () => {
    let time = 0;
    const list = await rows({
      ...small,
      sizes: [1],
      // Each look at the clock takes a millisecond, each pause a minute.
      now: () => ++time,
      pause: async () => {
        time += 60_000;
      },
    });
    expect(list.at(-1)!.seconds).toBeGreaterThan(0);
    expect(list.at(-1)!.seconds).toBeLessThan(2);
  });

  it("knows three orders, which differ", async () => {
    const list = await rows({...small, sizes: [1], orders: ["shuffled", "fixed", "sorted"]});
    const ends = (["shuffled", "fixed", "sorted"] as const).map(
      (order) => list.filter((row) => row.order === order).at(-1)!.loss,
    );
    expect(new Set(ends).size).toBe(3);
  });

  it("tells a run that breaks off, and goes on with the next", async () => {
    const list = await rows({...small, sizes: [1, 8], rate: 1.5e308});
    for (const size of [1, 8]) {
      const last = list.filter((row) => row.size === size).at(-1)!;
      expect(last.loss).toBeNaN();
      expect(last.reason).toMatch(/^At step \d+/);
    }
    expect(list.at(-1)!.progress.done).toBe(2);
  });

  it("stops when aborted, with the reason, and when returned", async () => {
    const abort = new AbortController();
    let pauses = 0;
    const race = batchSizeRace({
      ...small,
      signal: abort.signal,
      pause: async () => {
        if (++pauses === 2) abort.abort(new Error("enough"));
      },
    });
    await expect(
      (async () => {
        for await (const _ of race);
      })(),
    ).rejects.toThrow("enough");
    expect(pauses).toBe(2);
    const other = batchSizeRace(small);
    await other.next();
    await other.return();
    await expect(other.next()).resolves.toEqual({done: true, value: undefined});
  });

  it("refuses what cannot be raced", async () => {
    await expect(batchSizeRace({...small, epochs: 0}).next()).rejects.toThrow(/epochs must be whole/);
    await expect(batchSizeRace({...small, rate: 0}).next()).rejects.toThrow(/finite and above 0, not 0/);
    await expect(batchSizeRace({...small, sizes: [0]}).next()).rejects.toThrow(/cannot have 0 samples/);
  });
});
