/**
 * The generator under all seeded randomness: four sfc32 (Chris Doty-Humphrey, PractRand) side by side, and the gaussians
 * of Box and Muller (1958) made from their words.
 *
 * Logarithm, sine and cosine are computed here, by nothing but + − · ÷ √, since those of `Math` may differ in the last
 * digit from one browser to the next, and ten layers of a network make that visible.
 */

/**
 * The first state of a stream: sixteen words a0…a3, b0…b3, c0…c3, d0…d3 (lane by lane), mixed from seed and path, with
 * the generators run on until the mixing has spread.
 */
export function streamState(seed: number, ...path: readonly (string | number)[]): Int32Array {
  const key = [Number.isInteger(seed) ? seed : String(seed), ...path].join("\u0000");
  const state = new Int32Array(16);
  for (let lane = 0; lane < 4; lane++) {
    let hash = mix(0x9e3779b9 + lane);
    for (let i = 0; i < key.length; i++) hash = mix(hash ^ key.charCodeAt(i));
    for (let part = 0; part < 3; part++) {
      hash = mix(hash + 0x6d2b79f5);
      state[part * 4 + lane] = hash;
    }
    state[12 + lane] = 1;
  }
  const words = new Uint32Array(4);
  for (let round = 0; round < 12; round++) nextFour(state, words);
  return state;
}

/** One step of the four generators: a word of each. */
export function nextFour(state: Int32Array, words: Uint32Array): void {
  for (let lane = 0; lane < 4; lane++) {
    const a = state[lane] as number;
    const b = state[4 + lane] as number;
    const c = state[8 + lane] as number;
    const d = state[12 + lane] as number;
    const t = (a + b + d) | 0;
    state[12 + lane] = (d + 1) | 0;
    state[lane] = b ^ (b >>> 9);
    state[4 + lane] = (c + (c << 3)) | 0;
    state[8 + lane] = (((c << 21) | (c >>> 11)) + t) | 0;
    words[lane] = t;
  }
}

const radii = new Uint32Array(4);
const angles = new Uint32Array(4);

/**
 * Eight draws from N(0, 1): four cosines, then four sines. Radius and angle come from 24 bits each, which single
 * precision holds exactly: so the draws of the kernels differ from these by rounding only. No draw exceeds
 * √(2 ln 2²⁴) = 5.77.
 */
export function eightNormals(state: Int32Array, out: Float64Array): void {
  nextFour(state, radii);
  nextFour(state, angles);
  for (let lane = 0; lane < 4; lane++) {
    const radius = Math.sqrt(-2 * log(((radii[lane] as number) >>> 8) + 1));
    // The angle in quarter turns: so many whole ones, and between −½ and ½ of one.
    const turns = ((angles[lane] as number) >>> 8) * 2 ** -22;
    const whole = Math.floor(turns + 0.5);
    const rest = (turns - whole) * (Math.PI / 2);
    const sine = radius * sin(rest);
    const cosine = radius * cos(rest);
    const odd = (whole & 1) === 1;
    const x = odd ? sine : cosine;
    const y = odd ? cosine : sine;
    out[lane] = ((whole + 1) & 2) === 0 ? x : -x;
    out[4 + lane] = (whole & 2) === 0 ? y : -y;
  }
}

/** ln(n / 2²⁴) for whole n from 1 to 2²⁴, by n = m · 2ᵉ with m about 1 and ln m = 2 artanh((m − 1) / (m + 1)). */
function log(n: number): number {
  let exponent = 31 - Math.clz32(n);
  let m = n / 2 ** exponent;
  if (m > Math.SQRT2) {
    m /= 2;
    exponent++;
  }
  const s = (m - 1) / (m + 1);
  const q = s * s; // at most 0.0295
  const series =
    1 + q * (1 / 3 + q * (1 / 5 + q * (1 / 7 + q * (1 / 9 + q * (1 / 11 + q * (1 / 13 + q * (1 / 15 + q / 17)))))));
  return 2 * s * series + (exponent - 24) * Math.LN2;
}

/** sin x for |x| ≤ π/4, by its series. */
function sin(x: number): number {
  const q = -x * x;
  return x * (1 + (q / 6) * (1 + (q / 20) * (1 + (q / 42) * (1 + (q / 72) * (1 + (q / 110) * (1 + q / 156))))));
}

/** cos x for |x| ≤ π/4, by its series. */
function cos(x: number): number {
  const q = -x * x;
  return (
    1 + (q / 2) * (1 + (q / 12) * (1 + (q / 30) * (1 + (q / 56) * (1 + (q / 90) * (1 + (q / 132) * (1 + q / 182))))))
  );
}

/** Mixes 32 bits (the finalizer of MurmurHash3). */
function mix(x: number): number {
  let h = x | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
