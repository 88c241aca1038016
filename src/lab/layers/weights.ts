import {streamState} from "../../core/numeric/index.ts";
import type {Kernels} from "../../core/numeric/kernels/index.ts";
import type {LayerShape, Stack} from "../options.ts";

/**
 * The layers' weights, drawn from N(0, 1) and ordered for the product: the scale is applied after it, so that a change of
 * scale shows the same noise larger or smaller and draws nothing. Layer l is fan_in × width numbers of the stream
 * (seed, "init", l), row by row. As many layers as there is room for are kept; the others are drawn each time.
 */
export class Weights {
  readonly #kernels: Kernels;
  readonly #start: number;
  #kept: Kept[] = [];
  #scratch: Scratch | undefined;

  constructor(kernels: Kernels) {
    this.#kernels = kernels;
    this.#start = kernels.mark();
  }

  /** Gives back what another experiment needed, as far as this one needs it otherwise; returns whether anything has moved. */
  plan({seed, layers, backward}: Stack, room: number): boolean {
    const wanted = wantedPacks(this.#kernels, seed, layers, backward, room);
    const {raw, packed} = scratchFor(this.#kernels, layers);
    const fits = wanted.length === this.#kept.length && wanted.every(({length}, i) => length === this.#kept[i]?.length);
    if (fits && this.#scratch?.raw === raw && this.#scratch.packed === packed) {
      // Each has its place already; another seed draws others there.
      this.#kept = this.#kept.map((pack, i) =>
        pack.key === wanted[i]!.key ? pack : {...pack, ...wanted[i]!, drawn: false},
      );
      return false;
    }
    const other = wanted.findIndex((pack, i) => pack.key !== this.#kept[i]?.key);
    const common = other < 0 ? wanted.length : other;
    this.#kept.length = common;
    this.#kernels.release(this.#kept.at(-1)?.end ?? this.#start);
    for (const {key, length} of wanted.slice(common)) {
      const at = this.#kernels.allocate(length);
      this.#kept.push({key, length, at, end: this.#kernels.mark(), drawn: false});
    }
    this.#scratch = {raw, packed, rawAt: this.#kernels.allocate(raw), packedAt: this.#kernels.allocate(packed)};
    return true;
  }

  /** Where layer `l`'s weights (from 1) stand packed, or their transpose; and what it cost, in gaussians drawn. */
  get({seed, layers}: Stack, l: number, transposed = false): {packed: number; drawn: number} {
    const {fanIn, width} = layers[l - 1]!;
    const kept = this.#kept.find((pack) => pack.key === packKey(seed, l, layers[l - 1]!, transposed));
    if (kept?.drawn) return {packed: kept.at, drawn: 0};
    const {rawAt, packedAt} = this.#scratch!;
    this.#kernels.fillNormal(streamState(seed, "init", l), rawAt, fanIn * width);
    const packed = kept?.at ?? packedAt;
    if (transposed) this.#kernels.pack(rawAt, width, fanIn, packed, true);
    else this.#kernels.pack(rawAt, fanIn, width, packed);
    if (kept) kept.drawn = true;
    return {packed, drawn: fanIn * width};
  }
}

interface Pack {
  readonly key: string;
  /** In floats. */
  readonly length: number;
}

interface Kept extends Pack {
  readonly at: number;
  /** The memory's mark behind it. */
  readonly end: number;
  drawn: boolean;
}

interface Scratch {
  readonly raw: number;
  readonly packed: number;
  readonly rawAt: number;
  readonly packedAt: number;
}

/** The floats that one layer's weights need while they are drawn. */
export function scratchFor(kernels: Kernels, layers: readonly LayerShape[]): {raw: number; packed: number} {
  let raw = 0;
  let packed = 0;
  for (const {fanIn, width} of layers) {
    raw = Math.max(raw, fanIn * width);
    packed = Math.max(packed, kernels.packedLength(fanIn, width), kernels.packedLength(width, fanIn));
  }
  return {raw, packed};
}

/** Forward first, from the bottom up, then the transposes: a change of depth keeps the layers that stay. */
function wantedPacks(
  kernels: Kernels,
  seed: number,
  layers: readonly LayerShape[],
  backward: boolean,
  room: number,
): Pack[] {
  const wanted: Pack[] = [];
  let left = room;
  for (const transposed of backward ? [false, true] : [false]) {
    for (const [i, shape] of layers.entries()) {
      const {fanIn, width} = shape;
      const length = transposed ? kernels.packedLength(width, fanIn) : kernels.packedLength(fanIn, width);
      if ((left -= length) < 0) return wanted;
      wanted.push({key: packKey(seed, i + 1, shape, transposed), length});
    }
  }
  return wanted;
}

function packKey(seed: number, l: number, {fanIn, width}: LayerShape, transposed: boolean): string {
  return `${seed}:${l}:${fanIn}×${width}${transposed ? "ᵀ" : ""}`;
}
