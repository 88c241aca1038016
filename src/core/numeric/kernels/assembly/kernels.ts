/**
 * The kernels in AssemblyScript, compiled to WebAssembly SIMD by src/vite/assembly.ts: once plain, once with relaxed SIMD,
 * whose one use is the fused multiply-add. What each does is said in ../types.ts, and done readably in ../typescript.ts.
 *
 * Places are byte addresses; ../wasm.ts hands out the memory. Loads may reach 12 bytes behind an array, stores never do.
 * Functions that are not exported are inlined: the compiler's step puts `@inline` before them, which TypeScript, and so
 * the editor, refuses on functions. Hence a parameter that is constant at the call (such as `phi`) is one in the loop.
 */

// The nonlinearities, as ../wasm.ts numbers them.
const IDENTITY = 0;
const TANH = 1;
const SIGMOID = 2;
const RELU = 3;
const LEAKY_RELU = 4;
const ELU = 5;

/** a · b + c, by one rounding where the machine can. */
function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** The first `n` < 4 numbers of a vector. */
function storePart(to: usize, x: v128, n: i32): void {
  if (n > 0) v128.store_lane<f32>(to, x, 0);
  if (n > 1) v128.store_lane<f32>(to, x, 1, 4);
  if (n > 2) v128.store_lane<f32>(to, x, 2, 8);
}

function storeUpTo4(to: usize, x: v128, n: i32): void {
  if (n >= 4) v128.store(to, x);
  else storePart(to, x, n);
}

// ---------------------------------------------------------------------------------------------------------- product

/** `multiply` makes C by tiles of so many rows and columns: six by two vectors. */
const TILE_ROWS = 6;
const PANEL = 8;

/** B in panels of eight columns, each k × 8 and padded with zeros: `multiply` reads a panel straight on. */
export function pack(b: usize, k: i32, n: i32, to: usize): void {
  for (let j = 0; j < n; j += PANEL) {
    const width = min(PANEL, n - j);
    let row = b + ((<usize>j) << 2);
    for (let p = 0; p < k; p++, row += (<usize>n) << 2, to += 4 * PANEL) {
      if (width === PANEL) {
        v128.store(to, v128.load(row));
        v128.store(to, v128.load(row, 16), 16);
      } else {
        for (let q = 0; q < PANEL; q++) {
          store<f32>(to + ((<usize>q) << 2), q < width ? load<f32>(row + ((<usize>q) << 2)) : <f32>0);
        }
      }
    }
  }
}

/** The same of the transpose of B (n × k). */
export function packTransposed(b: usize, k: i32, n: i32, to: usize): void {
  const stride = (<usize>k) << 2;
  for (let j = 0; j < n; j += PANEL, to += stride * PANEL) {
    const panel = b + <usize>j * stride;
    const width = min(PANEL, n - j);
    let p = 0;
    if (width === PANEL) {
      for (; p + 4 <= k; p += 4) {
        for (let q = 0; q < PANEL; q += 4) {
          const from = panel + <usize>q * stride + ((<usize>p) << 2);
          const place = to + <usize>p * 4 * PANEL + ((<usize>q) << 2);
          transpose4x4(from, from + stride, from + 2 * stride, from + 3 * stride, place, 4 * PANEL);
        }
      }
    }
    for (; p < k; p++) {
      for (let q = 0; q < PANEL; q++) {
        const x: f32 = q < width ? load<f32>(panel + <usize>q * stride + ((<usize>p) << 2)) : 0;
        store<f32>(to + <usize>p * 4 * PANEL + ((<usize>q) << 2), x);
      }
    }
  }
}

/**
 * C = A · B by tiles of 6 × 8 sums: twelve vectors stay in registers beside two of B and one of A, which is all that V8
 * gives. Nine would leave fused multiply-adds waiting for each other; wider tiles, unrolled loops, and here also the
 * vectors of B read one at a time, spill. A is taken by `blockRows` rows, interleaved by sixes in `scratch` (blockRows × k
 * and one vector), so that the inner loop has two pointers only; they stay in the second-level cache, and a panel of B in
 * the first while they pass by it.
 */
