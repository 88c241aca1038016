/**
 * A number as a text of the course shows it.
 *
 * At most `digits` digits after the point are shown, and zeros at the end are dropped: 2 → "2", 0.5 → "0.5",
 * 0.123456 → "0.1235". A number that would lose all its digits so, or is a million or more, is written with a power of
 * ten and `digits` significant digits: 0.0000012 → "1.2e−6". The minus is U+2212. Not finite: "∞", "−∞", "not a
 * number". Nothing yet (undefined, null): "?". Never "−0".
 * @param value a number, or what is not known yet
 * @param digits decimals at most, an integer from 0 to 20
 * @throws {TypeError} if `value` is neither a number nor absent
 */
export function format(value: number | bigint | null | undefined, digits = 4): string {
  if (value === undefined || value === null) return "?";
  if (typeof value === "bigint") return signed(String(value));
  if (typeof value !== "number") throw new TypeError(`format() takes a number; this is a ${typeof value}.`);
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const fixed = Number(value.toFixed(digits));
  if (value !== 0 && (fixed === 0 || Math.abs(value) >= 1e6) && !isShortInteger(value)) {
    const [mantissa, exponent] = value.toExponential(Math.max(1, digits) - 1).split("e") as [string, string];
    return signed(`${Number(mantissa)}e${Number(exponent)}`);
  }
  return signed(String(fixed === 0 ? 0 : fixed));
}

/** Whole numbers are shown in full as long as they are exact. */
function isShortInteger(value: number): boolean {
  return Number.isSafeInteger(value) && Math.abs(value) < 1e9;
}

function signed(text: string): string {
  return text.replaceAll("-", "−");
}
