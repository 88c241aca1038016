import type {Rows} from "../layers/pass.ts";
import type {Report} from "../layers/reports.ts";
import type {Shard} from "../layers/shard.ts";
import type {Stack} from "../options.ts";

/** How much of an experiment is run: some rows at once, to be shown in this very frame, or all of them. */
export type Phase = "preview" | "full";

/** One run that someone waits for. Runs are numbered upwards. */
export interface Run {
  readonly id: number;
  readonly net: Stack;
  readonly phase: Phase;
}

/** What a run needs of the place where it runs. */
export interface Surroundings {
  /** Whether anyone still waits for it. */
  wanted(): boolean;
  /** Lets other tasks run: messages, and in a page its input and pictures. */
  pause(): Promise<void>;
  /** The sums of all shards together; undefined when the run is no longer wanted. */
  exchange(sums: Float64Array): Promise<Float64Array | undefined>;
  report(report: Report): void;
}

/** Which of the experiment's rows shard `index` of `shards` holds. */
export function shardRows(samples: number, index: number, shards: number): Rows {
  const size = Math.ceil(samples / shards);
  const first = Math.min(samples, index * size);
  return {first, count: Math.min(samples, first + size) - first};
}

/** How many samples a preview takes: at most 96, fewer for nets so large that a frame has no time for more. */
export function previewSamples({layers, backward}: Stack): number {
  const costOfSample = layers.reduce((sum, {fanIn, width}) => sum + fanIn * width, 0) * (backward ? 2 : 1);
  return Math.min(96, Math.max(8, Math.floor(PREVIEW_COST / costOfSample / 8) * 8));
}

/** Whether there is any use in a preview: not if all is computed in a few frames. */
export function needsPreview(net: Stack): boolean {
  return net.samples >= 2 * previewSamples(net) && cost(net) > 2 * PREVIEW_COST;
}

/** Multiplications. */
export function cost({layers, backward, samples}: Stack): number {
  return samples * layers.reduce((sum, {fanIn, width}) => sum + fanIn * width, 0) * (backward ? 2 : 1);
}

/** What two workers multiply in six milliseconds. */
const PREVIEW_COST = 240e6;

/**
 * Runs one shard to its end. Returns false when nobody waited for it any more.
 * @throws RangeError when the experiment does not fit into memory
 */
export async function drive(
  shard: Shard,
  {net, phase}: Run,
  {index, shards}: {index: number; shards: number},
  {wanted, pause, exchange, report}: Surroundings,
): Promise<boolean> {
  const rows = shardRows(net.samples, index, shards);
  const previewed = Math.min(rows.count, shardRows(previewSamples(net), index, shards).count);
  const head = needsPreview(net) && !net.batchNorm ? previewed : 0;
  const steps = shard.run(net, rows, phase === "full" ? rows.count : previewed, head);
  let sums: Float64Array | undefined;
  while (wanted()) {
    const {done, value} = steps.next(sums);
    if (done) return true;
    sums = undefined;
    if (value.kind === "pause") await pause();
    else if (value.kind === "exchange") sums = await exchange(value.sums);
    else report(value);
  }
  return false;
}
