import type {NonlinearityName} from "../core/numeric/index.ts";

/** What a nonlinearity φ makes of z ~ N(0, s²). */
export interface GaussianMoments {
  /** E[φ(z)] */
  readonly mean: number;
  /** √E[φ(z)²] */
  readonly rms: number;
  /** The standard deviation of φ(z). */
  readonly std: number;
  /** E[φ′(z)²] */
  readonly slope: number;
}

/** `s` ≥ 0; Infinity gives the limit. Relative error below 1e−9 for every s, however small or steep. */
export function gaussianMoments(name: NonlinearityName, alpha: number, s: number): GaussianMoments {
  switch (name) {
    case "identity":
      return piecewiseLinear(1, s);
    case "relu":
      return piecewiseLinear(0, s);
    case "leaky-relu":
      return piecewiseLinear(alpha, s);
    case "elu":
      return elu(alpha, s);
    case "tanh":
      return tanh(s);
    case "sigmoid": {
      // σ(z) = ½ + ½ tanh(z/2), so that its spread is known without the difference E[σ²] − ¼.
      const {std, slope} = tanh(s / 2);
      return {mean: 0.5, rms: Math.hypot(0.5, std / 2), std: std / 2, slope: slope / 16};
    }
  }
}

/**
 * φ(z) = z for z > 0, az below, in closed form. With z = s·u, u ~ N(0, 1): E[u; u > 0] = ∫₀^∞ u n(u) du = 1/√(2π) and
 * E[u²; u > 0] = ½, so E[φ] = s(1 − a)/√(2π), E[φ²] = s²(1 + a²)/2 and E[φ′²] = (1 + a²)/2. For a = 0 these are He,
 * Zhang, Ren and Sun (2015), section 2.2.
 */
function piecewiseLinear(a: number, s: number): GaussianMoments {
  const slope = (1 + a * a) / 2;
  const mean = (1 - a) / Math.sqrt(2 * Math.PI);
  return {
    mean: mean === 0 ? 0 : s * mean,
    rms: s * Math.sqrt(slope),
    std: s * Math.sqrt(slope - mean * mean),
    slope,
  };
}

/**
 * φ(z) = z for z > 0, α(e^z − 1) below. The upper half is that of ReLU, in closed form; the kink is an end of each half.
 * The lower half has a closed form too: E[e^{ksu}; u < 0] = ½ erfcx(ks/√2), hence E[φ; u < 0] = α(½ erfcx(s/√2) − ½) and
 * E[φ²; u < 0] = α²(½ erfcx(√2 s) − erfcx(s/√2) + ½). For small s these are differences of nearly equal numbers, which
 * the integral is not: so it serves here, and the closed form in the tests.
 */
function elu(alpha: number, s: number): GaussianMoments {
  let first = 0;
  let second = 0;
  let slope = 0;
  overHalfLine(s, (u, weight) => {
    const below = Math.expm1(-s * u);
    first += weight * below;
    second += weight * below * below;
    slope += weight * (1 + below) * (1 + below);
  });
  const mean = s / Math.sqrt(2 * Math.PI) + alpha * first;
  const rms = Math.hypot(s * Math.SQRT1_2, alpha * Math.sqrt(second));
  return {mean, rms, std: spread(rms, mean), slope: 0.5 + alpha * alpha * slope};
}

/** tanh is odd: its mean is 0 and twice the upper half is the whole. */
function tanh(s: number): GaussianMoments {
  let second = 0;
  let slope = 0;
  overHalfLine(s, (u, weight) => {
    const e = Math.expm1(-2 * s * u); // tanh is −e/(2 + e), and its derivative 4(1 + e)/(2 + e)²
    const half = 1 / (2 + e);
    const value = e * half;
    const derivative = 4 * (1 + e) * half * half;
    second += weight * value * value;
    slope += weight * derivative * derivative;
  });
  const rms = Math.sqrt(2 * second);
  return {mean: 0, rms, std: rms, slope: 2 * slope};
}

/** √(rms² − mean²), without the overflow of squares. */
function spread(rms: number, mean: number): number {
  if (rms === 0) return 0;
  if (rms === Infinity) return Infinity;
  return rms * Math.sqrt(Math.max(0, 1 - (mean / rms) ** 2));
}

const STEP = 0.2;
const DENSITY = 1 / Math.sqrt(2 * Math.PI);
/** No s is steeper for the rule: a step function to double precision, and the rule's nodes stay few. */
const STEEPEST = 1e60;

/**
 * The trapezoidal rule for ∫₀^∞ f(s·u) n(u) du after the substitution u = eᵗ, n being N(0, 1)'s density. A polynomial rule
 * such as Gauss and Hermite's has nodes at u ≈ 1 and none within the 1/s in which a steep function rises; these are as
 * dense, in proportion, near every u. For f analytic within |arg u| < π/4, as all here are, the integrand is so within
 * |Im t| < π/4, and the error is of the order exp(−2π(π/4)/STEP) = 2e−11 (Trefethen and Weideman 2014, theorem 5.1). The
 * sum begins at 1e−10 of where f and n first bend, and ends where the density has vanished.
 */
function overHalfLine(s: number, each: (u: number, weight: number) => void): void {
  const bend = 1 / Math.max(1, Math.min(s, STEEPEST));
  const first = Math.floor(Math.log(1e-10 * bend) / STEP);
  for (let k = first; k * STEP < 2.2; k++) {
    const u = Math.exp(k * STEP);
    each(u, STEP * u * DENSITY * Math.exp(-0.5 * u * u));
  }
}
