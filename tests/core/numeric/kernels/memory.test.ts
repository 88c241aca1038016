import {describe, expect, it} from "vitest";
import {loadKernels, typescriptKernels, wasmKernels} from "../../../../src/core/numeric/kernels/index.ts";
import {compiled, put, variants} from "./variants.ts";

describe.each(variants)("memory, $name", ({name, make, reason}) => {
  it.skipIf(reason)("says of what kind it is", () => expect(make().kind).toBe(name));

  it.skipIf(reason)("allocates apart, at multiples of 16, zeroed, as long as it likes", () => {
    const kernels = make();
    const places = [3, 16, 0, 1, 100_000, 5_000_000].map((length) => ({length, at: kernels.allocate(length)}));
    let end = 0;
    for (const {at, length} of places) {
      expect(at % 16).toBe(0);
      expect(at).toBeGreaterThanOrEqual(end);
      end = at + length;
      expect(kernels.view(at, length).every((x) => x === 0)).toBe(true);
    }
    expect(kernels.bytes()).toBeGreaterThanOrEqual(4 * 5_100_020);
  });

  it.skipIf(reason)("keeps its numbers when it grows", () => {
    const kernels = make();
    const at = put(kernels, [1, 2, 3]);
    kernels.allocate(3_000_000);
    expect([...kernels.view(at, 3)]).toEqual([1, 2, 3]);
  });

  it.skipIf(reason)("gives back what was allocated since a mark, and does not grow by use", () => {
    const kernels = make();
    put(kernels, [1, 2, 3]);
    const mark = kernels.mark();
    const first = put(kernels, new Float32Array(70_000).fill(7));
    const bytes = kernels.bytes();
    for (let i = 0; i < 50; i++) {
      kernels.release(mark);
      expect(kernels.allocate(70_000)).toBe(first);
      expect(kernels.view(first, 70_000).every((x) => x === 0)).toBe(true);
      kernels.view(first, 70_000).fill(8);
    }
    expect(kernels.bytes()).toBe(bytes);
  });

  it.skipIf(reason)("refuses more than there is, with the amount, and goes on", () => {
    const kernels = make();
    expect(() => kernels.allocate(2 ** 31)).toThrow(RangeError);
    expect(() => kernels.allocate(2 ** 31)).toThrow(/8192 MB/);
    expect([...kernels.view(put(kernels, [5]), 1)]).toEqual([5]);
    for (const bad of [-1, 1.5, Number.NaN]) expect(() => kernels.allocate(bad)).toThrow(RangeError);
  });

  it.skipIf(reason)("refuses places and marks that are not its own", () => {
    const kernels = make();
    const at = kernels.allocate(10);
    expect(() => kernels.view(at, 100)).toThrow(/not allocated/);
    expect(() => kernels.activate("tanh", 1, 1, at, at + 1000, 10)).toThrow(RangeError);
    expect(() => kernels.release(kernels.mark() + 16)).toThrow(RangeError);
    expect(() => kernels.release(-16)).toThrow(RangeError);
  });
});

describe("loadKernels", () => {
  const invalid = new Uint8Array([1, 2, 3]);

  it("gives the fastest that run", async () => {
    const {kernels, reason} = await loadKernels(compiled);
    expect(kernels.kind).toBe(WebAssembly.validate(compiled.relaxed) ? "relaxed-simd" : "simd");
    expect(reason).toBeUndefined();
    expect((await loadKernels({...compiled, relaxed: invalid})).kernels.kind).toBe("simd");
    expect((await loadKernels(async () => compiled)).kernels.kind).toBe(kernels.kind);
  });

  it("falls back to TypeScript, and says why", async () => {
    const without = await loadKernels({simd: invalid, relaxed: invalid});
    expect(without.kernels.kind).toBe(typescriptKernels().kind);
    expect(without.reason).toBe("the WebAssembly here has no SIMD");
    const lost = await loadKernels(() => Promise.reject(new Error("the file is gone")));
    expect(lost).toMatchObject({kernels: {kind: "typescript"}, reason: "the file is gone"});
    const own = globalThis.WebAssembly;
    try {
      Reflect.deleteProperty(globalThis, "WebAssembly");
      expect((await loadKernels(compiled)).reason).toBe("there is no WebAssembly here");
    } finally {
      Object.defineProperty(globalThis, "WebAssembly", {value: own, configurable: true, writable: true});
    }
  });

  it("wasmKernels throws instead", () => {
    expect(() => wasmKernels({simd: invalid, relaxed: invalid})).toThrow(/no SIMD/);
  });
});
