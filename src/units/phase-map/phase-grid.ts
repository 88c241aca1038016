import {NOT_YET} from "../../lab/descent-map.ts";

/** Numbers of steps by which a map is shaded, ascending: a run belongs to the first that it does not exceed. */
export const BINS = [20, 40, 60, 100, 200] as const;

/** "0" … for a bin of {@link BINS} ("5": more than all), "late" for not yet arrived, "diverged", "unknown". */
export function binOf(iterations: number): string {
  if (Number.isNaN(iterations)) return "unknown";
  if (iterations < 0) return "diverged";
  if (iterations === NOT_YET) return "late";
  const bin = BINS.findIndex((most) => iterations <= most);
  return String(bin === -1 ? BINS.length : bin);
}

export function outcome(iterations: number, steps: number): string {
  if (Number.isNaN(iterations)) return "not computed yet";
  if (iterations < 0) return "diverges";
  if (iterations === NOT_YET) return `not within ${steps} steps`;
  return `${iterations} step${iterations === 1 ? "" : "s"}`;
}

/** The place of the number nearest to a value. */
export function nearestIndex(values: readonly number[], value: number): number {
  let best = 0;
  for (const [i, each] of values.entries()) if (Math.abs(each - value) < Math.abs(values[best]! - value)) best = i;
  return best;
}

/** Where a value falls between ascending numbers, as a fractional index, beyond the ends too. */
export function placeAmong(values: readonly number[], value: number): number {
  let i = 0;
  while (i < values.length - 2 && values[i + 1]! < value) i++;
  const [a, b] = [values[i]!, values[i + 1] ?? values[i]! + 1];
  // Between rates that grow by a factor, places go by the factor too.
  const ratios = a > 0 && value > 0 && values.length > 2 && values.at(-1)! / values[0]! > 300;
  return ratios ? i + Math.log(value / a) / Math.log(b / a) : i + (value - a) / (b - a);
}
