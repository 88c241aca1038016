import {fixedText, MINUS, numberText} from "../shared/number-text.ts";

/** Writes numbers alike all over one circuit. */
export type Format = (value: number | undefined) => string;

/**
 * Numbers in up to `digits` decimals. What is exact is written short (0.5); what was rounded shows all its decimals
 * (0.20), so that one can see that there is more behind it.
 */
export function formatter(digits: number): Format {
  return (value) => {
    const short = numberText(value, digits);
    if (value === undefined || !Number.isFinite(value) || !/^[\d.−]+$/.test(short)) return short;
    const read = Number(short.replace(MINUS, "-"));
    return Math.abs(read - value) <= 1e-12 * Math.abs(value) ? short : fixedText(value, digits);
  };
}

/** A number inside a formula: a negative one in parentheses. */
export function operandText(value: number | undefined, format: Format): string {
  const text = format(value);
  return text.startsWith(MINUS) ? `(${text})` : text;
}

/** A name's letters and its subscript: "w0" → ["w", "0"], "x_left" → ["x", "left"], "q" → ["q", ""]. */
export function splitName(name: string): [base: string, subscript: string] {
  const match = /^(.*?[^\d_₀-₉])(?:_+(.+)|([\d₀-₉]+))$/u.exec(name);
  if (!match) return [name, ""];
  const subscript = (match[2] ?? match[3] ?? "").replace(/[₀-₉]/g, (digit) => String(digit.charCodeAt(0) - 0x2080));
  return [match[1]!, subscript];
}
