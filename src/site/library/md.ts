import MarkdownIt from "markdown-it";

const markdown = new MarkdownIt({html: true, linkify: false, typographer: false});

/** Markdown made while the page runs: md`**${n}** of ${total}`. Nodes may be put in: md`- ${svg`…`}`. */
export function md(strings: TemplateStringsArray, ...values: unknown[]): HTMLElement {
  const nodes: Node[] = [];
  let source = strings[0] as string;
  for (const [i, value] of values.entries()) {
    source += value instanceof Node ? `<span data-slot="${nodes.push(value) - 1}"></span>` : String(value);
    source += strings[i + 1];
  }
  const root = document.createElement("div");
  root.innerHTML = markdown.render(unindent(source));
  for (const slot of root.querySelectorAll<HTMLElement>("[data-slot]")) {
    slot.replaceWith(nodes[Number(slot.dataset.slot)] as Node);
  }
  return root;
}

/** A template in indented code is not a code block. */
function unindent(text: string): string {
  const lines = text.split("\n");
  const indents = lines
    .slice(1)
    .filter((line) => line.trim() !== "")
    .map((line) => /^\s*/.exec(line)![0].length);
  const least = indents.length > 0 ? Math.min(...indents) : 0;
  return lines.map((line, i) => (i === 0 ? line.trimStart() : line.slice(least))).join("\n");
}