export function multiply(
  a: usize,
  packed: usize,
  scratch: usize,
  blockRows: i32,
  c: usize,
  m: i32,
  k: i32,
  n: i32,
): void {
  const aStride = (<usize>k) << 2;
  const cStride = (<usize>n) << 2;
  for (let first = 0; first < m; first += blockRows) {
    const rows = min(blockRows, m - first);
    const block = a + <usize>first * aStride;
    for (let i = 0; i < rows; i += TILE_ROWS) {
      interleave(block + <usize>i * aStride, rows - i, k, scratch + <usize>i * aStride);
    }
    for (let j = 0; j < n; j += PANEL) {
      const panel = packed + <usize>j * aStride;
      const end = panel + aStride * PANEL;
      for (let i = 0; i < rows; i += TILE_ROWS) {
        let x = scratch + <usize>i * aStride;
        let s0 = f32x4.splat(0);
        let s1 = s0;
        let t0 = s0;
        let t1 = s0;
        let u0 = s0;
        let u1 = s0;
        let v0 = s0;
        let v1 = s0;
        let w0 = s0;
        let w1 = s0;
        let y0 = s0;
        let y1 = s0;
        for (let b = panel; b < end; b += 4 * PANEL, x += 4 * TILE_ROWS) {
          const b0 = v128.load(b);
          const b1 = v128.load(b, 16);
          const x0 = v128.load_splat<f32>(x);
          s0 = madd(x0, b0, s0);
          s1 = madd(x0, b1, s1);
          const x1 = v128.load_splat<f32>(x, 4);
          t0 = madd(x1, b0, t0);
          t1 = madd(x1, b1, t1);
          const x2 = v128.load_splat<f32>(x, 8);
          u0 = madd(x2, b0, u0);
          u1 = madd(x2, b1, u1);
          const x3 = v128.load_splat<f32>(x, 12);
          v0 = madd(x3, b0, v0);
          v1 = madd(x3, b1, v1);
          const x4 = v128.load_splat<f32>(x, 16);
          w0 = madd(x4, b0, w0);
          w1 = madd(x4, b1, w1);
          const x5 = v128.load_splat<f32>(x, 20);
          y0 = madd(x5, b0, y0);
          y1 = madd(x5, b1, y1);
        }
        const to = c + <usize>(first + i) * cStride + ((<usize>j) << 2);
        const width = n - j;
        const height = rows - i;
        storeRow(to, s0, s1, width);
        if (height > 1) storeRow(to + cStride, t0, t1, width);
        if (height > 2) storeRow(to + 2 * cStride, u0, u1, width);
        if (height > 3) storeRow(to + 3 * cStride, v0, v1, width);
        if (height > 4) storeRow(to + 4 * cStride, w0, w1, width);
        if (height > 5) storeRow(to + 5 * cStride, y0, y1, width);
      }
    }
  }
}

/** Six rows of A as k groups of six; a row that is missing is the last one again. Writes 8 bytes too many. */
function interleave(a: usize, rows: i32, k: i32, to: usize): void {
  const stride = (<usize>k) << 2;
  const last = rows - 1;
  const r0 = a;
  const r1 = a + <usize>min(1, last) * stride;
  const r2 = a + <usize>min(2, last) * stride;
  const r3 = a + <usize>min(3, last) * stride;
  const r4 = a + <usize>min(4, last) * stride;
  const r5 = a + <usize>min(5, last) * stride;
  let at: usize = 0;
  const whole = (<usize>(k & ~3)) << 2;
  for (; at < whole; at += 16) {
    const group = to + TILE_ROWS * at;
    // Groups of four for two: each reaches into the next one, which is written after it.
    transpose4x4(r4 + at, r5 + at, r5 + at, r5 + at, group + 16, 4 * TILE_ROWS);
    transpose4x4(r0 + at, r1 + at, r2 + at, r3 + at, group, 4 * TILE_ROWS);
  }
  for (; at < stride; at += 4) {
    const group = to + TILE_ROWS * at;
    store<f32>(group, load<f32>(r0 + at));
    store<f32>(group, load<f32>(r1 + at), 4);
    store<f32>(group, load<f32>(r2 + at), 8);
    store<f32>(group, load<f32>(r3 + at), 12);
    store<f32>(group, load<f32>(r4 + at), 16);
    store<f32>(group, load<f32>(r5 + at), 20);
  }
}

