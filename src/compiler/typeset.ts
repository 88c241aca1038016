import MarkdownIt from "markdown-it";

/** Knows no markup at all. */
const plain = new MarkdownIt("zero", {typographer: true});
plain.core.ruler.enable("smartquotes");

/** Text that is no Markdown, such as a title, with its quotation marks and apostrophes as the prose has them. */
export function typeset(text: string): string {
  // A prime in TeX or a string in code is no quotation mark.
  if (!/['"]/.test(text) || /[$`]/.test(text)) return text;
  return plain
    .parseInline(text, {})
    .flatMap(({children}) => children?.map(({content}) => content) ?? [])
    .join("");
}
