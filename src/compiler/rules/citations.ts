import type {MarkdownIt, StateInline, Token} from "markdown-it";
import {compareReferences, formatCitation, formatReference} from "../bibliography.ts";
import {contextOf, type PageContext, positionOf, setPlace} from "../context.ts";
import {escapeHtml} from "../html.ts";
import {didYouMean} from "../suggest.ts";
import {lineText} from "./lines.ts";

const PART = /^([^@]*)@(\w[\w:-]*)([^@]*)$/;
const LONGEST = 500;

interface CitationPart {
  before: string;
  key: string;
  after: string;
  /** Offset of the `@` in the citation. */
  offset: number;
}

/**
 * Citations `[@key]`, `[@a; @b]`, `[see @a, section 2]` of the works in `references.yaml`, with a list of the cited works at
 * the end of the page. Whatever stands around a key is kept.
 */
export function citations(md: MarkdownIt): void {
  md.inline.ruler.before("link", "citation", (state, silent) => {
    if (state.src.charCodeAt(state.pos) !== 0x5b /* [ */) return false;
    const context = contextOf(state.env);
    if (state.src !== context.inline.text) return false;
    const end = state.src.indexOf("]", state.pos);
    if (end < 0 || end >= state.posMax || end - state.pos > LONGEST) return false;
    // A label in front of “(” or “[” is a link's.
    if (/[[(]/.test(state.src[end + 1] ?? "")) return false;
    const parts = parseCitation(state.src.slice(state.pos + 1, end));
    if (!parts) {
      if (!silent) reportLookalike(state, end);
      return false;
    }
    if (!silent) {
      const token = state.push("citation", "", 0);
      token.content = state.src.slice(state.pos, end + 1);
      token.meta = {parts};
      setPlace(token, context, state.pos);
    }
    state.pos = end + 1;
    return true;
  });
  // To CommonMark “[@key]: text” at the start of a paragraph defines where a link leads, and says nothing.
  md.block.ruler.before("reference", "citation_first", (state, startLine, endLine, silent) => {
    const label = /^\[([^\]]*)\]:/.exec(lineText(state, startLine))?.[1];
    if (label === undefined || !parseCitation(label)) return false;
    const paragraph = state.md.block.ruler.getRules("").at(-1);
    return paragraph?.(state, startLine, endLine, silent) ?? false;
  });
  md.renderer.rules.citation = (tokens, i, _, env) => {
    const {references} = contextOf(env);
    const parts = partsOf(tokens[i] as Token).map(({before, key, after}) => {
      const reference = references?.get(key);
      const name = reference
        ? `<a class="citation" href="#ref-${escapeHtml(key)}">${escapeHtml(formatCitation(reference))}</a>`
        : `<span class="citation">${escapeHtml(key)}</span>`;
      return `${escapeHtml(before)}${name}${escapeHtml(after)}`;
    });
    return `(${parts.join("; ")})`;
  };
}

function parseCitation(text: string): CitationPart[] | undefined {
  // An address such as me@example.org is no citation, nor is a reference to an equation in brackets.
  if (!/(?:^|[\s;])@\w/.test(text) || /[[\n]|@eq-/.test(text)) return undefined;
  const parts: CitationPart[] = [];
  let offset = 1;
  for (const piece of text.split(";")) {
    const match = PART.exec(piece);
    if (!match) return undefined;
    const [, before = "", key = "", after = ""] = match;
    parts.push({before: before.trimStart(), key, after: after.trimEnd(), offset: offset + before.length});
    offset += piece.length + 1;
  }
  return parts;
}

/** Works that are parted by anything but “;” would stand in the text as they were typed. */
function reportLookalike(state: StateInline, end: number): void {
  const text = state.src.slice(state.pos, end + 1);
  const keys = /^\[@\w[\w:-]*(?:(?:\s*,|\s+and|\s*&)\s*@\w[\w:-]*)+\]$/.test(text) && text.match(/@\w[\w:-]*/g);
  if (!keys) return;
  const context = contextOf(state.env);
  context.problems.warning(
    "citation-list",
    context.inline.origin.position(state.pos),
    `Works are parted by semicolons: write [${keys.join("; ")}].`,
    {end: context.inline.origin.position(end + 1)},
  );
}

const partsOf = (token: Token) => (token.meta as {parts: CitationPart[]}).parts;

export function checkCitation(token: Token, context: PageContext): void {
  for (const {key, offset} of partsOf(token)) {
    if (context.references?.has(key)) context.cited.add(key);
    else if (context.references)
      context.problems.error(
        "unknown-citation",
        positionOf(token, context, offset),
        `No work in references.yaml has the key “${key}”.${didYouMean(key, context.references.keys())}`,
        {end: positionOf(token, context, offset + key.length + 1)},
      );
  }
}

/** The list of the cited works, or nothing if the page cites none. */
export function renderReferences({cited, references}: PageContext, headingId: string): string {
  if (cited.size === 0) return "";
  const items = [...cited]
    .flatMap((key) => references?.get(key) ?? [])
    .sort(compareReferences)
    .map((reference) => `<li id="ref-${escapeHtml(reference.key)}">${formatReference(reference)}</li>`);
  return `<section class="references" aria-labelledby="${headingId}">
<h2 id="${headingId}">References</h2>
<ol>
${items.join("\n")}
</ol>
</section>
`;
}
