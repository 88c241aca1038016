import type {MarkdownIt, Token} from "markdown-it";
import footnotePlugin from "markdown-it-footnote";
import {contextOf, setPlace} from "../context.ts";
import {ShiftedOrigin} from "../positions.ts";
import {lineText, startOfLine} from "./lines.ts";

interface FootnoteEnv {
  footnotes?: {refs?: Record<string, number>; list?: {label?: string; content?: string; tokens?: Token[]}[]};
}

/** `[^1]` with `[^1]: …`, and `^[in place]`, by markdown-it-footnote, with places for what stands in them. */
export function footnotes(md: MarkdownIt): void {
  md.use(footnotePlugin);

  // The plugin takes a note out of the text by its first and last token, and with a note in it would tear the rest apart.
  md.block.ruler.before("footnote_def", "nested_footnote", (state, startLine, endLine, silent) => {
    const label = /^\[\^[^\s\]]+\]:/.exec(lineText(state, startLine))?.[0];
    if (label === undefined || silent || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
    const last = state.tokens.findLast(({type}) => /^footnote_reference_/.test(type));
    if (last?.type !== "footnote_reference_open") return false;
    contextOf(state.env).problems.error(
      "nested-footnote",
      startOfLine(state, startLine),
      `The footnote “${label}” stands in another one. Begin its line where the text begins.`,
    );
    const paragraph = state.md.block.ruler.getRules("").at(-1);
    return paragraph?.(state, startLine, endLine, false) ?? false;
  });

  // As the plugin's own rule, which parses the note's text apart and so loses where it stands.
  md.inline.ruler.at("footnote_inline", (state, silent) => {
    const start = state.pos;
    if (!state.src.startsWith("^[", start)) return false;
    const end = md.helpers.parseLinkLabel(state, start + 1);
    if (end < 0) return false;
    if (!silent) {
      const context = contextOf(state.env);
      const env = state.env as FootnoteEnv;
      env.footnotes ??= {};
      env.footnotes.list ??= [];
      const outer = context.inline;
      const text = state.src.slice(start + 2, end);
      const tokens: Token[] = [];
      const id = env.footnotes.list.length;
      const nested = state.src === outer.text;
      if (nested) context.inline = {text, origin: new ShiftedOrigin(outer.origin, start + 2)};
      state.push("footnote_ref", "", 0).meta = {id};
      env.footnotes.list[id] = {content: text, tokens};
      md.inline.parse(text, md, state.env, tokens);
      context.inline = outer;
    }
    state.pos = end + 1;
    return true;
  });

  // What looks like a reference but was not taken for one has no note.
  md.inline.ruler.after("footnote_ref", "unknown_footnote", (state, silent) => {
    const match = /^\[\^([^\s\]]+)\](?![:(])/.exec(state.src.slice(state.pos, state.pos + 100));
    const context = contextOf(state.env);
    if (!match || state.src !== context.inline.text) return false;
    if (!silent) {
      const token = state.push("unknown_footnote", "", 0);
      token.content = match[0];
      setPlace(token, context, state.pos);
      const at = context.inline.origin;
      context.problems.error(
        "unknown-footnote",
        at.position(state.pos),
        `There is no footnote “[^${match[1]}]:”. Write its text on a line of its own: “[^${match[1]}]: …”.`,
        {end: at.position(state.pos + match[0].length)},
      );
    }
    state.pos += match[0].length;
    return true;
  });
  md.renderer.rules.unknown_footnote = (tokens, i) => md.utils.escapeHtml((tokens[i] as Token).content);
  md.renderer.rules.footnote_block_open = () =>
    '<section class="footnotes" aria-label="Footnotes">\n<ol class="footnotes-list">\n';
  md.renderer.rules.footnote_anchor = (tokens, i) => {
    const {id, subId} = (tokens[i] as Token).meta as {id: number; subId: number};
    const target = `fnref${id + 1}${subId > 0 ? `:${subId}` : ""}`;
    return ` <a href="#${target}" class="footnote-backref" aria-label="Back to the text">\u21a9\uFE0E</a>`;
  };

  // A note that nothing refers to would vanish without a word, with the cells in it.
  md.core.ruler.before("footnote_tail", "unused_footnotes", (state) => {
    const context = contextOf(state.env);
    const refs = (state.env as FootnoteEnv).footnotes?.refs ?? {};
    const lines = new Map<string, number>();
    state.tokens.forEach((token, i) => {
      const label = (token.meta as {label?: string} | null)?.label;
      if (token.type !== "footnote_reference_open" || label === undefined) return;
      let next = i;
      while (next < state.tokens.length && !state.tokens[next]?.map) next++;
      const line = state.tokens[next]?.map?.[0] ?? 0;
      const earlier = lines.get(label);
      lines.set(label, earlier ?? line);
      if (earlier !== undefined)
        context.problems.error(
          "duplicate-id",
          context.source.startOfLine(line),
          `The footnote “[^${label}]:” is given already on line ${earlier + 1}. Choose another name.`,
        );
      if (earlier !== undefined || refs[`:${label}`] !== -1) return;
      context.problems.warning(
        "unused-footnote",
        context.source.startOfLine(line),
        `Nothing refers to the footnote “${label}”, so it is not shown. Write [^${label}] where it belongs, or remove it.`,
      );
    });
  });
}
