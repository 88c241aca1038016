export {loadKernels} from "./load.ts";
export {addMoments, emptyMoments, MAX_BINS} from "./moments.ts";
export type {Kernels, Moments} from "./types.ts";
export {typescriptKernels} from "./typescript.ts";
export {type KernelBytes, wasmKernels} from "./wasm.ts";
