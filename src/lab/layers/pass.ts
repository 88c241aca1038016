import {streamState} from "../../core/numeric/index.ts";
import type {Kernels, Moments} from "../../core/numeric/kernels/index.ts";
import type {Stack} from "../options.ts";
import {productSpread, type RowSums, rowSums} from "./gradient-sums.ts";
import {drawFrom, type Layout} from "./memory.ts";
import {columnFactors, gradientSums, type Normalization, normalizeGradient} from "./normalize.ts";
import {finishMoments, outputMoments} from "./outputs.ts";
import {flush, rescale} from "./range.ts";
import type {Report} from "./reports.ts";
import {scaled, spreadOf} from "./spread.ts";
import type {Weights} from "./weights.ts";

/** Rows of the data: `first` … `first + count − 1`. */
export interface Rows {
  readonly first: number;
  readonly count: number;
}

/** What a pass tells while it runs. */
export type Progress =
  /** A good moment to look whether anyone still wants the result. */
  | {readonly kind: "pause"}
  /** Batch normalization: needs these sums added to those of the other shards, handed in by `next(total)`. */
  | {readonly kind: "exchange"; readonly sums: Float64Array}
  | Report;

export type Steps<T = void> = Generator<Progress, T, Float64Array | undefined>;

/** What drawing a gaussian takes, in multiplications. */
const DRAW = 50;

/** Where the numbers of an experiment stand. */
export interface Work {
  readonly key: string;
  readonly start: number;
  readonly plan: Layout;
  readonly data: number;
  readonly block: number;
  /** One row each: batch normalization's factor and offset by unit. */
  readonly factor: number;
  readonly offset: number;
  readonly buffers: readonly number[];
  /** The sums z of the layers of a segment, for the backward pass. */
  readonly sums: readonly number[];
  /** What the second, third … segment reads. */
  readonly checkpoints: readonly number[];
}

/** One run of some rows through the layers. */
export class Pass {
  readonly #kernels: Kernels;
  readonly #weights: Weights;
  readonly #net: Stack;
  readonly #work: Work;
  readonly #rows: Rows;
  /** Where the first of the rows' data stands. */
  readonly #data: number;
  readonly #count: number;
  /** Multiplications of a part of the rows. */
  readonly #quantum: number;
  /** Multiplications between two pauses. */
  readonly #stretch: number;
  #sincePause = 0;
  /** The buffer that holds a gradient while a segment is computed anew. */
  #busy: number | undefined;
  /** Of what each layer reads, by layer from 1. */
  readonly #read: RowSums[] = [];
  readonly #normalizations: Normalization[] = [];

  constructor({
    kernels,
    weights,
    net,
    work,
    rows,
    skipped = 0,
    quantum,
    stretch,
  }: {
    kernels: Kernels;
    weights: Weights;
    net: Stack;
    work: Work;
    rows: Rows;
    /** How many rows of the data in the memory come before these. */
    skipped?: number;
    quantum: number;
    stretch: number;
  }) {
    this.#kernels = kernels;
    this.#weights = weights;
    this.#net = net;
    this.#work = work;
    this.#rows = rows;
    this.#data = work.data + skipped * net.inputs;
    this.#count = rows.count;
    this.#quantum = quantum;
    this.#stretch = stretch;
  }

