import {scaleLinear} from "d3-scale";
import {numberText} from "../shared/number-text.ts";

/** Where a number stands on a vertical axis. */
export interface Axis {
  /** Pixels from the top; undefined for what has no place (NaN). */
  y(value: number): number | undefined;
  readonly ticks: readonly {y: number; text: string}[];
  /** Lines beyond the axis for what it cannot hold: 0 below a logarithmic axis, infinity above any. */
  readonly rails: readonly {y: number; text: string}[];
}

export interface AxisOptions {
  top: number;
  bottom: number;
  /** The axis reaches from here to here at least. */
  domain?: readonly [number, number];
}

/** How far a rail stands from the axis. */
const RAIL = 16;

/** A linear axis that holds all finite values, with a rail above it when some are infinite. */
export function linearAxis(values: readonly number[], {top, bottom, domain}: AxisOptions): Axis {
  const finite = values.filter(Number.isFinite);
  const low = Math.min(...finite, domain?.[0] ?? Infinity);
  const high = Math.max(...finite, domain?.[1] ?? -Infinity);
  const infinite = values.some((value) => value === Infinity);
  const start = infinite ? top + RAIL : top;
  const scale = scaleLinear(low < high ? [low, high] : [low - 1, low + 1], [bottom, start]);
  scale.nice(5);
  return {
    y: (value) => (Number.isNaN(value) ? undefined : value === Infinity ? top : scale(value)),
    ticks: scale.ticks(5).map((value) => ({y: scale(value), text: numberText(value)})),
    rails: infinite ? [{y: top, text: "overflow"}] : [],
  };
}

/**
 * A logarithmic axis of whole decades for values ≥ 0. Zero, which no logarithm reaches, has a rail below it: a number
 * too small for the machine is 0 too. Infinity has one above.
 */
export function logAxis(values: readonly number[], {top, bottom, domain}: AxisOptions): Axis {
  const positive = [...values, ...(domain ?? [])].filter((value) => value > 0 && Number.isFinite(value));
  const low = Math.floor(Math.log10(Math.min(1, ...positive)) + 1e-9);
  const high = Math.ceil(Math.log10(Math.max(1, ...positive)) - 1e-9);
  const zero = values.some((value) => value === 0);
  const infinite = values.some((value) => value === Infinity);
  const end = zero ? bottom - RAIL : bottom;
  const start = infinite ? top + RAIL : top;
  const scale = scaleLinear([low, Math.max(high, low + 1)], [end, start]);
  const step = Math.max(1, Math.ceil((high - low) / ((end - start) / 22)));
  const decades: number[] = [];
  for (let d = Math.ceil(low / step) * step; d <= Math.max(high, low + 1); d += step) decades.push(d);
  return {
    y(value) {
      if (Number.isNaN(value) || value < 0) return undefined;
      return value === 0 ? bottom : value === Infinity ? top : scale(Math.log10(value));
    },
    ticks: decades.map((d) => ({y: scale(d), text: powerOfTen(d)})),
    rails: [...(zero ? [{y: bottom, text: "0"}] : []), ...(infinite ? [{y: top, text: "overflow"}] : [])],
  };
}

function powerOfTen(exponent: number): string {
  if (exponent >= -2 && exponent <= 2) return numberText(10 ** exponent, 2);
  return `10${[...String(exponent)].map((sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)])).join("")}`;
}
