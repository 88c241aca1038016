import kernels from "virtual:kernels";
import {emptyMoments, type KernelBytes, wasmKernels} from "../../../../src/core/numeric/kernels/index.ts";
import {BINS, SCALE, WIDTH} from "../experiment.ts";

/** The two ways in which kernels are compiled: with multiplication and addition apart, or fused. */
export type Compiled = keyof KernelBytes;

/** What a layer needs, each for one worker's share: 500 rows times a 500 × 500 matrix. */
export type Step = "gaussians" | "pack" | "multiply" | "activate with statistics";

/** Layers at a time: the browser's clock goes by tenths of a millisecond. */
const TIMES = 3;

const layers = new Map<Compiled, Record<Step, () => void>>();

/** Milliseconds that a step of a layer takes; undefined where the browser does not know relaxed SIMD. */
export function kernel(compiled: Compiled, step: Step): number | undefined {
  const bytes = kernels[compiled];
  if (!WebAssembly.validate(bytes)) return undefined;
  const steps = layers.get(compiled) ?? prepare(bytes);
  layers.set(compiled, steps);
  const start = performance.now();
  for (let i = 0; i < TIMES; i++) steps[step]();
  return (performance.now() - start) / TIMES;
}

function prepare(bytes: Uint8Array<ArrayBuffer>): Record<Step, () => void> {
  const by = wasmKernels({simd: bytes, relaxed: bytes});
  const size = WIDTH * WIDTH;
  const [x, w, z, h] = Array.from({length: 4}, () => by.allocate(size)) as [number, number, number, number];
  const packed = by.allocate(by.packedLength(WIDTH, WIDTH));
  const state = Int32Array.from({length: 16}, (_, i) => i + 1);
  const moments = emptyMoments({bins: BINS});
  const steps: Record<Step, () => void> = {
    gaussians: () => by.fillNormal(state, w, size),
    pack: () => by.pack(w, WIDTH, WIDTH, packed),
    multiply: () => by.multiply(x, packed, z, WIDTH, WIDTH, WIDTH),
    "activate with statistics": () => by.activateWithStatistics("tanh", 1, SCALE, z, h, WIDTH, WIDTH, moments),
  };
  by.fillNormal(state, x, size);
  for (const step of Object.values(steps)) step();
  return steps;
}
