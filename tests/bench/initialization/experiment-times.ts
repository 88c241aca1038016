import type {Page} from "@playwright/test";
import type {LayerOptions} from "../../../src/lab/index.ts";
import type {Measure} from "../measure.ts";
import {minima, type Timed} from "../rounds.ts";
import {type Run, SCALE} from "./experiment.ts";
import type {Numpy, NumpyVariant} from "./numpy.ts";

type Missing = {missing: string};

/** Who takes part beside us; `narrow` is numpy without its widest vectors, where it has such. */
export interface Peers {
  tfjs: object | Missing;
  python: Numpy | Missing;
  narrow: Numpy | undefined;
}

export const FULL_RUN = "experiment, full run";

/** The full run and the drag of the scale, beside tfjs and numpy, each minimum out of the same rounds. */
export async function experimentTimes(page: Page, {tfjs, python, narrow}: Peers): Promise<Measure[]> {
  const stds: Record<string, number[]> = {};
  const keep = (name: string, run: Run) => {
    stds[name] = run.stds;
    return run.milliseconds;
  };
  const byNumpy = (name: string, by: Numpy | Missing | undefined, variant: NumpyVariant): Timed | undefined =>
    by && !("missing" in by) ? async () => keep(name, await by.run(variant, SCALE)) : undefined;
  const run = (options: LayerOptions) => page.evaluate((options) => window.contestants.run(options), options);
  const runAlone = (options: LayerOptions) =>
    page.evaluate((options) => window.contestants.runWithoutPreview(options), options);

  // A full run has a seed of its own, and draws all numbers anew. A drag keeps the seed of the full run before, and has
  // a scale of its own.
  let seed = 0;
  let step = 0;
  const anotherScale = () => SCALE * (0.9 + 0.01 * (step++ % 20));
  const best = await minima(
    {
      full: async () => keep("ours", await run({seed: ++seed})),
      drag: async () => (await run({seed, initialization: anotherScale()})).milliseconds,
      dragNormalized: async () => (await run({seed, initialization: anotherScale(), batchNorm: true})).milliseconds,
      tfjs:
        "missing" in tfjs
          ? undefined
          : async () => keep("tfjs", await page.evaluate((scale) => window.contestants.runTensorflow(scale), SCALE)),
      numpySlide: byNumpy("the slide's numpy", python, "slide"),
      numpySingle: byNumpy("numpy in f32", python, "single"),
      numpyBest: byNumpy("numpy at its best", python, "best"),
      numpyBeyond: byNumpy("numpy with computed bins", python, "beyond"),
      numpyNarrow: byNumpy("numpy with AVX2", narrow, "best"),
      fullAlone: () => runAlone({seed}),
      dragAlone: () => runAlone({seed, initialization: anotherScale()}),
      dragNormalizedAlone: () => runAlone({seed, initialization: anotherScale(), batchNorm: true}),
    },
    {rounds: 20, rest: 60},
  );
  const {ours, ...others} = stds;
  for (const [name, theirs] of Object.entries(others)) assertSame(name, ours!, theirs);

  const noTfjs = "missing" in tfjs ? tfjs.missing : "";
  const noNumpy = "missing" in python ? python.missing : "";
  const ms = (value: number | undefined) => ({value: value!, unit: "ms"});
  const full = {name: FULL_RUN, ...ms(best.full)};
  const narrowed: Measure = {
    ...full,
    peer: best.numpyNarrow,
    peerName: "numpy at its best with AVX2, as the ratio was set",
    reach: {atMost: 0.52},
  };
  return [
    {
      ...full,
      peer: best.numpyBest,
      peerName: noNumpy || "numpy at its best: f32, in place",
      reach: {atMost: 0.52},
    },
    ...(narrow ? [narrowed] : []),
    {
      ...full,
      peer: best.numpyBeyond,
      peerName: noNumpy || "numpy at its best, bins without np.histogram",
      reach: "none",
    },
    {...full, peer: best.numpySingle, peerName: noNumpy || "numpy, the slide's code in f32", reach: "none"},
    {...full, peer: best.numpySlide, peerName: noNumpy || "numpy, the slide's code (f64)", reach: "none"},
    {
      ...full,
      peer: best.tfjs,
      peerName: noTfjs || "tfjs on WebAssembly SIMD, same browser",
      reach: {atMost: 0.15},
    },
    {...full, peer: best.fullAlone, peerName: "the same without a preview first", reach: "none"},
    {
      name: "scale drag, all 1000 rows",
      ...ms(best.drag),
      peer: best.full,
      peerName: "full run",
      reach: {atMost: 0.85},
    },
    {
      name: "scale drag, no preview first",
      ...ms(best.dragAlone),
      peer: best.fullAlone,
      peerName: "full run, no preview first",
      reach: "none",
    },
    {
      name: "scale drag with batch norm",
      ...ms(best.dragNormalized),
      peer: best.drag,
      peerName: "scale drag",
      reach: {atMost: 1.06},
    },
    {
      name: "scale drag with batch norm, no preview first",
      ...ms(best.dragNormalizedAlone),
      peer: best.dragAlone,
      peerName: "scale drag, no preview first",
      reach: "none",
    },
  ];
}

/** Two draws of half a million numbers agree to a percent or two; a contestant who is further off did something else. */
function assertSame(name: string, ours: number[], theirs: number[]): void {
  ours.forEach((std, layer) => {
    if (!(Math.abs(theirs[layer]! / std - 1) < 0.05))
      throw new Error(`${name} found a standard deviation of ${theirs[layer]} in layer ${layer + 1}, we ${std}`);
  });
}
