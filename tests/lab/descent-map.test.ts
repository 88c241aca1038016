import {expect, test} from "vitest";
import {isStable} from "../../src/core/descent/index.ts";
import {type DescentMap, descentMap, NOT_YET} from "../../src/lab/descent-map.ts";

async function last(maps: AsyncIterable<DescentMap>): Promise<DescentMap> {
  let map: DescentMap | undefined;
  for await (const next of maps) map = next;
  return map!;
}

test("counts the steps of the ravine: 106, 46, 77, and the limit of stability", async () => {
  const rates = [0.05, 0.1, 0.101, 0.15, 0.19, 0.195];
  const momenta = [0, 0.5, 0.9];
  const {iterations, progress} = await last(descentMap({rates, momenta, steps: 600}));
  const at = (i: number, j: number) => iterations[i * momenta.length + j]!;
  expect([at(0, 0), at(0, 1), at(0, 2)]).toEqual([106, 46, 77]);
  expect(at(1, 0)).toBe(NOT_YET);
  for (const [i, rate] of rates.entries())
    for (const [j, momentum] of momenta.entries()) {
      if (Math.abs(rate * 20 - 2 - 2 * momentum) < 0.01) continue;
      expect(at(i, j) >= 0, `α = ${rate}, μ = ${momentum}`).toBe(isStable(rate, momentum, 20));
    }
  expect(progress).toEqual({done: 6, total: 6});
});

test("a start that is as low as the target has arrived without a step, as in the race", async () => {
  const {iterations} = await last(descentMap({expression: "3", target: 4, rates: [0.1, 0.2], momenta: [0, 0.5]}));
  expect([...iterations]).toEqual([0, 0, 0, 0]);
});

test("every cell of the default map is filled, and the clock changes nothing", async () => {
  let time = 0;
  const seen: number[] = [];
  let hurried: DescentMap | undefined;
  const rates = Array.from({length: 13}, (_, i) => (i + 1) / 60);
  for await (const map of descentMap({rates, now: () => (time += 60), pause: async () => {}})) {
    seen.push(map.progress.done);
    hurried = map;
  }
  expect(seen[0]).toBe(0);
  expect(seen.length).toBeGreaterThan(3);
  expect(hurried!.iterations.some(Number.isNaN)).toBe(false);
  expect((await last(descentMap({rates}))).iterations).toEqual(hurried!.iterations);
});

test("what makes no map is refused, with the reason", async () => {
  await expect(last(descentMap({expression: "x +"}))).rejects.toThrow();
  await expect(last(descentMap({expression: "log(x)", start: [-1, 0]}))).rejects.toThrow("no finite value");
  await expect(last(descentMap({momenta: [1]}))).rejects.toThrow("0 ≤ μ < 1");
  await expect(last(descentMap({rates: Array(1000).fill(0.1)}))).rejects.toThrow("up to");
});

test("a run can be called off", async () => {
  const controller = new AbortController();
  let time = 0;
  const maps = descentMap({signal: controller.signal, now: () => (time += 20), pause: async () => {}});
  await maps.next();
  controller.abort(new Error("enough"));
  await expect(maps.next()).rejects.toThrow("enough");
});
