import {formatNumber} from "../../core/graph/number.ts";

/** A true minus sign: as wide as a plus, so that columns of figures stand still. */
export const MINUS = "\u2212";

/** Writes numbers alike all over one unit. */
export type Format = (value: number | undefined) => string;

/**
 * A number as a reader sees it: at most `digits` decimals without trailing zeros, and a power of ten where decimals would
 * show nothing (1.2×10⁻⁹) or too much. A quantity not computed yet is "?", never 0. What is not finite, and the sign, are
 * written as core writes them.
 */
export function numberText(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined) return "?";
  if (value === 0 || !Number.isFinite(value)) return formatNumber(value);
  const size = Math.abs(value);
  if (size >= 1e7 || size < 0.5 * 10 ** -digits) return powerText(value, Math.min(digits, 2));
  return signed(value, withoutZeros(size.toFixed(digits)));
}

/** A number in a fixed number of decimals, for columns that must not jump: −4.00. */
export function fixedText(value: number | null | undefined, digits = 2): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return numberText(value, digits);
  const text = Math.abs(value).toFixed(digits);
  // −0.00 would claim a sign that the figure does not show.
  return Number(text) === 0 ? text : signed(value, text);
}

/**
 * Numbers in up to `digits` decimals. What is exact is written short (0.5); what was rounded shows all its decimals
 * (0.20), so that one can see that there is more behind it.
 */
export function formatter(digits: number): Format {
  return (value) => {
    const short = numberText(value, digits);
    const read = parseNumber(short);
    if (value === undefined || read === null) return short;
    return Math.abs(read - value) <= 1e-12 * Math.abs(value) ? short : fixedText(value, digits);
  };
}

/** A number as a power of ten, with at most `digits` decimals: 3.35×10⁻⁴. The value is finite and not 0. */
export function powerText(value: number, digits = 2): string {
  const [mantissa, exponent] = Math.abs(value).toExponential(digits).split("e") as [string, string];
  const raised = Array.from(exponent.replace("+", ""), (sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)]!));
  return signed(value, `${withoutZeros(mantissa)}×10${raised.join("")}`);
}

/** A count in groups of three: 60,965,224. */
export function countText(value: number | null | undefined): string {
  if (value === null || value === undefined) return "?";
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A number that a reader typed: "-4", "−4", " .5", "1e-3", "1/4" (a quotient); `null` where it is none. */
export function parseNumber(text: string): number | null {
  const plain = text.trim().replaceAll(MINUS, "-").replaceAll("–", "-");
  const parts = plain.split("/");
  if (plain === "" || parts.length > 2) return null;
  const numbers = parts.map((part) => (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(part.trim()) ? Number(part) : NaN));
  const value = numbers.length === 2 ? numbers[0]! / numbers[1]! : numbers[0]!;
  return Number.isFinite(value) ? value : null;
}

function signed(value: number, size: string): string {
  return value < 0 ? MINUS + size : size;
}

function withoutZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
