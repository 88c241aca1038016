/** The compiled kernels of src/core/numeric/kernels/assembly, made by src/vite/assembly.ts when a page asks for them. */
declare module "virtual:kernels" {
  /** One module compiled twice: for browsers with WebAssembly SIMD, and for those with relaxed SIMD too. */
  const kernels: {readonly simd: Uint8Array<ArrayBuffer>; readonly relaxed: Uint8Array<ArrayBuffer>};
  export default kernels;
}
