import {tokenizer, tokTypes} from "acorn";
import type {PageContext} from "../context.ts";
import type {Origin} from "../positions.ts";

/** Says that a `${` at an offset of a text has no end. */
export function reportUnclosed({problems}: PageContext, origin: Origin, offset: number): void {
  problems.error(
    "unclosed-expression",
    origin.position(offset),
    `This “\${” is never closed. Add the missing “}”, or write “\\\${” for the characters themselves.`,
    {end: origin.position(offset + 2)},
  );
}

/** An expression longer than this is taken for an unclosed one. It also bounds the work on hostile text. */
const LONGEST = 20_000;

/**
 * Finds the `}` that closes an expression: `start` is the offset behind `${`, the result that of the `}`. JavaScript's
 * own tokens decide, so braces in strings, templates, regular expressions and comments do not count.
 */
export function findExpressionEnd(text: string, start: number): number | undefined {
  if (text.indexOf("}", start) < 0) return undefined;
  // Most expressions are short, and the tokenizer needs a copy of what it reads.
  let end = findByTokens(text, start, 200);
  if (typeof end !== "number" && text.length - start > 200) end = findByTokens(text, start, LONGEST);
  // Where it is no JavaScript, as in `${don't}`, plain counting finds what was meant, and the parser says what is wrong.
  return end === "no tokens" ? findByCounting(text, start) : end;
}

/** Reads at most `length` characters. Nothing comes back if they end before the expression does. */
function findByTokens(text: string, start: number, length: number): number | "no tokens" | undefined {
  // Within a template literal the tokenizer knows that an expression is expected, and that `{` is then no block.
  const opening = "`${";
  try {
    const tokens = tokenizer(opening + text.slice(start, start + length), {
      ecmaVersion: "latest",
      sourceType: "module",
    });
    let depth = 0;
    for (;;) {
      const {type, start: at} = tokens.getToken();
      if (type === tokTypes.eof) return undefined;
      if (type === tokTypes.braceL || type === tokTypes.dollarBraceL) depth++;
      else if (type === tokTypes.braceR && --depth === 0) return start + at - opening.length;
    }
  } catch {
    return "no tokens";
  }
}

function findByCounting(text: string, start: number): number | undefined {
  const end = Math.min(text.length, start + LONGEST);
  let depth = 1;
  for (let i = start; i < end; i++) {
    if (text[i] === "{") depth++;
    else if (text[i] === "}" && --depth === 0) return i;
  }
  return undefined;
}
