import {SigmoidGate} from "../../core/graph/index.ts";

export interface SigmoidState {
  s: number;
  /** The plots show −range … range. */
  range: number;
}

/** What the unit says about one s. */
export interface SigmoidReading {
  s: number;
  sigma: number;
  /** (1 − σ)σ, as the core's σ gate computes it. */
  slope: number;
  /** The slope as a share of the largest that σ has, 1/4. */
  share: number;
  saturated: "low" | "high" | null;
}

export const RANGES = [6, 10, 40] as const;
/** The largest |s| that may be asked for. */
export const LIMIT = 1000;
/** From here on at most 2.7 % of the largest slope is left, and the unit calls the neuron saturated. */
export const SATURATION = 5;
/** The largest slope, at s = 0. */
export const STEEPEST = 1 / 4;

export function reading(s: number): SigmoidReading {
  const gate = new SigmoidGate();
  const sigma = gate.forward(s);
  const slope = gate.localGradients()[0]!;
  return {
    s,
    sigma,
    slope,
    share: slope / STEEPEST,
    saturated: s >= SATURATION ? "high" : s <= -SATURATION ? "low" : null,
  };
}

/** The distance between two positions of the slider, small enough to look continuous. */
export function sliderStep(range: number): number {
  return range <= 10 ? 0.1 : 0.5;
}

/** The nearest position of the slider: 0.30000000000000004 is 0.3. */
export function toSlider(s: number, range: number): number {
  const inside = Math.min(range, Math.max(-range, s));
  const step = sliderStep(range);
  return Number((Math.round(inside / step) * step).toFixed(1)) + 0;
}
