import type {MarkdownIt, Token} from "markdown-it";
import {type PageContext, positionOf} from "./context.ts";
import {escapeHtml} from "./html.ts";
import {newToken} from "./token-ranges.ts";

/** Elements without content, and those that a browser closes by itself. */
const NEED_NO_END = new Set(
  "area base br col embed hr img input link meta source track wbr p li dt dd tr td th thead tbody tfoot caption colgroup option optgroup rt rp html head body".split(
    " ",
  ),
);

interface OpenTag {
  name: string;
  token: Token;
}

/**
 * A tag that is never closed would take in all that follows, and one that closes nothing would end the page's own frame.
 * Within each block that holds others, and within each line of text, this closes what is left open and takes out what
 * closes nothing; both are reported.
 */
export function balanceTags(blocks: Token[], context: PageContext, md: MarkdownIt): Token[] {
  const {Token} = new md.core.State("", md, {});
  const result: Token[] = [];
  const open: OpenTag[][] = [[]];
  const close = (): string =>
    (open.pop() ?? [])
      .reverse()
      .map((tag) => reportUnclosed(tag, context))
      .join("");
  const push = (end: string) => {
    if (end !== "") result.push(Object.assign(new Token("html_block", "", 0), {content: `${end}\n`}));
  };
  for (const token of blocks) {
    if (token.nesting < 0 && open.length > 1) push(close());
    if (token.type === "html_block" && token.children) visit(token.children, open, context);
    else if (token.type === "inline" && token.children) {
      open.push([]);
      visit(token.children, open, context);
      const end = close();
      if (end !== "") token.children.push(newToken(token, "html_inline", end));
    }
    result.push(token);
    if (token.nesting > 0) open.push([]);
  }
  push(close());
  return result;
}

function visit(tokens: Token[], open: OpenTag[][], context: PageContext): void {
  const own = open.at(-1) as OpenTag[];
  const inside = (name: string) => open.some((tags) => tags.some((tag) => tag.name === name));
  for (const token of tokens) {
    if (token.type === "inline_cell" && (inside("svg") || inside("math")))
      context.problems.error(
        "expression-in-svg",
        positionOf(token, context),
        "A value cannot be shown inside <svg> or <math>. Make the picture in a cell: svg`<svg>…</svg>`.",
      );
    if (token.type !== "html_inline") continue;
    if (/^<!--/.test(token.content) && !/^<!--(?:-?>|[\s\S]*-->)/.test(token.content)) {
      context.problems.error(
        "unclosed-block",
        positionOf(token, context),
        "This comment is never closed, so nothing of what follows is shown. Add “-->”.",
      );
      token.content += "-->";
    }
    const [, slash, written = ""] = /^<(\/?)([A-Za-z][^\s/>]*)/.exec(token.content) ?? [];
    const name = written.toLowerCase();
    if (name === "") continue;
    if (!token.content.endsWith(">")) {
      context.problems.error(
        "unclosed-block",
        positionOf(token, context),
        `The tag “<${slash}${written}” is never finished: a “>” or a quotation mark is missing.`,
      );
      token.content = escapeHtml(token.content);
    } else if (NEED_NO_END.has(name)) continue;
    else if (slash === "") {
      if (!(token.content.endsWith("/>") && (inside("svg") || inside("math")))) own.push({name, token});
    } else {
      const at = own.findLastIndex((tag) => tag.name === name);
      if (at < 0) {
        context.problems.error(
          "unopened-block",
          positionOf(token, context),
          `“</${written}>” closes nothing here. Remove it, or add the tag that it should close.`,
        );
        token.content = "";
      } else {
        const left = own.splice(at).slice(1).reverse();
        token.content = left.map((tag) => reportUnclosed(tag, context)).join("") + token.content;
      }
    }
  }
}

/** Returns what closes the tag. */
function reportUnclosed({name, token}: OpenTag, context: PageContext): string {
  const short = token.content.endsWith("/>") ? " (In HTML “/>” closes nothing.)" : "";
  context.problems.error(
    "unclosed-block",
    positionOf(token, context),
    `This <${name}> is never closed. Add “</${name}>”.${short}`,
  );
  return `</${name}>`;
}
