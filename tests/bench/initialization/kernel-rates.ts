import type {Page} from "@playwright/test";
import type {Measure} from "../measure.ts";
import {minima} from "../rounds.ts";
import type {Compiled, Step} from "./browser/kernel.ts";
import {WIDTH} from "./experiment.ts";

/** A worker's share of a layer: 500 rows times a 500 × 500 matrix. */
const GIGA_OPERATIONS = (2 * WIDTH ** 3) / 1e9;
const NUMBERS = WIDTH * WIDTH;

export const SIMD_PEAK = "SIMD128 peak of this machine";

/** Our kernels on one core beside what the same core can do at most, probed in the same rounds. */
export async function kernelRates(page: Page): Promise<Measure[]> {
  const kernel = (compiled: Compiled, step: Step) => () =>
    page.evaluate(([compiled, step]) => window.contestants.kernel(compiled, step), [compiled, step] as const);
  const peak = (compiled: Compiled, form: "fused" | "split") => () =>
    page.evaluate(([compiled, form]) => window.contestants.peak(compiled, form), [compiled, form] as const);
  const best = await minima(
    {
      apart: kernel("simd", "multiply"),
      peakApart: peak("simd", "split"),
      fused: kernel("relaxed", "multiply"),
      peakFused: peak("relaxed", "fused"),
      gaussians: kernel("simd", "gaussians"),
      pack: kernel("simd", "pack"),
      activate: async () =>
        (await kernel("relaxed", "activate with statistics")()) ?? kernel("simd", "activate with statistics")(),
    },
    {rounds: 40, warmUp: 10},
  );

  /** From a GFLOP's milliseconds. */
  const rate = (milliseconds: number) => 1000 / milliseconds;
  const peakApart = rate(best.peakApart!);
  const highest = Math.max(peakApart, rate(best.peakFused ?? Number.POSITIVE_INFINITY));
  const top = {unit: "GFLOP/s", peer: highest, peerName: SIMD_PEAK};
  const measures: Measure[] = [];
  if (best.fused !== undefined) {
    const value = rate(best.fused / GIGA_OPERATIONS);
    measures.push({name: "product on one core, fused", value, ...top, reach: {atLeast: 0.92}});
  }
  const apart = {name: "product on one core, not fused", value: rate(best.apart! / GIGA_OPERATIONS)};
  const each = (milliseconds: number | undefined) => (milliseconds! * 1e6) / NUMBERS;
  return [
    ...measures,
    {...apart, ...top, reach: {atLeast: 0.72}},
    {...apart, unit: "GFLOP/s", peer: peakApart, peerName: "SIMD128 peak without fused operations", reach: "none"},
    // What a kernel without fused operations could reach at most.
    {name: "SIMD128 peak without fused operations", value: peakApart, ...top, reach: "none"},
    {name: "a gaussian", value: each(best.gaussians), unit: "ns", peerName: "", reach: "none"},
    {name: "ordering a weight for the product", value: each(best.pack), unit: "ns", peerName: "", reach: "none"},
    {name: "tanh with statistics of a number", value: each(best.activate), unit: "ns", peerName: "", reach: "none"},
  ];
}
