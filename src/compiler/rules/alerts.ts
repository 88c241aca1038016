import type {MarkdownIt, Token} from "markdown-it";
import {contextOf} from "../context.ts";
import {didYouMean} from "../suggest.ts";

const TITLES: Record<string, string> = {
  note: "Note",
  tip: "Tip",
  important: "Important",
  warning: "Warning",
  caution: "Caution",
};

/** GitHub's alerts: a quotation that starts with a line `[!NOTE]`. */
export function alerts(md: MarkdownIt): void {
  md.core.ruler.before("inline", "alerts", (state) => {
    const context = contextOf(state.env);
    const {tokens} = state;
    const result: Token[] = [];
    /** For each open quotation: whether it is an alert. */
    const open: boolean[] = [];
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i] as Token;
      if (token.type === "blockquote_close") {
        const alert = open.pop();
        if (alert) Object.assign(token, {type: "alert_close", tag: "aside"});
      }
      result.push(token);
      if (token.type !== "blockquote_open") continue;
      const inline = tokens[i + 1]?.type === "paragraph_open" ? tokens[i + 2] : undefined;
      const marker = inline && /^\[!([A-Za-z]+)\][ \t]*(\n|$)?/.exec(inline.content);
      const kind = marker?.[1]?.toLowerCase() ?? "";
      if (!inline || !marker) {
        open.push(false);
        continue;
      }
      const position = context.source.at(inline.map?.[0] ?? 0, context.source.line(inline.map?.[0] ?? 0).indexOf("[!"));
      if (!Object.hasOwn(TITLES, kind)) {
        open.push(false);
        const known = Object.keys(TITLES).map((name) => name.toUpperCase());
        context.problems.error(
          "unknown-alert",
          position,
          `There is no alert “[!${marker[1]}]”: use one of ${known.join(", ")}.${didYouMean(kind.toUpperCase(), known)}`,
        );
        continue;
      }
      if (marker[2] === undefined)
        context.problems.warning(
          "alert-title",
          position,
          `Put the text of an alert on the line below “[!${marker[1]}]”: GitHub shows no alert otherwise.`,
        );
      open.push(true);
      Object.assign(token, {type: "alert_open", tag: "aside"});
      token.attrs = [
        ["class", "alert"],
        ["data-kind", kind],
      ];
      const title = new state.Token("html_block", "", 0);
      title.content = `<p class="alert-title">${TITLES[kind]}</p>\n`;
      result.push(title);
      inline.content = inline.content.slice(marker[0].length);
      if (marker[2] === "\n" && inline.map) inline.map = [inline.map[0] + 1, inline.map[1]];
      // A paragraph that held the marker alone is dropped.
      if (inline.content === "") i += 3;
    }
    state.tokens = result;
  });
  md.renderer.rules.alert_open = (tokens, i, _, __, renderer) => `<aside${renderer.renderAttrs(tokens[i] as Token)}>\n`;
  md.renderer.rules.alert_close = () => "</aside>\n";
}
