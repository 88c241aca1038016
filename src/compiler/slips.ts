import type {Token} from "markdown-it";
import {originOf, type PageContext, positionOf} from "./context.ts";

/** Says of what Markdown takes for plain text, or for code to be shown, that something else may have been meant. */
export function checkSlips(tokens: Token[], index: number, context: PageContext): void {
  const token = tokens[index] as Token;
  const inline = tokens[index + 1];
  const warn = (code: string, message: string) => {
    const at = inline?.type === "inline" ? originOf(inline, context).position(0) : positionOf(token, context);
    context.problems.warning(code, at, message);
  };
  if (token.type === "code_block") {
    const fence = /^(?:`{3,}|~{3,})[jt]s\b/.exec(token.content);
    if (fence)
      warn(
        "indented-fence",
        `This “${fence[0]}” is indented by four spaces or more, so it is shown as code. Indent it less.`,
      );
    return;
  }
  const text = inline?.content ?? "";
  const heading = /^(#{2,6})([^#\s].*)/.exec(text);
  if (heading)
    warn(
      "heading-space",
      `This is no heading yet: put a space behind “${heading[1]}”, or write “\\#” for the character itself.`,
    );
  if (/^:::\s*\{?\.?\w/.test(text))
    warn("fenced-div", "“:::” means nothing here. Write an alert, “> [!NOTE]” and below it “> text”, or a <div>.");
}
