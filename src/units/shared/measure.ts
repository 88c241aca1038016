/** Widths of the interface face's figures and signs, in em. Tabular figures are all as wide as the widest. */
const WIDE: Record<string, number> = {
  ".": 0.3,
  ",": 0.3,
  " ": 0.3,
  "/": 0.4,
  "(": 0.38,
  ")": 0.38,
  "∞": 0.95,
  "∂": 0.58,
};

/**
 * The width of a short text in CSS pixels, a little generously: a picture is placed before it is in a document, where
 * nothing can be measured, and the same text must get the same room everywhere.
 */
export function textWidth(text: string, size = 13): number {
  let em = 0;
  for (const sign of text) em += WIDE[sign] ?? (/[⁰¹²³⁴-⁹⁻]/.test(sign) ? 0.42 : /[mwMW×+−]/.test(sign) ? 0.75 : 0.62);
  return Math.ceil(em * size);
}
