import type {MarkdownIt, StateInline, Token} from "markdown-it";
import {contextOf, setPlace} from "../context.ts";
import {findExpressionEnd, reportUnclosed} from "./expression-end.ts";

/** `${expression}` in text, headings, lists and tables becomes an `inline_cell` token. HTML blocks: html-blocks.ts. */
export function inlineExpressions(md: MarkdownIt): void {
  md.inline.ruler.before("escape", "inline_cell", (state, silent) => {
    const start = state.pos;
    if (state.src.charCodeAt(start) !== 0x24 /* $ */ || state.src.charCodeAt(start + 1) !== 0x7b /* { */) return false;
    const context = contextOf(state.env);
    const {inline} = context;
    // A nested parse of another text is that of an image's description, where nothing can run.
    if (state.src !== inline.text || start > (inline.unclosed ?? Infinity)) return false;
    if (insideRawText(state)) return false;
    const end = start === inline.unclosed ? undefined : findExpressionEnd(state.src, start + 2);
    if (end === undefined || end >= state.posMax) {
      // A link's text may end before the expression does. Only the end of the whole text proves it unclosed.
      if (end !== undefined) return false;
      if (start !== inline.unclosed) reportUnclosed(context, inline.origin, start);
      inline.unclosed = start;
      if (silent) return false;
      state.pending += "${";
      setPlace(state.push("problem_place", "", 0), context, start);
      state.pos += 2;
      return true;
    }
    if (!silent) {
      const token = state.push("inline_cell", "", 0);
      token.content = state.src.slice(start + 2, end);
      setPlace(token, context, start + 2);
    }
    state.pos = end + 1;
    return true;
  });
}

const scanned = new WeakMap<Token[], {upTo: number; inside: boolean}>();

/** Whether the text stands in an inline `<script>`, `<style>` or `<textarea>`, whose text a browser takes as it is. */
function insideRawText(state: StateInline): boolean {
  const {tokens} = state;
  const known = scanned.get(tokens) ?? {upTo: 0, inside: false};
  for (; known.upTo < tokens.length; known.upTo++) {
    const token = tokens[known.upTo] as Token;
    if (token.type !== "html_inline") continue;
    const tag = /^<(\/?)(?:script|style|textarea)\b/i.exec(token.content);
    if (tag) known.inside = tag[1] === "";
  }
  scanned.set(tokens, known);
  return known.inside;
}
