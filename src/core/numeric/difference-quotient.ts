/** Which two points the slope is taken through: x and x + h, or x − h and x + h. */
export type DifferenceKind = "one-sided" | "central";

/** 64 bits of a number, as JavaScript and numpy have, or 32, as networks are usually trained with. */
export type Precision = "double" | "single";

/** The distance from 1 to the next number: 2⁻⁵² ≈ 2.2e−16, and 2⁻²³ ≈ 1.2e−7. */
export const machineEpsilon: Readonly<Record<Precision, number>> = {double: Number.EPSILON, single: 2 ** -23};

/** Rounds to the nearest number of that precision. */
export function roundingTo(precision: Precision): (value: number) => number {
  return precision === "single" ? Math.fround : (value) => value;
}

export interface DifferenceOptions {
  /** "central" where nothing is said. */
  kind?: DifferenceKind;
  /** "single" rounds x ± h, the values of f and each result to 32 bits. */
  precision?: Precision;
}

/**
 * A slope of f about x, with all the errors that the machine makes:
 *
 *     one-sided (f(x + h) − f(x)) / h,   off by ½ h |f″|      and by rounding, about ε |f| / h
 *     central   (f(x + h) − f(x − h)) / 2h,   off by h² |f‴| / 6, and by rounding, about ε |f| / h
 *
 * @param h the step, above 0
 * @returns 0 or not a finite number where x ± h is rounded to x
 * @throws RangeError unless h is above 0
 */
export function differenceQuotient(
  f: (x: number) => number,
  x: number,
  h: number,
  {kind = "central", precision = "double"}: DifferenceOptions = {},
): number {
  if (!(h > 0)) throw new RangeError(`the step h of a difference quotient is above 0, not ${h}`);
  const round = roundingTo(precision);
  const at = (place: number): number => round(f(round(place)));
  const [low, run] = kind === "central" ? [x - h, 2 * h] : [x, h];
  return round(round(at(x + h) - at(low)) / round(run));
}
