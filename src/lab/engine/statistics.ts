import type {Outputs} from "../layers/outputs.ts";
import {type BackwardReport, type ForwardReport, joinReports, type Report} from "../layers/reports.ts";
import type {Stack} from "../options.ts";

/** What was measured of one layer. */
export interface LayerStatistics {
  /** From 1. */
  readonly layer: number;
  /** The mean of all outputs h of the layer, over samples and units. NaN when some overflowed: see `note`. */
  readonly mean: number;
  /** Their standard deviation, over samples and units. */
  readonly std: number;
  readonly histogram: readonly Bin[];
  /** The fraction of outputs outside the histogram's domain. */
  readonly outside: number;
  /**
   * The fraction of outputs where φ is flat: those that pass back less than 5.9 % of the largest gradient φ′ can give. For
   * tanh |h| > 0.97; for sigmoid |2h − 1| > 0.97; for ReLU the zeros; for ELU those near −α.
   */
  readonly saturated: number;
  /**
   * With `backward`: independent N(0, 1) gradients enter at the top, as ∂L/∂h of the last layer, and this is the std of
   * ∂L/∂(what this layer reads), over samples and units: what they have become having passed this layer and all above.
   */
  readonly gradientStd?: number;
  /**
   * With `backward`: the std of xₙᵢ δₙⱼ over samples n, inputs i and units j, x being what the layer reads and δ the gradient
   * of its sums: the gradient of its weights by a single sample (Glorot and Bengio 2010, equation 3). That of a mean over N
   * samples whose gradients are independent is √N times smaller.
   */
  readonly weightGradientStd?: number;
  /** How many rows of data this rests on. */
  readonly samples: number;
  /** Whether it rests on some rows only, the others to follow; batch normalization then uses these rows' statistics. */
  readonly preview: boolean;
  /** How many outputs were not finite; they are in no other figure. */
  readonly nonFinite: number;
  /** Whatever has to be said of these figures: that they overflowed, underflowed, or cannot vary. */
  readonly note?: string;
}

export interface Bin {
  readonly x0: number;
  readonly x1: number;
  readonly count: number;
}

/** Puts together what the shards report of one run. */
export class Gathered {
  readonly #net: Stack;
  readonly #shards: number;
  readonly #samples: number;
  readonly #preview: boolean;
  readonly #forward: (ForwardReport & {shards: number})[] = [];
  readonly #backward: (BackwardReport & {shards: number})[] = [];

  constructor(net: Stack, {shards, samples, preview}: {shards: number; samples: number; preview: boolean}) {
    this.#net = net;
    this.#shards = shards;
    this.#samples = samples;
    this.#preview = preview;
  }

  /** Returns whether that was the last shard's share of something. */
  add(report: Report): boolean {
    const so: ({shards: number} & Report)[] = report.kind === "forward" ? this.#forward : this.#backward;
    const i = report.layer - 1;
    const {shards = 0} = so[i] ?? {};
    so[i] = {...(so[i] ? joinReports(so[i], report) : report), shards: shards + 1};
    return shards + 1 === this.#shards;
  }

