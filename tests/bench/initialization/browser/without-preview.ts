import type {Backend} from "../../../../src/lab/engine/backend.ts";
import {startBackend} from "../../../../src/lab/engine/start-backend.ts";
import {type LayerOptions, stack} from "../../../../src/lab/options.ts";
import {BINS, DEPTH, SAMPLES, SCALE, WIDTH} from "../experiment.ts";

let backend: Promise<Backend> | undefined;
let lastId = 0;
let done = () => {};
let failed = (_: Error) => {};
let shardsLeft = 0;

/** All rows and no preview before them: what the two workers need, in milliseconds. They are others than those of `run`. */
export async function runWithoutPreview(options: LayerOptions): Promise<number> {
  backend ??= startBackend({
    reported() {},
    done: () => --shardsLeft === 0 && done(),
    failed: (_, error) => failed(error),
    broke: (error) => failed(error),
  });
  const {begin, shards} = await backend;
  const net = stack({
    initialization: SCALE,
    widths: Array(DEPTH).fill(WIDTH),
    samples: SAMPLES,
    bins: BINS,
    ...options,
  });
  const start = performance.now();
  await new Promise<void>((resolve, reject) => {
    done = resolve;
    failed = reject;
    shardsLeft = shards;
    begin({id: ++lastId, net, phase: "full"});
  });
  return performance.now() - start;
}
