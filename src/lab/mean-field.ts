import {gaussianMoments} from "./gaussian-moments.ts";
import {type LayerOptions, type Stack, stack} from "./options.ts";

/** What the theory of infinitely wide layers says of one layer. The names are those of LayerStatistics. */
export interface MeanFieldLayer {
  /** From 1. */
  readonly layer: number;
  /** The mean of the layer's outputs. */
  readonly mean: number;
  /** Their standard deviation. */
  readonly std: number;
  /** χ = σ_w² E[φ′²], σ_w² = fan_in · Var(w): the factor by which a layer multiplies a gradient's variance. χ = 1 is the edge of chaos. */
  readonly chi: number;
  /** The std of the gradient that the layer hands back, ∂/∂(what it reads), for N(0, 1) gradients at the top. */
  readonly gradientStd: number;
  /** The std of a single sample's weight gradient (see LayerStatistics). */
  readonly weightGradientStd: number;
  /** Present where a number has left the range of double precision: says which way. */
  readonly note?: string;
}

/**
 * The infinite-width recursion (Poole et al. 2016; Schoenholz et al. 2017; for ReLU He et al. 2015). A unit adds fan_in
 * independent terms, so its sum is N(0, σ_w² m₂) with m₂ = E[h²] of the layer below, and m₂ ← E[φ(√(σ_w² m₂) z)²],
 * z ~ N(0, 1), from m₂ = 1 for the data. Backwards a gradient's variance is multiplied in each layer by
 * width · Var(w) · E[φ′²], which is χ where fan-in and width are equal.
 *
 * With batch normalization a sum is N(0, 1), or N(0, v/(v + ε)) with v = σ_w²(m₂ − mean²), and gradients are divided by
 * √(v + ε) (Yang et al. 2019, for large batches).
 *
 * It takes the options of `layerStatistics`; samples and seed change nothing. All numbers are right to 1e−6, relatively.
 * @throws RangeError for options that layerStatistics refuses
 */
export function meanFieldTheory(options: LayerOptions = {}): MeanFieldLayer[] {
  const net = stack(options);
  const forward = forwardPass(net);
  return backwardPass(net, forward);
}

interface ForwardLayer {
  readonly mean: number;
  readonly std: number;
  readonly rms: number;
  readonly slope: number;
  /** √m₂ of what the layer reads. */
  readonly rmsIn: number;
  /** What a gradient is multiplied by between φ and the sum: 1, or batch normalization's 1/√(v + ε). */
  readonly gain: number;
}

function forwardPass({nonlinearity, alpha, layers, batchNorm, epsilon}: Stack): ForwardLayer[] {
  let rmsIn = 1;
  let stdIn = 1;
  return layers.map(({fanIn, scale}) => {
    const sigma = Math.sqrt(fanIn) * scale;
    let s = product(sigma, rmsIn);
    let gain = 1;
    if (batchNorm) {
      const spread = Math.hypot(product(sigma, stdIn), Math.sqrt(epsilon));
      gain = spread === 0 ? 0 : 1 / spread;
      s = product(sigma, stdIn) * gain;
    }
    const moments = gaussianMoments(nonlinearity, alpha, s);
    const layer = {...moments, rmsIn, gain};
    rmsIn = moments.rms;
    stdIn = moments.std;
    return layer;
  });
}

function backwardPass({layers, nonlinearity}: Stack, forward: readonly ForwardLayer[]): MeanFieldLayer[] {
  const result: MeanFieldLayer[] = [];
  let gradient = 1;
  for (let l = layers.length - 1; l >= 0; l--) {
    const {fanIn, width, scale} = layers[l]!;
    const {mean, std, rms, slope, rmsIn, gain} = forward[l]!;
    const beforeSum = product(product(gradient, Math.sqrt(slope)), gain);
    gradient = product(beforeSum, Math.sqrt(width) * scale);
    result.unshift({
      layer: l + 1,
      mean,
      std,
      chi: product(fanIn * slope, scale * scale) * gain * gain,
      gradientStd: gradient,
      weightGradientStd: product(rmsIn, beforeSum),
      ...note(rms, std, nonlinearity === "sigmoid" || scale === 0 || rmsIn === 0),
    });
  }
  return result;
}

function note(rms: number, std: number, mayBeConstant: boolean): {note?: string} {
  if (rms === Infinity) return {note: "overflowed: the outputs are too large for double precision"};
  if (std === 0 && !mayBeConstant) return {note: "underflowed: the outputs are too small for double precision"};
  return {};
}

/** 0 · ∞ is 0 here: nothing passes a layer of zeros. */
function product(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}
