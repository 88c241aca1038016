import {numberText} from "../shared/number-text.ts";
import type {Model} from "./model.ts";

/** A share in percent: "2.3 %", "50 %", "below 0.1 %". */
export function percent(share: number): string {
  const parts = 100 * share;
  if (parts === 0 || parts === 100) return `${parts} %`;
  if (parts < 0.1) return "below 0.1 %";
  if (parts > 99.9) return "over 99.9 %";
  return `${parts.toFixed(parts < 10 || parts > 99 ? 1 : 0)} %`;
}

/** What a screen reader tells of the picture. */
export function describe(model: Model): string {
  const {phi, range, bands, meanOutput, meanSlope, saturated, inputs} = model;
  const name = phi.name ?? "the function";
  const where = bands.length
    ? `It is saturated ${bands.map(([from, to]) => bandText(from, to, range)).join(" and ")}, where ${percent(saturated)} of the inputs lie.`
    : "It is saturated nowhere in the picture.";
  const means = [...meanText("output", meanOutput), ...meanText("slope", meanSlope)].join(" ");
  return (
    `Curve and slope of ${name} for z from ${numberText(-range)} to ${numberText(range)}, with histograms of ` +
    `${inputs.length} outputs and slopes. ${means} ${where}`
  );
}

/** Nothing where there is no mean, for want of inputs or of finite numbers. */
function meanText(what: string, mean: number): string[] {
  return Number.isFinite(mean) ? [`Mean ${what} ${numberText(mean, 3)}.`] : [];
}

function bandText(from: number, to: number, range: number): string {
  if (from <= -range && to >= range) return "everywhere";
  if (from <= -range) return `below ${numberText(to, 2)}`;
  if (to >= range) return `above ${numberText(from, 2)}`;
  return `from ${numberText(from, 2)} to ${numberText(to, 2)}`;
}
