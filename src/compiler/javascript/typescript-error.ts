import {toCell, transpile} from "@observablehq/notebook-kit";
import {splitPlace} from "./source-error.ts";
import {tokensOf} from "./tokens.ts";

/**
 * Continuations after which some correct beginning of a program would be complete, or fail in another way. The compiler
 * reads from left to right: once its first complaint stays the same whatever follows, the fault lies before.
 */
const CONTINUATIONS = ["", " 0", " x", ";", ")", "}", "]", " {}", ": x", " => 0", "`"];

/**
 * Where the TypeScript compiler's first complaint lies, as an offset. Notebook-kit throws its words without the place,
 * so this looks for the shortest beginning of the source that already earns that complaint: about log₂(tokens) × 11
 * runs of the parser, and only when something is wrong.
 */
export function locateTypeScriptError(source: string, message: string): number {
  const tokens = tokensOf(source);
  if (tokens.length === 0) return 0;
  const isWrong = (count: number) => {
    const beginning = source.slice(0, tokens[count - 1]?.end ?? 0);
    return CONTINUATIONS.every((continuation) => complaint(beginning + continuation) === message);
  };
  let right = 0;
  let wrong = tokens.length + 1;
  while (wrong - right > 1) {
    const middle = (right + wrong) >> 1;
    if (isWrong(middle)) wrong = middle;
    else right = middle;
  }
  // With all tokens read and none at fault, something is missing at the end.
  return tokens[wrong - 1]?.start ?? source.trimEnd().length;
}

function complaint(source: string): string | undefined {
  try {
    transpile(toCell({id: -1, value: source, mode: "ts"}));
    return undefined;
  } catch (error) {
    return splitPlace((error as Error).message).text;
  }
}
