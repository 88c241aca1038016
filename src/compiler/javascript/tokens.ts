import {type Token, tokenizer, tokTypes} from "acorn";

/** JavaScript's tokens of a text, up to the first place that is none. TypeScript has the same tokens but for `@`. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  try {
    for (const token of tokenizer(source, {ecmaVersion: "latest", sourceType: "module"})) tokens.push(token);
  } catch {
    // What was read so far is what there is to go by.
  }
  return tokens;
}

/** The offset of the n-th use of a name that is no property, counted from 0. */
export function findName(source: string, name: string, n = 0): number | undefined {
  const tokens = tokensOf(source);
  let rest = n;
  for (const [i, token] of tokens.entries()) {
    if (token.type !== tokTypes.name || (token as Token & {value: string}).value !== name) continue;
    const before = tokens[i - 1]?.type;
    if (before === tokTypes.dot || before === tokTypes.questionDot) continue;
    if (rest-- === 0) return token.start;
  }
  return undefined;
}
