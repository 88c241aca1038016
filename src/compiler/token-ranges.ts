import type {Token} from "markdown-it";

/** The index of the token that closes the one at `start`. */
export function closingIndex(tokens: Token[], start: number): number {
  let depth = 0;
  for (let i = start; i < tokens.length; i++) {
    depth += (tokens[i] as Token).nesting;
    if (depth === 0) return i;
  }
  return tokens.length - 1;
}

/** The top-level elements of a run of tokens, each with all that it holds. */
export function* elements(tokens: Token[]): Generator<Token[]> {
  for (let i = 0; i < tokens.length; ) {
    const end = closingIndex(tokens, i);
    yield tokens.slice(i, end + 1);
    i = end + 1;
  }
}

/** A token that the parser did not make, of the class of one that it made. */
export function newToken(like: Token, type: string, content: string): Token {
  const TokenClass = like.constructor as new (type: string, tag: string, nesting: 0) => Token;
  return Object.assign(new TokenClass(type, "", 0), {content});
}
