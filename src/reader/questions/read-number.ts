/** A number that a reader typed, or what is wrong with it, as a sentence. */
export type ReadNumber = {value: number} | {refusal: string};

const UNSIGNED = String.raw`(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`;
const DECIMAL = new RegExp(`^[+-]?${UNSIGNED}$`);
const FRACTION = new RegExp(`^([+-]?${UNSIGNED})/([+-]?${UNSIGNED})$`);
/** `10^-3`, `2×10^-3`. */
const POWER_OF_TEN = new RegExp(`^([+-])?(?:(${UNSIGNED})[*×·])?10\\^([+-]?\\d+)$`);

/**
 * Reads a number as people write it: "−0.2" with a true minus sign, "1e-3", "2/3", "½", "2·10^-3". What could mean two
 * things, as a comma does, is refused rather than guessed.
 */
export function readNumber(text: string): ReadNumber {
  const typed = text.trim();
  const plain = typed
    .replace(/\p{No}/gu, (character) => character.normalize("NFKD"))
    .replace(/[−–—‒]/g, "-")
    .replace(/⁄/g, "/")
    .replace(/\s+/g, "")
    .toLowerCase();
  if (plain === "") return {refusal: "Type a number first."};
  if (/^[+-]?nan$/.test(plain)) return {refusal: "NaN means “not a number”. Type the number that you expect."};
  if (/^[+-]?(?:∞|inf(?:inity)?)$/.test(plain)) return {refusal: "Infinity is no number to check. Type a finite one."};
  if (/\d,\d/.test(plain)) {
    const withPoint = plain.replaceAll(",", ".");
    return {
      refusal: DECIMAL.test(withPoint)
        ? `A comma can mean two things. Write ${minus(withPoint)} for a decimal, or leave the comma out.`
        : `A comma can mean two things. Write decimals with a point, and leave out what groups digits.`,
    };
  }
  if (/%$/.test(plain)) {
    const share = Number(plain.slice(0, -1));
    return {
      refusal: Number.isFinite(share)
        ? `Write ${typed} without the sign: ${minus(String(share / 100))} as a share.`
        : "Write a percentage as a share: 0.5.",
    };
  }
  const value = numberIn(plain);
  if (value === undefined)
    return {refusal: `“${shortened(typed)}” is no number. Write digits, such as 0.5, −2, 1e-3 or 2/3.`};
  if (Number.isNaN(value) || !Number.isFinite(value))
    return {
      refusal: plain.includes("/")
        ? "That divides by zero, or by nearly that."
        : `“${shortened(typed)}” is larger than a computer's numbers go.`,
    };
  return {value};
}

function numberIn(plain: string): number | undefined {
  if (DECIMAL.test(plain)) return Number(plain);
  const fraction = FRACTION.exec(plain);
  if (fraction) return Number(fraction[1]) / Number(fraction[2]);
  const power = POWER_OF_TEN.exec(plain);
  if (power) return Number(`${power[1] ?? ""}${Number(power[2] ?? 1)}e${power[3]}`);
  return undefined;
}

const minus = (text: string) => text.replaceAll("-", "−");

function shortened(text: string): string {
  return text.length > 30 ? `${text.slice(0, 29)}…` : text;
}
