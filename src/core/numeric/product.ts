/**
 * The matrix product, as fast as plain JavaScript goes: B is copied into panels of four columns, so that the inner loop
 * reads it straight on, and a block of 2 × 4 sums stays in registers while a pair of A's rows runs along a panel. All
 * sums are in double precision, which costs nothing here: V8 computes in doubles either way.
 */

type Numbers = Float32Array | Float64Array;

/** The columns of a panel. */
const PANEL = 4;

/** How many numbers the panels of a k × n matrix hold; missing columns of the last panel are zero. */
export function panelsLength(k: number, n: number): number {
  return k * Math.ceil(n / PANEL) * PANEL;
}

/** Copies the k × n matrix B, or with `transposed` the transpose of the n × k matrix B, into panels. */
export function packPanels(b: Numbers, k: number, n: number, panels: Float64Array, transposed = false): void {
  const [down, right] = transposed ? [1, k] : [n, 1];
  for (let j = 0, to = 0; j < n; j += PANEL) {
    for (let p = 0; p < k; p++) {
      for (let column = j; column < j + PANEL; column++) {
        panels[to++] = column < n ? (b[p * down + column * right] as number) : 0;
      }
    }
  }
}

/** C (m × n) = A (m × k) · B, B in panels. */
export function multiplyPanels(a: Numbers, panels: Float64Array, c: Numbers, m: number, k: number, n: number): void {
  const rows = new Float64Array(2 * k);
  const block = new Float64Array(2 * PANEL);
  for (let i = 0; i < m; i += 2) {
    const height = Math.min(2, m - i);
    rows.fill(0);
    for (let p = 0; p < height * k; p++) rows[p] = a[i * k + p] as number;
    for (let j = 0; j < n; j += PANEL) {
      multiplyBlock(rows, panels, j * k, k, block);
      const width = Math.min(PANEL, n - j);
      for (let row = 0; row < height; row++) {
        for (let column = 0; column < width; column++) {
          c[(i + row) * n + j + column] = block[row * PANEL + column] as number;
        }
      }
    }
  }
}

/** A block of 2 × 4 sums: two rows of length k times the panel at `from`. */
function multiplyBlock(rows: Float64Array, panels: Float64Array, from: number, k: number, block: Float64Array): void {
  let [s0, s1, s2, s3, t0, t1, t2, t3] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let p = 0, q = from; p < k; p++, q += PANEL) {
    const s = rows[p] as number;
    const t = rows[k + p] as number;
    const b0 = panels[q] as number;
    const b1 = panels[q + 1] as number;
    const b2 = panels[q + 2] as number;
    const b3 = panels[q + 3] as number;
    s0 += s * b0;
    s1 += s * b1;
    s2 += s * b2;
    s3 += s * b3;
    t0 += t * b0;
    t1 += t * b1;
    t2 += t * b2;
    t3 += t * b3;
  }
  block[0] = s0;
  block[1] = s1;
  block[2] = s2;
  block[3] = s3;
  block[4] = t0;
  block[5] = t1;
  block[6] = t2;
  block[7] = t3;
}

/** Writes the transpose (cols × rows) of A (rows × cols). */
export function transposeInto(a: Numbers, rows: number, cols: number, out: Numbers): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) out[j * rows + i] = a[i * cols + j] as number;
  }
}