  /** The fraction of the work that is done. */
  get progress(): number {
    const done = (parts: readonly {shards: number}[]) =>
      parts.reduce((sum, part) => sum + Number(part.shards === this.#shards), 0);
    const passes = this.#net.backward ? 2 : 1;
    return (done(this.#forward) + done(this.#backward)) / (passes * this.#net.layers.length);
  }

  /** The layers that are done; `before` has what an earlier, smaller run found, for what is missing. */
  layers(before: readonly LayerStatistics[] = []): LayerStatistics[] {
    const {layers, backward} = this.#net;
    const result: LayerStatistics[] = [];
    for (let i = 0; i < layers.length; i++) {
      const done = this.#forward[i];
      if (done?.shards !== this.#shards) return [...result, ...before.slice(i)];
      const gradients = backward ? this.#gradients(i, before[i]) : {};
      result.push({
        ...this.#outputs(i, done.outputs),
        ...gradients.numbers,
        ...(gradients.early ? {preview: true} : {}),
        ...note([this.#note(i, done.outputs, result[i - 1]), gradients.note]),
      });
    }
    return result;
  }

  #outputs(i: number, outputs: Outputs): LayerStatistics {
    const {bins, spread, nonFinite, saturated} = outputs;
    const [low, high] = this.#net.domain;
    const step = (high - low) / bins.length;
    const inside = bins.reduce((sum, count) => sum + count, 0);
    return {
      layer: i + 1,
      mean: nonFinite > 0 ? Number.NaN : spread.mean,
      std: nonFinite > 0 ? Number.NaN : spread.std,
      histogram: Array.from(bins, (count, b) => ({
        x0: low + b * step,
        x1: b + 1 === bins.length ? high : low + (b + 1) * step,
        count,
      })),
      outside: spread.count === 0 ? Number.NaN : (spread.count - inside) / spread.count,
      saturated: nonFinite > 0 || spread.count === 0 ? Number.NaN : saturated / spread.count,
      samples: this.#samples,
      preview: this.#preview,
      nonFinite,
    };
  }

  #note(i: number, {nonFinite, spread}: Outputs, below: LayerStatistics | undefined): string | undefined {
    const {layers, batchNorm} = this.#net;
    const {scale, fanIn} = layers[i]!;
    if (nonFinite > 0) {
      const all = (spread.count + nonFinite).toLocaleString("en");
      const some = `${nonFinite.toLocaleString("en")} of ${all} outputs`;
      return `overflowed: ${some} are too large for single precision (3.4e38)`;
    }
    if (spread.std > 0) return undefined;
    if (scale === 0) return "the weights are 0: every unit gives φ(0), whatever it reads";
    if (batchNorm && this.#samples === 1) {
      return "one sample: it is its own mean, so batch normalization gives β = 0 and every unit φ(0), whatever it reads";
    }
    if (batchNorm) return "no unit varies over the batch: batch normalization gives β = 0 and every unit φ(0)";
    if (spread.count === 1) return "a single output has no spread";
    const read = below ? Math.hypot(below.mean, below.std) : 1;
    if (read === 0) return "the layer reads only zeros";
    if (scale * Math.sqrt(fanIn) * read < 1e-36) {
      return "underflowed: the numbers are too small for single precision (1e-38)";
    }
    return spread.mean === 0 ? "every unit gives 0 for every sample: all are dead" : "every output is the same";
  }

  #gradients(
    i: number,
    before: LayerStatistics | undefined,
  ): {numbers?: Partial<LayerStatistics>; note?: string; early?: boolean} {
    const {layers} = this.#net;
    const done = this.#backward[i];
    if (done?.shards !== this.#shards) {
      const {gradientStd, weightGradientStd} = before ?? {};
      return gradientStd === undefined ? {} : {numbers: {gradientStd, weightGradientStd}, early: true};
    }
    const {fanIn, scale} = layers[i]!;
    const {gradient, weights} = done;
    if (this.#forward.some(({outputs}) => outputs.nonFinite > 0)) {
      const numbers = {gradientStd: Number.NaN, weightGradientStd: Number.NaN};
      return {numbers, note: "no gradient: the outputs overflowed on the way up"};
    }
    const lost = gradient.count < this.#samples * fanIn || !Number.isFinite(gradient.std);
    const numbers = {
      gradientStd: lost ? Number.NaN : gradient.std,
      weightGradientStd: Number.isFinite(weights.std) ? weights.std : Number.NaN,
    };
    if (lost) return {numbers, note: "the gradient overflowed"};
    if (gradient.std === 0 && scale !== 0) return {numbers, note: "no gradient passes"};
    return {numbers};
  }
}

function note(parts: readonly (string | undefined)[]): {note?: string} {
  const said = parts.filter((part) => part !== undefined);
  return said.length > 0 ? {note: said.join("; ")} : {};
}
