import {parseNumber} from "./number-text.ts";

/**
 * What of a unit a link to its page may carry, as text: a stranger may have written it. A unit that has such parts gives
 * them by name as its `linked`.
 */
export interface LinkedPart {
  read(): string;
  /** Checks the text and sets the part. Returns why it was not set. */
  write(text: string): string | undefined;
}

export type LinkedParts = Readonly<Record<string, LinkedPart>>;

/** Two numbers as a link carries them: "-0.5,4". */
export function pairText([a, b]: readonly [number, number]): string {
  return `${Number(a.toPrecision(12))},${Number(b.toPrecision(12))}`;
}

/** The pair of such a text; undefined where it is none. */
export function pairOf(text: string): [number, number] | undefined {
  const numbers = text.length > 80 ? [] : text.split(",").map(parseNumber);
  const [a, b] = numbers;
  return numbers.length === 2 && typeof a === "number" && typeof b === "number" ? [a, b] : undefined;
}