function storeRow(to: usize, x: v128, y: v128, width: i32): void {
  storeUpTo4(to, x, width);
  storeUpTo4(to + 16, y, width - 4);
}

export function transpose(a: usize, rows: i32, cols: i32, out: usize): void {
  const stride = (<usize>cols) << 2;
  const outStride = (<usize>rows) << 2;
  const wholeRows = rows & ~3;
  const wholeCols = cols & ~3;
  for (let i = 0; i < wholeRows; i += 4) {
    for (let j = 0; j < wholeCols; j += 4) {
      const from = a + <usize>i * stride + ((<usize>j) << 2);
      const to = out + <usize>j * outStride + ((<usize>i) << 2);
      transpose4x4(from, from + stride, from + 2 * stride, from + 3 * stride, to, outStride);
    }
  }
  for (let i = 0; i < rows; i++) {
    for (let j = i < wholeRows ? wholeCols : 0; j < cols; j++) {
      store<f32>(out + <usize>j * outStride + ((<usize>i) << 2), load<f32>(a + <usize>i * stride + ((<usize>j) << 2)));
    }
  }
}

/** Four numbers of each of four rows become rows of four, `stride` bytes apart. */
function transpose4x4(row0: usize, row1: usize, row2: usize, row3: usize, to: usize, stride: usize): void {
  const r0 = v128.load(row0);
  const r1 = v128.load(row1);
  const r2 = v128.load(row2);
  const r3 = v128.load(row3);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(to + stride, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
  v128.store(to + 2 * stride, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
  v128.store(to + 3 * stride, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
}

// --------------------------------------------------------------------------------------------------- nonlinearities

/** A polynomial's next step: x · sum + coefficient. */
function horner(x: v128, sum: v128, coefficient: f32): v128 {
  return madd(x, sum, f32x4.splat(coefficient));
}

/**
 * tanh x as x · P(x²) / Q(x²), within 3e−7: both polynomials of degree 4, fitted for |x| up to 9.02, from where on tanh
 * is ±1 in single precision. pmin and pmax with x first let a NaN through.
 */
function tanh4(x: v128): v128 {
  const y = f32x4.pmax(f32x4.pmin(x, f32x4.splat(9.02)), f32x4.splat(-9.02));
  const q = f32x4.mul(y, y);
  let above = f32x4.splat(1.3319039e-8);
  above = horner(q, above, 2.058347e-5);
  above = horner(q, above, 3.4940334e-3);
  above = horner(q, above, 0.13379717);
  above = horner(q, above, 1);
  let below = f32x4.splat(7.762009e-7);
  below = horner(q, below, 3.2830908e-4);
  below = horner(q, below, 2.587107e-2);
  below = horner(q, below, 0.46713033);
  below = horner(q, below, 1);
  const ratio = f32x4.div(f32x4.mul(y, above), below);
  return f32x4.pmax(f32x4.pmin(ratio, f32x4.splat(1)), f32x4.splat(-1));
}

/** eˣ for x ≤ 0 (Cephes), 0 below e⁻⁸⁷, NaN for NaN: 2ⁿ · e^r with n whole and |r| ≤ ln 2 / 2. */
function exp4(x: v128): v128 {
  const y = f32x4.pmax(x, f32x4.splat(-87.5));
  const n = f32x4.nearest(f32x4.mul(y, f32x4.splat(<f32>Math.LOG2E)));
  const r = madd(n, f32x4.splat(2.1219444e-4), madd(n, f32x4.splat(-0.693359375), y));
  let sum = f32x4.splat(1.9875691e-4);
  sum = horner(r, sum, 1.3981999e-3);
  sum = horner(r, sum, 8.3334519e-3);
  sum = horner(r, sum, 4.1665795e-2);
  sum = horner(r, sum, 0.16666665);
  sum = horner(r, sum, 0.5);
  const near1 = f32x4.add(madd(f32x4.mul(r, r), sum, r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return v128.andnot(f32x4.mul(near1, power), f32x4.lt(x, f32x4.splat(-87.3)));
}

/** φ(x). */
function value(phi: i32, alpha: v128, x: v128): v128 {
  if (phi === TANH) return tanh4(x);
  if (phi === SIGMOID) {
    // 1 / (1 + e⁻ˣ) for x ≥ 0 and 1 − that for x < 0, so that e is never above 1.
    const e = exp4(f32x4.neg(f32x4.abs(x)));
    const above = f32x4.lt(x, f32x4.splat(0));
    return f32x4.div(v128.bitselect(e, f32x4.splat(1), above), f32x4.add(f32x4.splat(1), e));
  }
  if (phi === RELU) return f32x4.max(x, f32x4.splat(0));
  if (phi === IDENTITY) return x;
  const positive = f32x4.gt(x, f32x4.splat(0));
  if (phi === LEAKY_RELU) return v128.bitselect(x, f32x4.mul(alpha, x), positive);
  return v128.bitselect(x, f32x4.mul(alpha, expm1(x)), positive);
}

/** φ′(x), the one from the left at a kink. */
function derivative(phi: i32, alpha: v128, x: v128): v128 {
  const one = f32x4.splat(1);
  if (phi === TANH || phi === SIGMOID) {
    // σ′(x) = e / (1 + e)² with e = exp(−|x|), tanh′(x) = 4 σ′(2x): exact far out too, where 1 − tanh² is noise.
    const e = exp4(f32x4.neg(f32x4.abs(phi === TANH ? f32x4.add(x, x) : x)));
    const below = f32x4.add(one, e);
    const slope = f32x4.div(e, f32x4.mul(below, below));
    return phi === TANH ? f32x4.mul(slope, f32x4.splat(4)) : slope;
  }
  if (phi === IDENTITY) return one;
  const positive = f32x4.gt(x, f32x4.splat(0));
  if (phi === RELU) return v128.and(one, positive);
  if (phi === LEAKY_RELU) return v128.bitselect(one, alpha, positive);
  return v128.bitselect(one, f32x4.mul(alpha, exp4(f32x4.pmin(x, f32x4.splat(0)))), positive);
}

/** eˣ − 1 for x ≤ 0: by its series near 0, where the difference would lose its digits. */
function expm1(x: v128): v128 {
  const y = f32x4.pmin(x, f32x4.splat(0));
  let series = f32x4.splat(1 / 5040);
  series = horner(y, series, 1 / 720);
  series = horner(y, series, 1 / 120);
  series = horner(y, series, 1 / 24);
  series = horner(y, series, 1 / 6);
  series = horner(y, series, 1 / 2);
  series = horner(y, series, 1);
  const far = f32x4.sub(exp4(y), f32x4.splat(1));
  return v128.bitselect(far, f32x4.mul(series, y), f32x4.lt(y, f32x4.splat(-0.5)));
}

export function activate(phi: i32, alpha: f32, scale: f32, z: usize, h: usize, count: i32): void {
  if (phi === TANH) activateAll(TANH, alpha, scale, z, h, count);
  else if (phi === SIGMOID) activateAll(SIGMOID, alpha, scale, z, h, count);
  else if (phi === RELU) activateAll(RELU, alpha, scale, z, h, count);
  else if (phi === LEAKY_RELU) activateAll(LEAKY_RELU, alpha, scale, z, h, count);
  else if (phi === ELU) activateAll(ELU, alpha, scale, z, h, count);
  else activateAll(IDENTITY, alpha, scale, z, h, count);
}

function activateAll(phi: i32, alpha: f32, scale: f32, z: usize, h: usize, count: i32): void {
  const alphas = f32x4.splat(alpha);
  const scales = f32x4.splat(scale);
  for (let i = 0; i < count; i += 4, z += 16, h += 16) {
    storeUpTo4(h, value(phi, alphas, f32x4.mul(scales, v128.load(z))), count - i);
  }
}

export function activateBackward(phi: i32, alpha: f32, scale: f32, z: usize, g: usize, count: i32): void {
  if (phi === TANH) activateBackwardAll(TANH, alpha, scale, z, g, count);
  else if (phi === SIGMOID) activateBackwardAll(SIGMOID, alpha, scale, z, g, count);
  else if (phi === RELU) activateBackwardAll(RELU, alpha, scale, z, g, count);
  else if (phi === LEAKY_RELU) activateBackwardAll(LEAKY_RELU, alpha, scale, z, g, count);
  else if (phi === ELU) activateBackwardAll(ELU, alpha, scale, z, g, count);
  else activateBackwardAll(IDENTITY, alpha, scale, z, g, count);
}

function activateBackwardAll(phi: i32, alpha: f32, scale: f32, z: usize, g: usize, count: i32): void {
  const alphas = f32x4.splat(alpha);
  const scales = f32x4.splat(scale);
  for (let i = 0; i < count; i += 4, z += 16, g += 16) {
    const slope = derivative(phi, alphas, f32x4.mul(scales, v128.load(z)));
    storeUpTo4(g, f32x4.mul(v128.load(g), slope), count - i);
  }
}

// ------------------------------------------------------------------------------------------------------- statistics

/**
 * Adds the moments of `count` numbers to `totals`: the doubles sum, sum of squares, count of the finite, count of those
 * beyond ±saturation. Sums are in double precision, since a mean may be a thousand times the spread around it. Counts
 * the numbers in [low, high] into `table`, where each bin has a counter for each lane, so that equal neighbours do not
 * wait for each other; behind the last bin is one for all that is outside.
 */
export function statistics(
  h: usize,
  count: i32,
  low: f32,
  high: f32,
  binsPerUnit: f32,
  bins: i32,
  saturation: f32,
  table: usize,
  totals: usize,
): void {
  const lows = f32x4.splat(low);
  const highs = f32x4.splat(high);
  const steps = f32x4.splat(binsPerUnit);
  const lastBin = i32x4.splat(bins - 1);
  const outside = i32x4.splat(bins);
  const limits = f32x4.splat(saturation);
  let sumLow = f64x2.splat(0);
  let sumHigh = sumLow;
  let squaresLow = sumLow;
  let squaresHigh = sumLow;
  let finite = i32x4.splat(0);
  let saturated = finite;
  for (let i = 0; i < count; i += 4, h += 16) {
    let x = v128.load(h);
    if (count - i < 4) {
      // What lies behind the last number counts as not finite, hence as nothing.
      const lanes = i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count - i));
      x = v128.bitselect(x, f32x4.splat(NaN), lanes);
    }
    const inside = v128.and(f32x4.ge(x, lows), f32x4.le(x, highs));
    const bin = i32x4.min_s(i32x4.trunc_sat_f32x4_s(f32x4.mul(f32x4.sub(x, lows), steps)), lastBin);
    const place = i32x4.shl(v128.bitselect(bin, outside, inside), 4);
    increment(table + i32x4.extract_lane(place, 0));
    increment(table + i32x4.extract_lane(place, 1) + 4);
    increment(table + i32x4.extract_lane(place, 2) + 8);
    increment(table + i32x4.extract_lane(place, 3) + 12);

    const proper = f32x4.eq(f32x4.sub(x, x), f32x4.splat(0));
    x = v128.and(x, proper);
    finite = i32x4.sub(finite, proper);
    saturated = i32x4.sub(saturated, v128.and(proper, f32x4.gt(f32x4.abs(x), limits)));
    const first = f64x2.promote_low_f32x4(x);
    const second = f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 2, 3));
    sumLow = f64x2.add(sumLow, first);
    sumHigh = f64x2.add(sumHigh, second);
    squaresLow = f64x2.add(squaresLow, f64x2.mul(first, first));
    squaresHigh = f64x2.add(squaresHigh, f64x2.mul(second, second));
  }
  addTo(totals, sumLanes(f64x2.add(sumLow, sumHigh)));
  addTo(totals + 8, sumLanes(f64x2.add(squaresLow, squaresHigh)));
  addTo(totals + 16, countLanes(finite));
  addTo(totals + 24, countLanes(saturated));
}

function increment(counter: usize): void {
  store<i32>(counter, load<i32>(counter) + 1);
}

function addTo(total: usize, x: f64): void {
  store<f64>(total, load<f64>(total) + x);
}

function sumLanes(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

function countLanes(x: v128): f64 {
  return <f64>(
    (i32x4.extract_lane(x, 0) + i32x4.extract_lane(x, 1) + i32x4.extract_lane(x, 2) + i32x4.extract_lane(x, 3))
  );
}

/** Writes to `out` the sums of `cols` columns whose rows are `stride` bytes apart, then their sums of squares: doubles. */
export function columnSums(a: usize, rows: i32, stride: usize, cols: i32, out: usize): void {
  const squares = out + ((<usize>cols) << 3);
  for (let j = 0; j < cols; j += 4, a += 16) {
    let sumLow = f64x2.splat(0);
    let sumHigh = sumLow;
    let squaresLow = sumLow;
    let squaresHigh = sumLow;
    let row = a;
    for (let i = 0; i < rows; i++, row += stride) {
      const x = v128.load(row);
      const first = f64x2.promote_low_f32x4(x);
      const second = f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 2, 3));
      sumLow = f64x2.add(sumLow, first);
      sumHigh = f64x2.add(sumHigh, second);
      squaresLow = f64x2.add(squaresLow, f64x2.mul(first, first));
      squaresHigh = f64x2.add(squaresHigh, f64x2.mul(second, second));
    }
    storeDoubles(out + ((<usize>j) << 3), sumLow, sumHigh, cols - j);
    storeDoubles(squares + ((<usize>j) << 3), squaresLow, squaresHigh, cols - j);
  }
}

