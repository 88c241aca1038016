import {describe, expect, it} from "vitest";
import {glyphs, matrix, randomStream} from "../../src/core/index.ts";
import {type ConvnetEpoch, convnet, convnetPredictions, convnetTraining} from "../../src/lab/convnet-training.ts";

async function all(options: Parameters<typeof convnetTraining>[0]): Promise<ConvnetEpoch[]> {
  const epochs: ConvnetEpoch[] = [];
  for await (const epoch of convnetTraining(options)) epochs.push(epoch);
  return epochs;
}

describe("convnetTraining", () => {
  it("tells more than 95 % of fresh glyphs right, whatever the seed", async () => {
    for (const seed of [1, 2, 3]) {
      const epochs = await all({seed});
      expect(epochs).toHaveLength(9);
      expect(epochs[0]!.testAccuracy).toBeLessThan(0.5);
      expect(epochs.at(-1)!.testAccuracy).toBeGreaterThan(0.95);
      expect(epochs.at(-1)!.progress).toEqual({done: 8, total: 8});
    }
  }, 60_000);

  const small = {perClass: 4, testPerClass: 3, epochs: 2, shown: 5} as const;

  it("gives the same epochs for the same options, whatever the clock, as plain data", async () => {
    const first = await all(small);
    let time = 0;
    const second = await all({...small, now: () => (time += 100)});
    expect(second).toEqual(first);
    expect(structuredClone(first)).toEqual(first);
    expect(first.at(-1)!.losses.map(({step}) => step)).toEqual([1, 2, 3, 4]); // 24 glyphs in batches of 20
  });

  it("hands over the network, which says the same elsewhere, and its filters and maps", async () => {
    const drawn = [Array.from({length: 144}, (_, i) => (i % 13 === 0 ? 1 : 0))];
    const last = (await all({...small, drawn})).at(-1)!;
    const test = glyphs({perClass: 3}, randomStream(1, "test"));
    const network = convnet(test, undefined, undefined, last.params);
    const here = convnetPredictions(network, test.inputs, test.labels).slice(0, 5);
    expect(here).toEqual(last.predictions);
    expect(convnetPredictions(network, matrix(1, 144, Float64Array.from(drawn[0]!)))).toEqual(last.drawn);
    expect(last.filters.map(({length}) => length)).toEqual(Array(8).fill(9));
    const {maps, probabilities} = last.predictions[0]!;
    expect(maps.map(({shape}) => shape)).toEqual([
      {channels: 8, height: 12, width: 12},
      {channels: 16, height: 6, width: 6},
    ]);
    for (const {values} of maps) expect(values.every((value) => value >= 0)).toBe(true); // after the ReLU
    expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });

  it("stops when it is called off, and says which option is wrong", async () => {
    const training = convnetTraining(small);
    await training.next();
    const next = training.next();
    await training.return();
    expect((await next).done ?? false).toBeTypeOf("boolean");
    expect((await training.next()).done).toBe(true);
    await expect(convnetTraining({epochs: 0}).next()).rejects.toThrow(/epochs must be whole and at least 1: 0/);
    await expect(convnetTraining({drawn: [[1]]}).next()).rejects.toThrow(/drawn picture 0 has 1 pixels.*144/);
  });
});
