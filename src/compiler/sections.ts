import type {Page, Section} from "../page/index.ts";
import {hash} from "./hash.ts";
import {plainText} from "./plain-text.ts";

/** The sections of a page: one for each heading of level 2 in its table of contents. */
export function sections({html, toc}: Pick<Page, "html" | "toc">): Section[] {
  const headings = toc
    .filter(({level}) => level === 2)
    .map((heading) => ({...heading, at: html.search(new RegExp(`<h2\\b[^>]*\\sid="${escapePattern(heading.id)}"`))}))
    .filter(({at}) => at >= 0);
  // Notes and references stand behind the last section and belong to none.
  const notes = html.search(/<section class="(?:references|footnotes)"/);
  return headings.map(({id, html: title, at}, i) => {
    const end = headings[i + 1]?.at ?? (notes > at ? notes : html.length);
    const text = html.slice(html.indexOf("</h2>", at) + "</h2>".length, end);
    // Cells are part of a section too: what two sections of pictures differ by is their code.
    return {
      id,
      title: plainText(title),
      hash: hash(
        text
          .replace(/<[^>]*>/g, " ")
          .replace(/\s+/g, " ")
          .trim(),
      ),
    };
  });
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
