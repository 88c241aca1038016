import type {NonlinearityName} from "../nonlinearity.ts";

/**
 * The few operations in which an experiment spends its time, on single-precision numbers in one flat memory. There are
 * two implementations that agree to 1e−5: readable TypeScript, and WebAssembly SIMD. A place in the memory is an offset
 * counted in floats.
 */
export interface Kernels {
  readonly kind: "typescript" | "simd" | "relaxed-simd";

  /** Room for that many floats, set to zero, at a multiple of 16. @throws RangeError when the memory cannot grow so far */
  allocate(floats: number): number;
  /** The end of what is allocated: pass it to `release` to give back all that was allocated since. */
  mark(): number;
  release(mark: number): void;
  /** The floats from `at`; valid until the next `allocate`. */
  view(at: number, length: number): Float32Array;
  /** The size of the memory in bytes, for the reader who asks. */
  bytes(): number;

  /** Writes `count` draws from N(0, 1), the same as randomStream's `normal`, and moves the stream's state on (see streamState). */
  fillNormal(state: Int32Array, at: number, count: number): void;

  /** The floats that `pack` needs for a k × n right-hand factor. */
  packedLength(k: number, n: number): number;
  /** Orders the k × n matrix B, or with `transposed` the transpose of the n × k matrix B, as `multiply` reads it. */
  pack(b: number, k: number, n: number, packed: number, transposed?: boolean): void;
  /** C (m × n) = A (m × k) · B, B packed. */
  multiply(a: number, packed: number, c: number, m: number, k: number, n: number): void;
  /** Writes the transpose (cols × rows) of A (rows × cols). */
  transpose(a: number, rows: number, cols: number, out: number): void;

  /** h = φ(scale · z) for `count` numbers; h may be z. `alpha` as in `nonlinearity`. */
  activate(name: NonlinearityName, alpha: number, scale: number, z: number, h: number, count: number): void;
  /** g = g ⊙ φ′(scale · z) for `count` numbers, φ′ as in `nonlinearity`: the backward pass through φ, without the factor scale. */
  activateBackward(name: NonlinearityName, alpha: number, scale: number, z: number, g: number, count: number): void;

  /**
   * h = φ(scale · z) for m × n numbers with the moments and the histogram of h, in one sweep a row. Adds to `out`, so that
   * parts of a layer can be done one after the other.
   */
  activateWithStatistics(
    name: NonlinearityName,
    alpha: number,
    scale: number,
    z: number,
    h: number,
    rows: number,
    cols: number,
    out: Moments,
  ): void;

  /** Adds to `sums` (2 · cols doubles) the sum and the sum of squares of each column of A (rows × cols). */
  columnSums(a: number, rows: number, cols: number, sums: Float64Array): void;
  /** a[i][j] = a[i][j] · factor[j] + offset[j], factor and offset being rows in the memory: batch normalization once its statistics are known. */
  scaleColumns(a: number, rows: number, cols: number, factor: number, offset: number): void;
}

/** Running totals of many numbers, in double precision across rows. */
export interface Moments {
  count: number;
  sum: number;
  sumOfSquares: number;
  /** How many had |h| > `saturation`. */
  saturated: number;
  readonly saturation: number;
  /** How many were not finite; they are in no other total. */
  nonFinite: number;
  /** Counts of equal bins over [low, high), the last closed; numbers outside are in none. */
  readonly bins: Float64Array;
  readonly low: number;
  readonly high: number;
}
