import type {NonlinearityName} from "../nonlinearity.ts";
import {arena} from "./memory.ts";
import {MAX_BINS} from "./moments.ts";
import type {Kernels} from "./types.ts";

/** The kernels of assembly/kernels.ts, compiled twice. */
export interface KernelBytes {
  /** For WebAssembly with SIMD. */
  readonly simd: Uint8Array<ArrayBuffer>;
  /** For WebAssembly with relaxed SIMD too, whose fused multiply-add is up to twice as fast. */
  readonly relaxed: Uint8Array<ArrayBuffer>;
}

/** The version that runs here: the relaxed one where it is valid. @throws Error where there is no WebAssembly SIMD */
export function choose(compiled: KernelBytes): {kind: "simd" | "relaxed-simd"; bytes: Uint8Array<ArrayBuffer>} {
  if (typeof WebAssembly !== "object") throw new Error("there is no WebAssembly here");
  // Each is decoded by being asked for.
  const {relaxed} = compiled;
  if (WebAssembly.validate(relaxed)) return {kind: "relaxed-simd", bytes: relaxed};
  const {simd} = compiled;
  if (WebAssembly.validate(simd)) return {kind: "simd", bytes: simd};
  throw new Error("the WebAssembly here has no SIMD");
}

/**
 * The kernels in WebAssembly. Compiles at once, as a worker may; on a page's own thread use `loadKernels`.
 * @throws Error where there is no WebAssembly SIMD, or a policy of the page forbids it
 */
export function wasmKernels(compiled: KernelBytes): Kernels {
  const {kind, bytes} = choose(compiled);
  return kernelsOf(new WebAssembly.Instance(new WebAssembly.Module(bytes)), kind);
}

/** The same without blocking while it compiles. */
export async function wasmKernelsAsync(compiled: KernelBytes): Promise<Kernels> {
  const {kind, bytes} = choose(compiled);
  return kernelsOf((await WebAssembly.instantiate(bytes)).instance, kind);
}

/** How assembly/kernels.ts numbers the nonlinearities. */
const phi: Record<NonlinearityName, number> = {
  identity: 0,
  tanh: 1,
  sigmoid: 2,
  relu: 3,
  "leaky-relu": 4,
  elu: 5,
};

// What the first bytes of the memory are for: the compiler's pool of constants (src/vite/constant-pool.ts), four doubles of
// totals, the sixteen words of a generator, and counters of bins (four lanes each, and one bin for what lies outside), whose
// place the doubles of column sums share.
const TOTALS = 1024;
const STATE = TOTALS + 64;
const TABLE = STATE + 64;
const TABLE_BYTES = 16 * (MAX_BINS + 1);
const RESERVED_FLOATS = (TABLE + TABLE_BYTES) / 4;

/** So many numbers are activated and then counted before the next ones: they stay in the first-level cache. */
const CHUNK = 2048;

/** Column sums that fit in the table. */
const COLUMNS = TABLE_BYTES / 16;

/** Loads may reach so far behind an array. */
const OVERREAD_FLOATS = 4;

const PAGE_FLOATS = 2 ** 14;

