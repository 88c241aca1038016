import GithubSlugger from "github-slugger";
import type {Env, MarkdownIt, Token} from "markdown-it";
import type {Heading} from "../page/index.ts";
import {escapeHtml} from "./html.ts";

/**
 * Gives each heading the id that GitHub would give it, a link to itself, and an entry in the table of contents.
 * `taken` are ids that other elements of the page have: a heading makes way for them.
 */
export function anchorHeadings(
  tokens: Token[],
  taken: Iterable<string>,
  md: MarkdownIt,
  env: Env,
): {toc: Heading[]; ids: string[]; title: {text: string; line: number} | undefined; slugger: GithubSlugger} {
  const slugger = new GithubSlugger();
  for (const id of taken) slugger.occurrences[id] = 0;
  const toc: Heading[] = [];
  const ids: string[] = [];
  let title: {text: string; line: number} | undefined;
  tokens.forEach((token, i) => {
    const children = tokens[i + 1]?.children;
    if (token.type !== "heading_open" || !children) return;
    const level = Number(token.tag.slice(1));
    const text = plainText(children);
    const id = slugger.slug(/[\p{L}\p{N}]/u.test(text) ? text : "section");
    ids.push(id);
    token.attrSet("id", id);
    if (level === 1 && title === undefined && text !== "") title = {text, line: token.map?.[0] ?? 0};
    if (level > 1 && token.level === 0) {
      const html = md.renderer.renderInline(forContents(children), md.options, env);
      toc.push({id, level, html: html.trim()});
    }
    const close = tokens[i + 2];
    if (close?.type === "heading_close") close.meta = {id};
  });
  return {toc, ids, title, slugger};
}

export function headings(md: MarkdownIt): void {
  md.renderer.rules.heading_close = (tokens, i, options, _, renderer) => {
    const token = tokens[i] as Token;
    const id = escapeHtml(String(token.meta?.id ?? ""));
    const link = id === "" ? "" : `<a class="anchor" href="#${id}" aria-label="Link to this section">#</a>`;
    return `${link}${renderer.renderToken(tokens, i, options)}`;
  };
}

/** What a heading says without markup; of a formula, its TeX. */
function plainText(children: Token[]): string {
  return children
    .map(({type, content, children: inner}) => {
      if (type === "text" || type === "code_inline" || type === "math_inline") return content;
      if (type === "softbreak" || type === "hardbreak") return " ";
      return type === "image" && inner ? plainText(inner) : "";
    })
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

const LEFT_OUT = new Set(["link_open", "link_close", "inline_cell", "footnote_ref", "image", "problem_mark"]);

/** A table of contents holds no links, and no cell a second time. Of HTML it keeps what only forms letters. */
function forContents(children: Token[]): Token[] {
  return children.filter(
    ({type, content}) =>
      !LEFT_OUT.has(type) && (type !== "html_inline" || /^<\/?(?:em|strong|b|i|sub|sup|code|kbd|var)>$/i.test(content)),
  );
}
