import type {Sketch} from "../../../page/index.ts";
import {numberText} from "./number-text.ts";
import {heightAt, type Point} from "./truth.ts";

export interface Row {
  x: number;
  drawn: number | undefined;
  measured: number | undefined;
}

/** Drawn and measured heights at each of the sketch's points. */
export function compareRows(sketch: Sketch, drawn: readonly (number | undefined)[], measured: readonly Point[]): Row[] {
  return sketch.points.map((x, i) => ({x, drawn: drawn[i], measured: heightAt(measured, x, sketch.y.log)}));
}

/** Where the two curves differ most and by how much, as a sentence. */
export function differenceText({x: {label}, y}: Sketch, rows: readonly Row[]): string {
  const both = rows.flatMap(({x, drawn, measured}) =>
    drawn === undefined || measured === undefined ? [] : [{x, drawn, measured}],
  );
  if (both.length === 0) return "";
  // On a logarithmic axis what one sees are ratios; what is not above 0 is at its lower end.
  const height = (value: number) => (y.log ? Math.log(Math.max(value, Number.MIN_VALUE)) : value);
  const apart = ({drawn, measured}: {drawn: number; measured: number}) => Math.abs(height(drawn) - height(measured));
  const worst = both.reduce((a, b) => (apart(b) > apart(a) ? b : a));
  const distance = apart(worst);
  if (y.log) {
    const ratio = Math.exp(distance);
    if (ratio < 1.5)
      return `Your curve is within a factor of ${numberText(Math.max(ratio, 1.01))} of the measured one everywhere.`;
    const direction = worst.measured < worst.drawn ? "less" : "more";
    const times = Number.isFinite(ratio) ? `${numberText(ratio)} times ${direction}` : `far ${direction}`;
    return `You differ most at ${label} ${numberText(worst.x)}: you drew ${numberText(worst.drawn)}, measured is ${numberText(worst.measured)}, ${times}.`;
  }
  if (distance < 0.05 * (y.to - y.from))
    return `Your curve is never further than ${numberText(distance)} from the measured one.`;
  const direction = worst.measured < worst.drawn ? "less" : "more";
  return `You differ most at ${label} ${numberText(worst.x)}: you drew ${numberText(worst.drawn)}, measured is ${numberText(worst.measured)}, which is ${numberText(distance)} ${direction}.`;
}