/** The first `n` of four doubles. */
function storeDoubles(to: usize, x: v128, y: v128, n: i32): void {
  v128.store_lane<f64>(to, x, 0);
  if (n > 1) v128.store_lane<f64>(to, x, 1, 8);
  if (n > 2) v128.store_lane<f64>(to, y, 0, 16);
  if (n > 3) v128.store_lane<f64>(to, y, 1, 24);
}

export function scaleColumns(a: usize, rows: i32, cols: i32, factor: usize, offset: usize): void {
  for (let i = 0; i < rows; i++, a += (<usize>cols) << 2) {
    for (let j = 0; j < cols; j += 4) {
      const at = (<usize>j) << 2;
      storeUpTo4(a + at, madd(v128.load(a + at), v128.load(factor + at), v128.load(offset + at)), cols - j);
    }
  }
}

// -------------------------------------------------------------------------------------------------------- gaussians

/**
 * Draws from N(0, 1), and the sixteen words of `state` moved on: the four generators of ../../gaussian.ts are the lanes
 * here. No fused operation, or the draws would differ between machines.
 */
export function fillNormal(state: usize, to: usize, count: i32): void {
  let a = v128.load(state);
  let b = v128.load(state, 16);
  let c = v128.load(state, 32);
  let d = v128.load(state, 48);
  for (let i = 0; i < count; i += 8, to += 32) {
    const first = i32x4.add(i32x4.add(a, b), d);
    d = i32x4.add(d, i32x4.splat(1));
    a = v128.xor(b, i32x4.shr_u(b, 9));
    b = i32x4.add(c, i32x4.shl(c, 3));
    c = i32x4.add(v128.or(i32x4.shl(c, 21), i32x4.shr_u(c, 11)), first);

    const second = i32x4.add(i32x4.add(a, b), d);
    d = i32x4.add(d, i32x4.splat(1));
    a = v128.xor(b, i32x4.shr_u(b, 9));
    b = i32x4.add(c, i32x4.shl(c, 3));
    c = i32x4.add(v128.or(i32x4.shl(c, 21), i32x4.shr_u(c, 11)), second);

    const n = i32x4.add(i32x4.shr_u(first, 8), i32x4.splat(1));
    const radius = f32x4.sqrt(f32x4.mul(log24(n), f32x4.splat(-2)));
    // The angle is `whole` quarter turns and a rest between −½ and ½ of one.
    const angle = i32x4.shr_u(second, 8);
    const whole = i32x4.shr_u(i32x4.add(angle, i32x4.splat(1 << 21)), 22);
    const rest = f32x4.convert_i32x4_s(i32x4.sub(angle, i32x4.shl(whole, 22)));
    const x = f32x4.mul(rest, f32x4.splat(3.7450702e-7)); // π/2 · 2⁻²²
    const q = f32x4.mul(x, x);
    const sine = f32x4.mul(radius, sinSeries(x, q));
    const cosine = f32x4.mul(radius, cosSeries(q));
    const odd = i32x4.neg(v128.and(whole, i32x4.splat(1)));
    const turned = i32x4.add(whole, i32x4.splat(1));
    storeUpTo4(to, v128.xor(v128.bitselect(sine, cosine, odd), signOf(turned)), count - i);
    storeUpTo4(to + 16, v128.xor(v128.bitselect(cosine, sine, odd), signOf(whole)), count - i - 4);
  }
  v128.store(state, a);
  v128.store(state, b, 16);
  v128.store(state, c, 32);
  v128.store(state, d, 48);
}

