import type {Kernels} from "./types.ts";
import {typescriptKernels} from "./typescript.ts";
import {type KernelBytes, wasmKernelsAsync} from "./wasm.ts";

/**
 * The fastest kernels that run here: WebAssembly's, or else those in TypeScript with the `reason`, a clause such as "the
 * WebAssembly here has no SIMD". `compiled` may be a function that fetches the bytes. Never rejects.
 */
export async function loadKernels(
  compiled: KernelBytes | (() => Promise<KernelBytes>),
): Promise<{kernels: Kernels; reason?: string}> {
  try {
    return {kernels: await wasmKernelsAsync(typeof compiled === "function" ? await compiled() : compiled)};
  } catch (error) {
    return {kernels: typescriptKernels(), reason: error instanceof Error ? error.message : String(error)};
  }
}
