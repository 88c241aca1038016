import type {MarkdownIt, StateCore, Token} from "markdown-it";
import {contextOf, type PageContext} from "../context.ts";
import {LinesOrigin} from "../positions.ts";
import {reportUnclosed} from "./expression-end.ts";
import {htmlPieces} from "./html-pieces.ts";

/**
 * `${expression}` in blocks of raw HTML. The block becomes a list of children: `html_inline` for what is copied and
 * `inline_cell` for what runs. Markdown in HTML is not read, as on GitHub, unless a blank line stands before it.
 */
export function htmlBlocks(md: MarkdownIt): void {
  md.core.ruler.before("inline", "html_blocks", (state) => {
    const context = contextOf(state.env);
    for (const token of state.tokens)
      if (token.type === "html_block" && token.map) token.children = split(token, state, context);
  });
  md.renderer.rules.html_block = (tokens, i, options, env, renderer) => {
    const token = tokens[i] as Token;
    return token.children ? renderer.renderInline(token.children, options, env) : token.content;
  };
}

function split(token: Token, state: StateCore, context: PageContext): Token[] {
  const origin = new LinesOrigin(context.source, token.map?.[0] ?? 0, token.content);
  const children: Token[] = [];
  for (const {type, text, start} of htmlPieces(token.content)) {
    const child = new state.Token(type === "expression" ? "inline_cell" : "html_inline", "", 0);
    child.content = text;
    context.places.set(child, {origin, offset: start});
    children.push(child);
    if (type === "unclosed") reportUnclosed(context, origin, start);
  }
  return children;
}

const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

export interface HtmlAttribute {
  name: string;
  value: string;
  /** Where the value starts in the tag's source, and where it ends. */
  start: number;
  end: number;
}

/** The attributes of an opening tag. */
export function htmlAttributes(tag: string): HtmlAttribute[] {
  const name = /^<[A-Za-z][^\s/>]*/.exec(tag)?.[0];
  if (name === undefined) return [];
  const rest = tag.slice(name.length);
  return Array.from(rest.matchAll(ATTRIBUTE), (match) => {
    const value = match[2] ?? match[3] ?? match[4] ?? "";
    const quoted = match[2] !== undefined || match[3] !== undefined ? 1 : 0;
    const end = name.length + match.index + match[0].length - quoted;
    return {name: (match[1] as string).toLowerCase(), value, start: end - value.length, end};
  });
}
