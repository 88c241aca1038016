import {type Activation, saturatedBands, saturation, steepest} from "./saturation.ts";
import {mapped, meanOf, type Shares, shares} from "./shares.ts";

/** Bins of a histogram beside a curve. */
export const BINS = 44;

/** All that the picture and its tables show. */
export interface Model {
  readonly phi: Activation;
  readonly range: number;
  readonly inputs: ArrayLike<number>;
  readonly bands: readonly [number, number][];
  /** Of the vertical axes: outputs, slopes. */
  readonly outputDomain: readonly [number, number];
  readonly slopeDomain: readonly [number, number];
  readonly inputShares: Shares;
  readonly outputs: Shares;
  readonly slopes: Shares;
  readonly meanOutput: number;
  readonly meanSlope: number;
  /** The share of the inputs at which φ is saturated. */
  readonly saturated: number;
}

export function modelOf(phi: Activation, inputs: ArrayLike<number>, range: number): Model {
  const flat = saturation(phi);
  const outputs = mapped(inputs, (z) => phi.value(z));
  const slopes = mapped(inputs, (z) => phi.derivative(z));
  const outputDomain = outputDomainOf(phi, range);
  const slopeDomain = slopeDomainOf(phi, range);
  let flatCount = 0;
  for (let i = 0; i < inputs.length; i++) if (flat(inputs[i]!)) flatCount++;
  return {
    phi,
    range,
    inputs,
    bands: saturatedBands(phi, range),
    outputDomain,
    slopeDomain,
    inputShares: shares(inputs, -range, range, 2 * BINS),
    outputs: shares(outputs, ...outputDomain, BINS),
    slopes: shares(slopes, ...slopeDomain, BINS),
    meanOutput: meanOf(outputs),
    meanSlope: meanOf(slopes),
    saturated: flatCount / Math.max(1, inputs.length),
  };
}

/** ±1.1 for what stays between −1 and 1, so that such functions can be compared; else from its lowest to its highest. */
function outputDomainOf(phi: Activation, range: number): [number, number] {
  let [low, high] = [0, 0];
  for (let i = 0; i <= 200; i++) {
    const value = phi.value((i / 100 - 1) * range);
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low >= -1.001 && high <= 1.001) return [-1.1, 1.1];
  const limit = 1.5 * range;
  return [Math.max(-limit, Math.min(-1.1, 1.08 * low)), Math.min(limit, Math.max(1.1, high))];
}

/** From 0, or from the lowest slope where that is negative, to a little more than the steepest. */
function slopeDomainOf(phi: Activation, range: number): [number, number] {
  let low = 0;
  for (let i = 0; i <= 200; i++) {
    const slope = phi.derivative((i / 100 - 1) * range);
    if (slope < low && slope > -Infinity) low = slope;
  }
  const high = Math.max(steepest(phi), 1e-3);
  const pad = 0.08 * (high - low);
  return [low < 0 ? low - pad : -0.5 * pad, high + pad];
}
