import type {MarkdownIt, Token} from "markdown-it";
import type {Cell} from "../page/index.ts";
import {fenceLanguage} from "./cell-options.ts";
import {highlight} from "./highlight.ts";
import {escapeHtml} from "./html.ts";

/** The placeholders that the reader fills, and code that is only shown. */
export function cellMarkup(md: MarkdownIt): void {
  const {rules} = md.renderer;
  rules.cell = (tokens, i) => blockPlaceholder((tokens[i] as Token).meta?.cell as Cell);
  rules.inline_cell = (tokens, i) => inlinePlaceholder((tokens[i] as Token).meta?.cell as Cell | undefined);
  rules.fence = (tokens, i) => {
    const token = tokens[i] as Token;
    return `${highlight(token.content.replace(/\n$/, ""), fenceLanguage(token))}\n`;
  };
}

function blockPlaceholder(cell: Cell): string {
  const height = cell.height === undefined ? "" : ` style="--reserved: ${cell.height}px"`;
  const shown = cell.show === "folded" ? "" : cell.show === "editor" ? ` data-show="editor" open` : " open";
  return `<div class="cell" ${identity(cell)}${height}>
<div class="cell-output"></div>
<details class="cell-source"${shown}><summary>show code</summary>${highlight(cell.source, cell.language)}</details>
</div>
`;
}

function inlinePlaceholder(cell: Cell | undefined): string {
  return cell ? `<span class="cell-inline" ${identity(cell)}></span>` : "";
}

function identity({id, key}: Cell): string {
  const name = escapeHtml(id);
  return `id="cell-${name}" data-cell="${name}" data-key="${key}" data-state="pending"`;
}
