import type {MarkdownIt, Token} from "markdown-it";

/** `- [ ]` and `- [x]`: the options of a question, and elsewhere boxes that are ticked or not, as on GitHub. */
export function taskLists(md: MarkdownIt): void {
  md.core.ruler.before("inline", "task_lists", ({tokens}) => {
    tokens.forEach((token, i) => {
      if (token.type !== "list_item_open" || tokens[i + 1]?.type !== "paragraph_open") return;
      const inline = tokens[i + 2] as Token;
      const box = /^\[([ xX])\](?:\s+|$)/.exec(inline.content);
      if (!box) return;
      inline.content = inline.content.slice(box[0].length);
      token.meta = {...token.meta, ticked: box[1] !== " "};
    });
  });
  md.renderer.rules.list_item_open = (tokens, i, options, _, renderer) => {
    const token = tokens[i] as Token;
    const ticked = tickedOf(token);
    const open = renderer.renderToken(tokens, i, options);
    return ticked === undefined
      ? open
      : `${open}<input type="checkbox" disabled${ticked ? " checked" : ""} aria-label="${ticked ? "done" : "to do"}"> `;
  };
}

export const tickedOf = (token: Token | undefined) => token?.meta?.ticked as boolean | undefined;