  *run(): Steps {
    yield* this.#forward();
    if (this.#net.backward) yield* this.#backward();
  }

  *#forward(): Steps {
    const {layers, backward} = this.#net;
    const {plan, checkpoints} = this.#work;
    let input = this.#data;
    for (let l = 1; l <= layers.length; l++) {
      const {fanIn, width} = layers[l - 1]!;
      if (backward) this.#read[l] = rowSums(this.#view(input, fanIn), fanIn);
      const moments = outputMoments(this.#net);
      const output = yield* this.#layer(l, input, moments);
      const outputs = finishMoments(moments, this.#view(output, width), this.#net);
      if (outputs.spread.std < 1e-30) flush(this.#view(output, width));
      const next = l / plan.segment;
      if (backward && Number.isInteger(next) && next < plan.segments) {
        this.#view(checkpoints[next - 1]!, width).set(this.#view(output, width));
      }
      yield {kind: "forward", layer: l, outputs};
      input = output;
    }
  }

  /** Gradients from N(0, 1) at the top down to the data. `gain` times what stands in the memory is the gradient. */
  *#backward(): Steps {
    const {layers, seed, nonlinearity, alpha, batchNorm} = this.#net;
    const {buffers, block, plan, sums} = this.#work;
    const kernels = this.#kernels;
    const top = layers.at(-1)!.width;
    let gradient = buffers[0]!;
    drawFrom(kernels, streamState(seed, "gradient"), this.#rows.first * top, this.#count * top, gradient, block);
    let gain = 1;
    for (let l = layers.length; l >= 1; l--) {
      const {fanIn, width, scale} = layers[l - 1]!;
      if (l % plan.segment === 0 && l < layers.length) yield* this.#recompute(l, gradient);
      const z = sums[(l - 1) % plan.segment]!;
      kernels.activateBackward(nonlinearity, alpha, batchNorm ? 1 : scale, z, gradient, this.#count * width);
      if (batchNorm) yield* this.#normalizeBackward(l, z, gradient);
      const weights = productSpread(this.#read[l]!, this.#view(gradient, width), width);

      const next = buffers.find((buffer) => buffer !== gradient)!;
      const {packed, drawn} = this.#weights.get(this.#net, l, true);
      if (this.#due(drawn * DRAW)) yield {kind: "pause"};
      yield* this.#multiply(gradient, packed, next, width, fanIn);
      gradient = next;
      const values = this.#view(gradient, fanIn);
      const spread = spreadOf(values);
      yield {
        kind: "backward",
        layer: l,
        gradient: scaled(spread, gain * scale),
        weights: scaled(weights, gain),
      };
      gain *= scale * rescale(values, spread.std);
    }
  }

  /** h = φ(scale · input · Z), returns where h stands; `moments` counts it. */
  *#layer(l: number, input: number, moments: Moments | undefined): Steps<number> {
    const {layers, batchNorm, backward} = this.#net;
    const {fanIn, width, scale} = layers[l - 1]!;
    const {buffers, sums, plan} = this.#work;
    const output = buffers.find((buffer) => buffer !== input && buffer !== this.#busy)!;
    const z = backward ? sums[(l - 1) % plan.segment]! : output;
    const {packed, drawn} = this.#weights.get(this.#net, l);
    if (this.#due(drawn * DRAW)) yield {kind: "pause"};
    if (batchNorm) {
      yield* this.#multiply(input, packed, z, fanIn, width);
      yield* this.#normalize(l, z);
      this.#activate(1, z, output, this.#count, width, moments);
    } else {
      // A part of the rows at a time: φ finds its sums still in the cache.
      for (const {from, count} of this.#parts(fanIn * width)) {
        this.#kernels.multiply(input + from * fanIn, packed, z + from * width, count, fanIn, width);
        this.#activate(scale, z + from * width, output + from * width, count, width, moments);
        if (this.#due(count * fanIn * width)) yield {kind: "pause"};
      }
    }
    return output;
  }

  /** The sums of the segment whose last layer is `last`. */
  *#recompute(last: number, gradient: number): Steps {
    const {plan, checkpoints} = this.#work;
    const first = last - plan.segment + 1;
    let input = first === 1 ? this.#data : checkpoints[(first - 1) / plan.segment - 1]!;
    this.#busy = gradient;
    for (let l = first; l <= last; l++) {
      input = yield* this.#layer(l, input, undefined);
      flush(this.#view(input, this.#net.layers[l - 1]!.width));
    }
    this.#busy = undefined;
  }

  #activate(scale: number, z: number, h: number, rows: number, cols: number, moments: Moments | undefined): void {
    const {nonlinearity, alpha} = this.#net;
    if (moments) this.#kernels.activateWithStatistics(nonlinearity, alpha, scale, z, h, rows, cols, moments);
    else this.#kernels.activate(nonlinearity, alpha, scale, z, h, rows * cols);
  }

  *#multiply(a: number, packed: number, c: number, k: number, n: number): Steps {
    for (const {from, count} of this.#parts(k * n)) {
      this.#kernels.multiply(a + from * k, packed, c + from * n, count, k, n);
      if (this.#due(count * k * n)) yield {kind: "pause"};
    }
  }

  *#normalize(l: number, z: number): Steps {
    const {layers, epsilon} = this.#net;
    const {width, scale} = layers[l - 1]!;
    const {factor, offset} = this.#work;
    let normalization = this.#normalizations[l];
    if (!normalization) {
      const sums = new Float64Array(2 * width + 1);
      this.#kernels.columnSums(z, this.#count, width, sums);
      sums[2 * width] = this.#count;
      const total = yield {kind: "exchange", sums};
      normalization = columnFactors(total!, width, scale, epsilon);
      this.#normalizations[l] = normalization;
    }
    this.#kernels.view(factor, width).set(normalization.factor);
    this.#kernels.view(offset, width).set(normalization.offset);
    this.#kernels.scaleColumns(z, this.#count, width, factor, offset);
  }

  *#normalizeBackward(l: number, x: number, gradient: number): Steps {
    const {width} = this.#net.layers[l - 1]!;
    const values = this.#view(x, width);
    const gradients = this.#view(gradient, width);
    const total = yield {kind: "exchange", sums: gradientSums(values, gradients, width)};
    normalizeGradient(values, gradients, width, total!, this.#normalizations[l]!.inverse);
  }

  /** The rows in parts of about one quantum, each a multiple of 12, as the products take rows by sixes or fours. */
  *#parts(costOfRow: number): Generator<Rows & {from: number}> {
    const most = Math.max(12, Math.floor(this.#quantum / costOfRow / 12) * 12);
    for (let from = 0; from < this.#count; from += most) {
      yield {first: from, from, count: Math.min(most, this.#count - from)};
    }
  }

  #view(at: number, width: number): Float32Array {
    return this.#kernels.view(at, this.#count * width);
  }

  #due(cost: number): boolean {
    this.#sincePause += cost;
    if (this.#sincePause < this.#stretch) return false;
    this.#sincePause = 0;
    return true;
  }
}
