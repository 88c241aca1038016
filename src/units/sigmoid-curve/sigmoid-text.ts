import {numberText, powerText} from "../shared/number-text.ts";
import type {SigmoidReading} from "./sigmoid-state.ts";

/** Five decimals, or three digits of a number that would hardly show in them. */
export function figure(x: number): string {
  return x !== 0 && Math.abs(x) < 0.001 ? powerText(x) : numberText(x, 5);
}

/** A share in percent, with enough digits to be told from 0. */
export function percent(share: number): string {
  const parts = 100 * share;
  if (parts === 0 || parts >= 0.1) return `${parts.toFixed(parts >= 10 || parts === 0 ? 0 : 1)} %`;
  return `${numberText(parts, 2)} %`;
}

export function describe({s, sigma, slope, share}: SigmoidReading): string {
  return `s = ${numberText(s)}: σ = ${figure(sigma)}, slope ${figure(slope)}, ${percent(share)} of the largest`;
}

export function saturationText({saturated, share}: SigmoidReading): string {
  if (!saturated) return "";
  const end = saturated === "high" ? "1" : "0";
  return `Saturated near ${end}: of a gradient that comes back to this neuron, at most ${percent(share / 4)} gets through to s.`;
}
