import type {Token} from "markdown-it";
import {type PageLink, type Position, pageFile, relativeUrl, resolvePath} from "../page/index.ts";
import {type PageContext, positionOf} from "./context.ts";
import {escapeHtml} from "./html.ts";
import {htmlAttributes} from "./rules/html-blocks.ts";
import {didYouMean} from "./suggest.ts";
import {newToken} from "./token-ranges.ts";

export interface LinkSet {
  /** To other Markdown pages. */
  pages: PageLink[];
  /** To places of this page. */
  local: (Position & {anchor: string})[];
}

/** Rewrites one link of the text: to a page's file, to the glossary, or not at all. */
export function resolveLink(tokens: Token[], index: number, context: PageContext, links: LinkSet): void {
  const token = tokens[index] as Token;
  const href = String(token.attrGet("href") ?? "");
  const position = positionOf(token, context);
  if (href.startsWith("glossary:")) {
    linkTerm(tokens, index, decode(href.slice("glossary:".length)), position, context);
    return;
  }
  if (href === "")
    context.problems.error("empty-link", position, "This link leads nowhere. Write where to, between the parentheses.");
  const url = resolveUrl(href, position, context, links);
  if (url !== undefined) token.attrSet("href", url);
}

/** Rewrites links in a tag of raw HTML and reports `${…}` in an attribute, where nothing runs. */
export function resolveTag(token: Token, context: PageContext, links: LinkSet, ids: Map<string, Position>): void {
  const {content} = token;
  if (!/^<[A-Za-z]/.test(content)) return;
  let result = "";
  let done = 0;
  for (const {name, value, start, end} of htmlAttributes(content)) {
    if (name === "id" && value !== "") {
      const at = positionOf(token, context, start);
      const earlier = ids.get(value);
      if (!earlier) ids.set(value, at);
      else
        context.problems.error(
          "duplicate-id",
          at,
          `The id “${value}” is taken already, on line ${earlier.line}. Choose another.`,
        );
    }
    if (/(?<!\\)\$\{/.test(value))
      context.problems.warning(
        "expression-in-attribute",
        positionOf(token, context, start),
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the message quotes the syntax
        "“${…}” does not run in an attribute. Make the element in a cell: html`<a href=${url}>…</a>`.",
      );
    if (name !== "href" || !/^<a\b/i.test(content)) continue;
    const url = resolveUrl(value, positionOf(token, context, start), context, links);
    if (url === undefined) continue;
    result += content.slice(done, start) + escapeHtml(url);
    done = end;
  }
  token.content = result + content.slice(done);
}

/** The built site's URL for a link to a Markdown file, or nothing if the link stays as it is. */
function resolveUrl(href: string, at: Position, context: PageContext, links: LinkSet): string | undefined {
  if (/^\/(?!\/).*\.md(?:[?#]|$)/s.test(href))
    context.problems.error(
      "absolute-link",
      at,
      `“${href}” leads to the server's root, and the site may stand under any path. Start with “./” or “../”.`,
    );
  if (/^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(href)) return undefined;
  const [, path = "", query = "", hash = ""] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(href) ?? [];
  const anchor = decode(hash.slice(1));
  if (path === "") {
    if (query === "" && anchor !== "") links.local.push({...at, anchor});
    return undefined;
  }
  if (!path.endsWith(".md")) {
    // The site makes these two itself.
    if (path.endsWith(".html") && !/(?:^|\/)(?:index|glossary)\.html$/.test(path))
      context.problems.warning(
        "html-link",
        at,
        `Whether “${path}” exists is not checked. To link to a page of this course, name its Markdown file: ${path.replace(/html$/, "md")}.`,
      );
    return undefined;
  }
  const target = resolvePath(context.path, decode(path));
  links.pages.push({path: target, anchor, line: at.line, column: at.column});
  const file = relativeUrl(pageFile(context.path), pageFile(target));
  return `${file.split("/").map(encodeURIComponent).join("/")}${query}${hash}`;
}

function linkTerm(tokens: Token[], index: number, key: string, at: Position, context: PageContext): void {
  const token = tokens[index] as Token;
  const entry = context.glossary?.get(key);
  if (context.glossary && !entry)
    context.problems.error(
      "unknown-term",
      at,
      `The glossary has no entry “${key}”.${didYouMean(key, context.glossary.keys())}`,
    );
  const file = relativeUrl(pageFile(context.path), "glossary.html");
  token.attrs = [
    ["class", "term"],
    ["href", `${file}#${encodeURIComponent(key)}`],
    ["data-term", key],
  ];
  // `[](glossary:key)` shows the term's own name.
  if (tokens[index + 1]?.type !== "link_close") return;
  tokens.splice(index + 1, 0, newToken(token, "text", entry?.term ?? key));
}

export function checkLocalLinks(links: LinkSet, anchors: string[], context: PageContext): void {
  // "#top" and "#" lead to the top of any page.
  for (const {anchor, ...at} of links.local)
    if (anchor.toLowerCase() !== "top" && !anchors.includes(anchor))
      context.problems.error(
        "unknown-anchor",
        at,
        `Nothing on this page has the id “${anchor}”.${didYouMean(anchor, anchors)}`,
      );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
