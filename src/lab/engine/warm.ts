import {emptyMoments, type Kernels} from "../../core/numeric/kernels/index.ts";

const SIDE = 64;

/**
 * Runs each kernel on little. A browser first compiles WebAssembly quickly and badly, and again once a function is used
 * much: this is to happen before the reader waits for it.
 */
export function warm(kernels: Kernels): void {
  const mark = kernels.mark();
  const size = SIDE * SIDE;
  const a = kernels.allocate(size);
  const b = kernels.allocate(size);
  const c = kernels.allocate(size);
  const packed = kernels.allocate(kernels.packedLength(SIDE, SIDE));
  const state = Int32Array.from({length: 16}, (_, i) => i + 1);
  const moments = emptyMoments();
  for (let i = 0; i < (kernels.kind === "typescript" ? 1 : 20); i++) {
    kernels.fillNormal(state, a, size);
    kernels.pack(a, SIDE, SIDE, packed);
    kernels.multiply(a, packed, c, SIDE, SIDE, SIDE);
    kernels.activateWithStatistics("tanh", 1, 0.1, c, b, SIDE, SIDE, moments);
  }
  kernels.release(mark);
}
