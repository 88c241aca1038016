import compiled from "virtual:kernels";
import {type Kernels, typescriptKernels, wasmKernels} from "../../../src/core/numeric/kernels/index.ts";
import {shardRows} from "../../../src/lab/engine/drive.ts";
import {Gathered, type LayerStatistics} from "../../../src/lab/engine/statistics.ts";
import type {Progress} from "../../../src/lab/layers/pass.ts";
import {Shard} from "../../../src/lab/layers/shard.ts";
import {type LayerOptions, stack} from "../../../src/lab/options.ts";

export const fastKernels = (): Kernels => wasmKernels(compiled);
export const plainKernels = (): Kernels => typescriptKernels();

/** Runs the whole experiment in `shards` shards, in turns, and puts the parts together. */
export function measure(options: LayerOptions, shards: readonly Shard[]): LayerStatistics[] {
  const net = stack(options);
  const gathered = new Gathered(net, {shards: shards.length, samples: net.samples, preview: false});
  const parts = shards.map((shard, i) => shard.run(net, shardRows(net.samples, i, shards.length)));
  let sent: Float64Array | undefined;
  for (;;) {
    // Each part runs until it needs the others, or is done.
    const stops = parts.map((part) => {
      for (let next = part.next(sent); ; next = part.next()) {
        const progress = next.value as Progress;
        if (next.done) return undefined;
        if (progress.kind === "exchange") return progress.sums;
        if (progress.kind !== "pause") gathered.add(progress);
      }
    });
    const [first, ...rest] = stops;
    if (!first) return gathered.layers();
    sent = first.map((x, i) => rest.reduce((sum, sums) => sum + (sums?.[i] ?? 0), x));
  }
}

/** The same in one shard of its own. */
export function measureWhole(options: LayerOptions, kernels = fastKernels(), limit?: number): LayerStatistics[] {
  return measure(options, [new Shard(kernels, limit)]);
}
