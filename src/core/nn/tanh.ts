/**
 * y[i] = tanh x[i], to four units in the last place, from + − · ÷ alone: the same numbers in every browser, and about
 * twice as fast as Math.tanh, in which a small network otherwise spends half of its time.
 *
 * With |x| = n·(ln 2)/2 + u, |u| ≤ (ln 2)/4, the addition theorem gives
 *
 *     tanh |x| = (T + t)/(1 + T t) = (T c + u)/(c + T u)
 *
 * where T = tanh(n·(ln 2)/2) = (2ⁿ − 1)/(2ⁿ + 1) is looked up, t = tanh u, and c = u coth u = 1 + u²/3 − u⁴/45 + …
 * (Abramowitz and Stegun, 4.5.67) is needed as far as u¹².
 */
export function tanhInto(x: Float64Array, y: Float64Array): void {
  for (let i = 0; i < x.length; i++) {
    const signed = x[i]!;
    const magnitude = Math.abs(signed);
    if (magnitude < LIMIT) {
      const n = Math.floor(magnitude * (1 / STEP) + 0.5);
      const u = magnitude - n * STEP;
      const s = u * u;
      const c = 1 + s * (C2 + s * (C4 + s * (C6 + s * (C8 + s * (C10 + s * C12)))));
      const T = table[n]!;
      const t = (T * c + u) / (c + T * u);
      y[i] = signed < 0 ? -t : t;
    } else {
      y[i] = signed > 0 ? 1 : signed < 0 ? -1 : Number.NaN;
    }
  }
}

/** tanh rounds to 1 from 19.07 on. */
const LIMIT = 20;
const STEP = Math.LN2 / 2;
const table = Float64Array.from({length: Math.ceil(LIMIT / STEP) + 1}, (_, n) => (2 ** n - 1) / (2 ** n + 1));

const C2 = 1 / 3;
const C4 = -1 / 45;
const C6 = 2 / 945;
const C8 = -1 / 4725;
const C10 = 2 / 93555;
const C12 = -1382 / 638512875;