/** A sign bit where the quarter turns are two or three. */
function signOf(quarters: v128): v128 {
  return i32x4.shl(v128.and(quarters, i32x4.splat(2)), 30);
}

/** A polynomial's next step, in two roundings. */
function exactHorner(x: v128, sum: v128, coefficient: f32): v128 {
  return f32x4.add(f32x4.mul(x, sum), f32x4.splat(coefficient));
}

/** ln(n / 2²⁴) for whole n from 1 to 2²⁴ (Cephes): n = m · 2ᵉ with √½ ≤ m < √2, and a polynomial for ln m. */
function log24(n: v128): v128 {
  const bits = f32x4.convert_i32x4_s(n);
  const e = i32x4.shr_s(i32x4.sub(bits, i32x4.splat(0x3f3504f3)), 23);
  const f = f32x4.sub(i32x4.sub(bits, i32x4.shl(e, 23)), f32x4.splat(1));
  const q = f32x4.mul(f, f);
  let sum = f32x4.splat(7.0376836e-2);
  sum = exactHorner(f, sum, -0.1151461);
  sum = exactHorner(f, sum, 0.11676998);
  sum = exactHorner(f, sum, -0.12420141);
  sum = exactHorner(f, sum, 0.14249323);
  sum = exactHorner(f, sum, -0.16668057);
  sum = exactHorner(f, sum, 0.20000714);
  sum = exactHorner(f, sum, -0.24999994);
  sum = exactHorner(f, sum, 0.3333333);
  const near = f32x4.add(f, f32x4.mul(q, exactHorner(f, sum, -0.5)));
  const exponent = f32x4.convert_i32x4_s(i32x4.sub(e, i32x4.splat(24)));
  return f32x4.add(near, f32x4.mul(exponent, f32x4.splat(<f32>Math.LN2)));
}

/** sin x for |x| ≤ π/4, with q = x² (Cephes). */
function sinSeries(x: v128, q: v128): v128 {
  let sum = f32x4.splat(-1.9515296e-4);
  sum = exactHorner(q, sum, 8.3321608e-3);
  sum = exactHorner(q, sum, -0.16666655);
  return f32x4.add(x, f32x4.mul(x, f32x4.mul(q, sum)));
}

/** cos x for |x| ≤ π/4, with q = x² (Cephes). */
function cosSeries(q: v128): v128 {
  let sum = f32x4.splat(2.4433157e-5);
  sum = exactHorner(q, sum, -1.3887316e-3);
  sum = exactHorner(q, sum, 4.1666646e-2);
  sum = exactHorner(q, sum, -0.5);
  return exactHorner(q, sum, 1);
}