function kernelsOf(instance: Instance, kind: Kernels["kind"]): Kernels {
  const {memory, ...kernel} = instance.exports;
  const {allocate, mark, release, view, address} = arena({
    start: RESERVED_FLOATS,
    floats,
    grow: (count) => {
      const pages = Math.ceil((count + OVERREAD_FLOATS - floats().length) / PAGE_FLOATS);
      memory.grow(Math.max(pages, 0));
    },
  });
  let current = new Float32Array(memory.buffer);

  /** All of the memory, in a new array when it has grown. */
  function floats(): Float32Array {
    if (current.buffer !== memory.buffer) current = new Float32Array(memory.buffer);
    return current;
  }

  return {
    kind,
    allocate,
    mark,
    release,
    view,
    bytes: () => memory.buffer.byteLength,

    fillNormal(state, at, count) {
      const words = new Int32Array(memory.buffer, STATE, 16);
      words.set(state);
      kernel.fillNormal(STATE, address(at, count), count);
      state.set(words);
    },

    packedLength,
    pack(b, k, n, packed, transposed = false) {
      const pack = transposed ? kernel.packTransposed : kernel.pack;
      pack(address(b, k * n), k, n, address(packed, packedLength(k, n)));
    },
    multiply(a, packed, c, m, k, n) {
      const panels = address(packed, packedLength(k, n));
      const scratch = panels + 4 * panelsLength(k, n);
      kernel.multiply(address(a, m * k), panels, scratch, BLOCK_ROWS, address(c, m * n), m, k, n);
    },
    transpose(a, rows, cols, out) {
      kernel.transpose(address(a, rows * cols), rows, cols, address(out, rows * cols));
    },

    activate(name, alpha, scale, z, h, count) {
      kernel.activate(phi[name], alpha, scale, address(z, count), address(h, count), count);
    },
    activateBackward(name, alpha, scale, z, g, count) {
      kernel.activateBackward(phi[name], alpha, scale, address(z, count), address(g, count), count);
    },
    activateWithStatistics(name, alpha, scale, z, h, rows, cols, out) {
      const count = rows * cols;
      const from = address(z, count);
      const to = address(h, count);
      const bins = out.bins.length;
      if (bins > MAX_BINS) throw new RangeError(`a histogram has at most ${MAX_BINS} bins, not ${bins}`);
      const totals = new Float64Array(memory.buffer, TOTALS, 4).fill(0);
      const table = new Uint32Array(memory.buffer, TABLE, 4 * (bins + 1)).fill(0);
      const low = -floor32(-out.low);
      const high = floor32(out.high);
      const binsPerUnit = bins / (out.high - out.low);
      const saturation = floor32(out.saturation);
      for (let i = 0; i < count; i += CHUNK) {
        const chunk = Math.min(CHUNK, count - i);
        kernel.activate(phi[name], alpha, scale, from + 4 * i, to + 4 * i, chunk);
        kernel.statistics(to + 4 * i, chunk, low, high, binsPerUnit, bins, saturation, TABLE, TOTALS);
      }
      const [sum, sumOfSquares, finite, saturated] = totals as unknown as [number, number, number, number];
      out.sum += sum;
      out.sumOfSquares += sumOfSquares;
      out.count += finite;
      out.nonFinite += count - finite;
      out.saturated += saturated;
      for (let i = 0; i < 4 * bins; i++) out.bins[i >> 2] = (out.bins[i >> 2] as number) + (table[i] as number);
    },

    columnSums(a, rows, cols, sums) {
      const from = address(a, rows * cols);
      for (let first = 0; first < cols; first += COLUMNS) {
        const width = Math.min(COLUMNS, cols - first);
        kernel.columnSums(from + 4 * first, rows, 4 * cols, width, TABLE);
        const part = new Float64Array(memory.buffer, TABLE, 2 * width);
        for (let j = 0; j < width; j++) {
          sums[first + j] = (sums[first + j] as number) + (part[j] as number);
          sums[cols + first + j] = (sums[cols + first + j] as number) + (part[width + j] as number);
        }
      }
    },
    scaleColumns(a, rows, cols, factor, offset) {
      kernel.scaleColumns(address(a, rows * cols), rows, cols, address(factor, cols), address(offset, cols));
    },
  };
}

/** B in panels of eight columns, the last one padded. */
function panelsLength(k: number, n: number): number {
  return k * Math.ceil(n / 8) * 8;
}

/** Rows of A that `multiply` orders anew at a time, behind the panels of B. A multiple of six. */
const BLOCK_ROWS = 96;

function packedLength(k: number, n: number): number {
  return panelsLength(k, n) + BLOCK_ROWS * k + 4;
}

/** The largest single-precision number not above x: so that `h > floor32(x)` says of single h what h > x says. */
function floor32(x: number): number {
  const rounded = new Float32Array([x]);
  const bits = new Int32Array(rounded.buffer);
  if ((rounded[0] as number) > x) bits[0] = (bits[0] as number) + ((rounded[0] as number) > 0 ? -1 : 1);
  return rounded[0] as number;
}

/** What we use of WebAssembly, which the libraries of plain ECMAScript leave to the browser's. */
declare const WebAssembly: {
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
  instantiate(bytes: Uint8Array<ArrayBuffer>): Promise<{instance: Instance}>;
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Instance: new (module: object) => Instance;
};

/** What assembly/kernels.ts exports; `number` is an address in bytes where types.ts has a place. */
interface Instance {
  exports: {
    memory: {readonly buffer: ArrayBuffer; grow(pages: number): number};
    pack(b: number, k: number, n: number, to: number): void;
    packTransposed(b: number, k: number, n: number, to: number): void;
    multiply(
      a: number,
      packed: number,
      scratch: number,
      blockRows: number,
      c: number,
      m: number,
      k: number,
      n: number,
    ): void;
    transpose(a: number, rows: number, cols: number, out: number): void;
    activate(phi: number, alpha: number, scale: number, z: number, h: number, count: number): void;
    activateBackward(phi: number, alpha: number, scale: number, z: number, g: number, count: number): void;
    statistics(
      h: number,
      count: number,
      low: number,
      high: number,
      binsPerUnit: number,
      bins: number,
      saturation: number,
      table: number,
      totals: number,
    ): void;
    columnSums(a: number, rows: number, stride: number, cols: number, out: number): void;
    scaleColumns(a: number, rows: number, cols: number, factor: number, offset: number): void;
    fillNormal(state: number, to: number, count: number): void;
  };
}
