import {setFlagsFromString} from "node:v8";
import {type Kernels, typescriptKernels, wasmKernels} from "../../../../src/core/numeric/kernels/index.ts";
import {compileKernels} from "../../../../src/vite/assembly.ts";

// Node 20 has relaxed SIMD, but behind a flag; later ones have it without, and may not know the flag.
setFlagsFromString("--experimental-wasm-relaxed-simd");

export const compiled = await compileKernels("src/core/numeric/kernels/assembly/kernels.ts");
const invalid = new Uint8Array([0]);

/** A kind of kernels, to be tested against the readable ones. */
export interface Variant {
  name: string;
  make(): Kernels;
  /** Why it cannot run here. */
  reason?: string;
}

export const variants: Variant[] = [
  {name: "typescript", make: typescriptKernels},
  {name: "simd", make: () => wasmKernels({simd: compiled.simd, relaxed: invalid})},
  {
    name: "relaxed-simd",
    make: () => wasmKernels({simd: invalid, relaxed: compiled.relaxed}),
    ...(WebAssembly.validate(compiled.relaxed) ? {} : {reason: "this Node has no relaxed SIMD"}),
  },
];

/** Puts numbers into the memory of kernels. */
export function put(kernels: Kernels, numbers: ArrayLike<number>): number {
  const at = kernels.allocate(numbers.length);
  kernels.view(at, numbers.length).set(numbers);
  return at;
}

/** Takes numbers out. */
export function take(kernels: Kernels, at: number, length: number): Float32Array {
  return kernels.view(at, length).slice();
}

/**
 * The worst difference of two arrays: relative to the expected number where that is above 1, absolute below; 0 for
 * equal infinities and NaNs, infinite where only one is not finite.
 */
export function worst(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) throw new Error(`${actual.length} numbers, expected ${expected.length}`);
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    const a = actual[i] as number;
    const e = expected[i] as number;
    if (Object.is(a, e) || a === e) continue;
    const difference = Math.abs(a - e) / Math.max(1, Math.abs(e));
    worst = Math.max(worst, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference);
  }
  return worst;
}
