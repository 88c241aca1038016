import {describe, expect, it} from "vitest";
import {type DropoutRow, type DropoutTrainingOptions, dropoutTraining} from "../../src/lab/dropout-training.ts";

const small: DropoutTrainingOptions = {
  probabilities: [0, 0.5],
  seeds: [1, 2],
  widths: [8],
  data: {perArm: 5},
  testPerArm: 10,
  steps: 25,
  every: 10,
};

async function rows(options: DropoutTrainingOptions): Promise<DropoutRow[]> {
  const list: DropoutRow[] = [];
  for await (const row of dropoutTraining(options)) list.push(row);
  return list;
}

describe("dropoutTraining", () => {
  it("looks at the losses at the start, every so many steps, and at the end", async () => {
    const list = await rows(small);
    expect(list.map(({step}) => step)).toEqual([0, 10, 20, 25, 0, 10, 20, 25, 0, 10, 20, 25, 0, 10, 20, 25]);
    expect(list.filter(({step}) => step === 25).map(({seed, p}) => [seed, p])).toEqual([
      [1, 0],
      [1, 0.5],
      [2, 0],
      [2, 0.5],
    ]);
    expect(list.at(-1)!.progress).toEqual({done: 4, total: 4});
    expect(list[1]!.progress.done).toBeCloseTo(0.4, 12);
  });

  it("the networks of a seed begin alike, and differ by dropout alone", async () => {
    const list = await rows(small);
    const of = (p: number, seed: number, step: number) =>
      list.find((row) => row.p === p && row.seed === seed && row.step === step)!;
    expect(of(0, 1, 0).test).toBe(of(0.5, 1, 0).test);
    expect(of(0, 1, 10).train).not.toBe(of(0.5, 1, 10).train);
    expect(of(0, 1, 0).test).not.toBe(of(0, 2, 0).test);
  });

  it("gives the same rows whatever the clock and the pauses", async () => {
    let time = 0;
    const slow = await rows({...small, now: () => (time += 100), pause: () => Promise.resolve()});
    expect(slow).toEqual(await rows(small));
  });

  it("says NaN where training broke off, and goes on", async () => {
    const list = await rows({...small, rate: 1e300});
    const last = list.filter(({p, seed}) => p === 0 && seed === 1).at(-1)!;
    expect(last.test).toBeNaN();
    expect(list.at(-1)!.progress.done).toBe(4);
  });

  it("stops when aborted, with the reason", async () => {
    const abort = new AbortController();
    const training = dropoutTraining({
      ...small,
      signal: abort.signal,
      pause: async () => abort.abort(new Error("enough")),
    });
    await training.next();
    await expect(training.next()).rejects.toThrow("enough");
  });

  it("ends at once when returned while it works", async () => {
    let pauses = 0;
    const training = dropoutTraining({
      ...small,
      steps: 1e9,
      every: 1e9,
      now: () => 12 * pauses++,
      pause: () => new Promise((resolve) => setImmediate(resolve)),
    });
    await training.next();
    const waiting = training.next();
    await training.return();
    await expect(waiting).resolves.toEqual({done: true, value: undefined});
  });

  it("refuses what cannot be trained", async () => {
    await expect(dropoutTraining({...small, steps: 0}).next()).rejects.toThrow(/steps must be whole/);
    await expect(dropoutTraining({...small, probabilities: [1]}).next()).rejects.toThrow(/0 ≤ p < 1, not 1/);
  });
});
