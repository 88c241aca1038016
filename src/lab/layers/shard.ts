import {streamState} from "../../core/numeric/index.ts";
import type {Kernels} from "../../core/numeric/kernels/index.ts";
import type {Stack} from "../options.ts";
import {BLOCK, drawFrom, layout} from "./memory.ts";
import {Pass, type Rows, type Steps, type Work} from "./pass.ts";
import {joinReports, type Report} from "./reports.ts";
import {Weights} from "./weights.ts";

/** Multiplications of a part: a millisecond or two of work, whose numbers stay in the cache. */
const QUANTUM = {typescript: 10e6, simd: 30e6, "relaxed-simd": 40e6};
/** Those between two pauses: to send itself a message costs a worker nearly a tenth of a millisecond. */
const STRETCH = {typescript: 10e6, simd: 60e6, "relaxed-simd": 80e6};

/**
 * Some rows of the experiment, computed layer by layer. Weights and data stay between runs, so that a run with another
 * scale, nonlinearity or number of rows draws nothing.
 */
export class Shard {
  readonly #kernels: Kernels;
  readonly #weights: Weights;
  readonly #limit: number | undefined;
  #work: Work | undefined;
  /** What the first rows have given, if their run was the last. */
  #begun: {key: string; reports: readonly Report[]} | undefined;
  readonly #quantum: number;
  readonly #stretch: number;

  /** `limit` in bytes, as of `layout`. */
  constructor(kernels: Kernels, limit?: number) {
    this.#kernels = kernels;
    this.#limit = limit;
    this.#quantum = QUANTUM[kernels.kind];
    this.#stretch = STRETCH[kernels.kind];
    this.#weights = new Weights(kernels);
  }

  /**
   * Runs the first `count` of the shard's rows through all layers, and gradients back if the options ask for it. The first
   * `head` rows are a part by itself, which is added to the others: if the run before was of them alone, as a preview is, it
   * is not computed again, and the sums are the same to the last bit whether it was. Not for batch normalization, which takes
   * its statistics from all rows that run.
   */
  *run(net: Stack, rows: Rows, count = rows.count, head = 0): Steps {
    const key = JSON.stringify([net, rows, head]);
    const begun = this.#begun?.key === key ? this.#begun.reports : undefined;
    this.#begun = undefined;
    const work = this.#prepare(net, rows);
    const part = (from: number, to: number) =>
      new Pass({
        kernels: this.#kernels,
        weights: this.#weights,
        net,
        work,
        rows: {first: rows.first + from, count: to - from},
        skipped: from,
        quantum: this.#quantum,
        stretch: this.#stretch,
      });
    if (head === 0) {
      yield* part(0, count).run();
      return;
    }
    if (count <= head) {
      const reports: Report[] = [];
      yield* intercept(part(0, count).run(), (report) => {
        reports.push(report);
        return report;
      });
      if (count === head) this.#begun = {key, reports};
      return;
    }
    const reports = begun ? [...begun] : [];
    if (!begun) {
      yield* intercept(part(0, head).run(), (report) => {
        reports.push(report);
        return undefined;
      });
    }
    yield* intercept(part(head, count).run(), (report) => joinReports(reports.shift()!, report));
  }

  /** Lays the memory out, or finds it so; draws the data. */
  #prepare(net: Stack, rows: Rows): Work {
    const kernels = this.#kernels;
    const plan = layout(kernels, net, rows.count, this.#limit);
    const {slot, segment, segments} = plan;
    const key = [slot, segment, segments, net.backward, net.seed, net.inputs, rows.first, rows.count].join();
    const moved = this.#weights.plan(net, plan.room);
    if (!moved && this.#work?.key === key) return this.#work;

    if (this.#work && !moved) kernels.release(this.#work.start);
    const start = kernels.mark();
    const widest = Math.max(...net.layers.map(({width}) => width));
    const many = (n: number) => Array.from({length: n}, () => kernels.allocate(atLeastOne(slot)));
    const block = kernels.allocate(BLOCK);
    const data = kernels.allocate(atLeastOne(rows.count * net.inputs));
    drawFrom(kernels, streamState(net.seed, "data"), rows.first * net.inputs, rows.count * net.inputs, data, block);
    this.#work = {
      key,
      start,
      plan,
      data,
      block,
      factor: kernels.allocate(widest),
      offset: kernels.allocate(widest),
      buffers: many(net.backward && segments > 1 ? 3 : 2),
      sums: net.backward ? many(segment) : [],
      checkpoints: net.backward ? many(segments - 1) : [],
    };
    return this.#work;
  }
}

/** The same steps with other reports, or without them. */
function* intercept(steps: Steps, change: (report: Report) => Report | undefined): Steps {
  for (let step = steps.next(); !step.done; ) {
    const progress = step.value;
    const told = progress.kind === "pause" || progress.kind === "exchange" ? progress : change(progress);
    step = steps.next(told && (yield told));
  }
}

/** A shard may have no rows, but its buffers have to be told apart by where they are. */
function atLeastOne(length: number): number {
  return Math.max(1, length);
}
