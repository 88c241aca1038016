import type {MarkdownIt, StateInline} from "markdown-it";
import {contextOf, originOf, setPlace} from "../context.ts";

/**
 * Parses the inline texts one after the other as markdown-it does, but lets each rule know where its text comes from,
 * and gives links and tags their place.
 */
export function inlineText(md: MarkdownIt): void {
  md.core.ruler.at("inline", (state) => {
    const context = contextOf(state.env);
    for (const token of state.tokens) {
      if (token.type !== "inline") continue;
      context.inline = {text: token.content, origin: originOf(token, context)};
      md.inline.parse(token.content, md, state.env, token.children ?? []);
    }
  });

  const {State} = md.inline;
  md.inline.State = class extends State {
    override push(type: string, tag: string, nesting: -1 | 0 | 1): ReturnType<StateInline["push"]> {
      const token = super.push(type, tag, nesting);
      if (type === "link_open" || type === "html_inline" || type === "image") {
        const context = contextOf(this.env);
        // The link rule has moved past its “[” already.
        const offset = type === "link_open" && this.src[this.pos - 1] === "[" ? this.pos - 1 : this.pos;
        setPlace(token, context, offset);
      }
      return token;
    }
  };
}
