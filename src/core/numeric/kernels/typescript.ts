import {eightNormals} from "../gaussian.ts";
import {nonlinearity} from "../nonlinearity.ts";
import {multiplyPanels, packPanels, panelsLength, transposeInto} from "../product.ts";
import {arena} from "./memory.ts";
import type {Kernels, Moments} from "./types.ts";

/**
 * The kernels in readable TypeScript: what the WebAssembly ones are tested against, and what runs where there is no
 * WebAssembly SIMD. Results are rounded to single precision, sums inside are in double precision.
 */
export function typescriptKernels(): Kernels {
  let memory = new Float32Array(4096);
  const {allocate, mark, release, view, address} = arena({
    start: 0,
    floats: () => memory,
    grow(floats) {
      const grown = new Float32Array(Math.max(floats, Math.min(2 * memory.length, 2 ** 30)));
      grown.set(memory);
      memory = grown;
    },
  });

  /** The panels of a product are doubles, hence two floats each. */
  function panels(at: number, k: number, n: number): Float64Array {
    const length = panelsLength(k, n);
    return new Float64Array(memory.buffer, address(at, 2 * length), length);
  }

  const activate: Kernels["activate"] = (name, alpha, scale, z, h, count) => {
    const {value} = nonlinearity(name, {alpha: Math.fround(alpha)});
    const from = view(z, count);
    const to = view(h, count);
    const factor = Math.fround(scale);
    for (let i = 0; i < count; i++) to[i] = value(Math.fround(factor * (from[i] as number)));
  };

  return {
    kind: "typescript",
    allocate,
    mark,
    release,
    view,
    bytes: () => memory.byteLength,

    fillNormal(state, at, count) {
      const out = view(at, count);
      const eight = new Float64Array(8);
      for (let i = 0; i < count; i += 8) {
        eightNormals(state, eight);
        for (let j = 0; j < Math.min(8, count - i); j++) out[i + j] = eight[j] as number;
      }
    },

    packedLength: (k, n) => 2 * panelsLength(k, n),
    pack(b, k, n, packed, transposed) {
      packPanels(view(b, k * n), k, n, panels(packed, k, n), transposed);
    },
    multiply(a, packed, c, m, k, n) {
      multiplyPanels(view(a, m * k), panels(packed, k, n), view(c, m * n), m, k, n);
    },
    transpose(a, rows, cols, out) {
      transposeInto(view(a, rows * cols), rows, cols, view(out, rows * cols));
    },

    activate,
    activateBackward(name, alpha, scale, z, g, count) {
      const {derivative} = nonlinearity(name, {alpha: Math.fround(alpha)});
      const from = view(z, count);
      const gradient = view(g, count);
      const factor = Math.fround(scale);
      for (let i = 0; i < count; i++)
        gradient[i] = (gradient[i] as number) * derivative(Math.fround(factor * (from[i] as number)));
    },
    activateWithStatistics(name, alpha, scale, z, h, rows, cols, out) {
      activate(name, alpha, scale, z, h, rows * cols);
      addTo(out, view(h, rows * cols));
    },

    columnSums(a, rows, cols, sums) {
      const data = view(a, rows * cols);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < cols; j++) {
          const x = data[i * cols + j] as number;
          sums[j] = (sums[j] as number) + x;
          sums[cols + j] = (sums[cols + j] as number) + x * x;
        }
      }
    },
    scaleColumns(a, rows, cols, factor, offset) {
      const data = view(a, rows * cols);
      const factors = view(factor, cols);
      const offsets = view(offset, cols);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < cols; j++) {
          data[i * cols + j] = (data[i * cols + j] as number) * (factors[j] as number) + (offsets[j] as number);
        }
      }
    },
  };
}

/** Counts each of `values` into the totals. */
function addTo(out: Moments, values: Float32Array): void {
  const {bins, low, high, saturation} = out;
  const binsPerUnit = bins.length / (high - low);
  for (const x of values) {
    if (!Number.isFinite(x)) {
      out.nonFinite++;
      continue;
    }
    out.count++;
    out.sum += x;
    out.sumOfSquares += x * x;
    if (Math.abs(x) > saturation) out.saturated++;
    if (x < low || x > high) continue;
    const bin = Math.min(Math.floor((x - low) * binsPerUnit), bins.length - 1);
    bins[bin] = (bins[bin] as number) + 1;
  }
}
