/** A number as a circuit prints it: the shortest text that reads back as the same number, with a true minus and ∞. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  return String(value).replace("e+", "e").replaceAll("-", "−");
}

/** The same to at most four significant digits, for places as narrow as a gate: 1/3 → "0.3333". */
export function formatShort(value: number): string {
  return formatNumber(Number.isFinite(value) ? Number(value.toPrecision(4)) : value);
}

/**
 * Rounds to `digits` decimals, half away from zero, and never returns −0. Without `digits` only −0 becomes 0, so that no
 * picture shows "−0".
 */
export function roundTo(value: number, digits?: number): number {
  if (digits === undefined || !Number.isFinite(value)) return value + 0;
  return Number(value.toFixed(digits)) + 0;
}
