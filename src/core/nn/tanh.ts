/**
 * y[i] = tanh x[i], to four units in the last place, from + − · ÷ alone: the same numbers in every browser, and several
 * times as fast as Math.tanh, in which a small network otherwise spends half of its time.
 *
 * With x = n·(ln 2)/2 + u, |u| ≤ (ln 2)/4, the addition theorem gives
 *
 *     tanh x = (T + t)/(1 + T t) = (T c + u)/(c + T u)
 *
 * where T = tanh(n·(ln 2)/2) = (2ⁿ − 1)/(2ⁿ + 1) is looked up, t = tanh u, and c = u coth u = 1 + u²/3 − u⁴/45 + …
 * (Abramowitz and Stegun, 4.5.67) is needed as far as u¹². Nothing asks for the sign of x, which no processor can
 * foresee: every part is odd or even by itself.
 */
export function tanhInto(x: Float64Array, y: Float64Array): void {
  for (let i = 0; i < x.length; i++) {
    const v = x[i]!;
    if (v > -LIMIT && v < LIMIT) {
      const n = v * (1 / STEP) + ROUND - ROUND;
      const u = v - n * STEP;
      const s = u * u;
      const c = 1 + s * (C2 + s * (C4 + s * (C6 + s * (C8 + s * (C10 + s * C12)))));
      const T = table[n + STEPS]!;
      y[i] = (T * c + u) / (c + T * u);
    } else {
      y[i] = v > 0 ? 1 : v < 0 ? -1 : Number.NaN;
    }
  }
}

/** tanh rounds to 1 from 19.07 on. */
const LIMIT = 20;
const STEP = Math.LN2 / 2;
/** Numbers of this size have no places behind the point: adding it rounds to the nearest whole number. */
const ROUND = 1.5 * 2 ** 52;
/** T for n = −STEPS … STEPS. */
const STEPS = Math.ceil(LIMIT / STEP);
const table = Float64Array.from({length: 2 * STEPS + 1}, (_, i) => Math.sign(i - STEPS) * steps(Math.abs(i - STEPS)));

function steps(n: number): number {
  return (2 ** n - 1) / (2 ** n + 1);
}

const C2 = 1 / 3;
const C4 = -1 / 45;
const C6 = 2 / 945;
const C8 = -1 / 4725;
const C10 = 2 / 93555;
const C12 = -1382 / 638512875;
