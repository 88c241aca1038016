/** A true minus sign: as wide as a plus, so that columns of figures stand still. */
export const MINUS = "\u2212";

/**
 * A number as a reader sees it: at most `digits` decimals without trailing zeros, a true minus sign, and a power of ten
 * where decimals would show nothing (1.2×10⁻⁹) or too much. A quantity not computed yet is "?", never 0; what is not
 * finite keeps its name.
 */
export function numberText(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined) return "?";
  if (Number.isNaN(value)) return "NaN";
  if (value === Number.POSITIVE_INFINITY) return "∞";
  if (value === Number.NEGATIVE_INFINITY) return `${MINUS}∞`;
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e7 || size < 0.5 * 10 ** -digits) return powerText(value, Math.min(digits, 2));
  const fixed = size.toFixed(digits);
  const text = fixed.includes(".") ? fixed.replace(/\.?0+$/, "") : fixed;
  return value < 0 ? MINUS + text : text;
}

/** A number in a fixed number of decimals, for columns that must not jump: −4.00. */
export function fixedText(value: number | null | undefined, digits = 2): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return numberText(value, digits);
  const text = Math.abs(value).toFixed(digits);
  // −0.00 would claim a sign that the figure does not show.
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}

/** A count with thin groups of three: 60,965,224. */
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

/** A number as a power of ten, with at most `digits` decimals: 3.35×10⁻⁴. The value is finite and not 0. */
export function powerText(value: number, digits = 2): string {
  const [mantissa, exponent] = Math.abs(value).toExponential(digits).split("e");
  const raised = [...exponent!.replace("+", "")]
    .map((sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)]!))
    .join("");
  const digitsShown = mantissa!.includes(".") ? mantissa!.replace(/\.?0+$/, "") : mantissa!;
  return `${value < 0 ? MINUS : ""}${digitsShown}×10${raised}`;
}
