import type {Kernels} from "../../core/numeric/kernels/index.ts";
import type {Stack} from "../options.ts";
import {scratchFor} from "./weights.ts";

/** The most that one worker's experiment may take, in bytes. */
export const MEMORY_LIMIT = 60 * 2 ** 20;

/** How an experiment's rows are laid out in the kernels' memory: all lengths in floats. */
export interface Layout {
  /** Room for one layer's numbers. */
  readonly slot: number;
  /** Layers in a segment: backward, the sums of one segment are at hand, and those of a lower one are computed anew. */
  readonly segment: number;
  readonly segments: number;
  /** How much is left to keep weights in. */
  readonly room: number;
}

/**
 * Divides the memory. A forward pass needs two slots, whatever the depth. A backward pass needs each layer's sums again:
 * kept if there is room, else recomputed from the outputs of every so many layers (Griewank 1992).
 * @throws RangeError when `rows` rows do not fit
 */
export function layout(kernels: Kernels, net: Stack, rows: number, limit = MEMORY_LIMIT): Layout {
  const {layers, inputs, backward} = net;
  const widest = Math.max(...layers.map(({width}) => width));
  const slot = rows * widest;
  const {raw, packed} = scratchFor(kernels, layers);
  const fixed = raw + packed + rows * inputs + 4 * widest + BLOCK + 4096;
  const available = limit / 4;
  for (let segments = 1; segments <= (backward ? layers.length : 1); segments++) {
    const segment = Math.ceil(layers.length / segments);
    const slots = backward ? segment + segments - 1 + (segments > 1 ? 3 : 2) : 2;
    const room = available - fixed - slots * slot;
    if (room >= 0) return {slot, segment, segments: Math.ceil(layers.length / segment), room};
  }
  throw new RangeError(
    `${net.samples} samples of up to ${Math.max(widest, inputs)} numbers do not fit into ${Math.round(limit / 2 ** 20)} MB: ` +
      "take fewer samples or narrower layers",
  );
}

/** Gaussians drawn at a time where only later ones are wanted; a multiple of eight, as Box and Muller's method makes them. */
export const BLOCK = 4096;

/**
 * Fills `count` floats at `at` with the stream's numbers first … first + count − 1. The stream has to be run from its start,
 * `block` being room for BLOCK floats.
 */
export function drawFrom(
  kernels: Kernels,
  state: Int32Array,
  first: number,
  count: number,
  at: number,
  block: number,
): void {
  let drawn = 0;
  for (const start = first - (first % 8); drawn < start; ) {
    const length = Math.min(BLOCK, start - drawn);
    kernels.fillNormal(state, block, length);
    drawn += length;
  }
  let filled = 0;
  if (drawn < first) {
    kernels.fillNormal(state, block, 8);
    filled = Math.min(count, drawn + 8 - first);
    kernels.view(at, filled).set(kernels.view(block + first - drawn, filled));
  }
  if (filled < count) kernels.fillNormal(state, at + filled, count - filled);
}
