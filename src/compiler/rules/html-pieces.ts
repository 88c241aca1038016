import {findExpressionEnd} from "./expression-end.ts";

/** A run of HTML source: a tag, an `${expression}` in running text, or anything else as it stands. */
export interface HtmlPiece {
  type: "tag" | "text" | "expression" | "unclosed";
  /** The tag's or text's source; for an expression, what stands between the braces. */
  text: string;
  /** Where `text` starts in the HTML. */
  start: number;
}

/** As a browser reads it: a quotation that is never closed takes all that follows. */
const TAG = /<\/?[A-Za-z](?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^"'>]+)*>?/y;
const RAW = /^<(script|style|textarea|title)(?=[\s/>])/i;

/**
 * Splits HTML at its tags and at `${…}`. Comments, the text of script, style and textarea, and attributes hold no
 * expressions: a browser would not let anything run there.
 */
export function* htmlPieces(html: string): Generator<HtmlPiece> {
  let textStart = 0;
  let position = 0;
  let unclosed = false;
  const text = function* (end: number): Generator<HtmlPiece> {
    if (end > textStart) yield {type: "text", text: html.slice(textStart, end), start: textStart};
  };
  while (position < html.length) {
    if (html.startsWith("\\${", position)) {
      // The backslash has done its work.
      yield* text(position);
      textStart = position + 1;
      position += 3;
    } else if (!unclosed && html.startsWith("${", position)) {
      const end = findExpressionEnd(html, position + 2);
      yield* text(position);
      if (end === undefined) {
        // Behind it nothing is taken for an expression.
        unclosed = true;
        yield {type: "unclosed", text: "${", start: position};
        position = textStart = position + 2;
        continue;
      }
      yield {type: "expression", text: html.slice(position + 2, end), start: position + 2};
      position = textStart = end + 1;
    } else if (html[position] === "<") {
      const end = endOfMarkup(html, position);
      if (end === undefined) position++;
      else {
        yield* text(position);
        const markup = html.slice(position, end);
        yield {type: markup[1] === "!" || markup[1] === "?" ? "text" : "tag", text: markup, start: position};
        textStart = end;
        const raw = RAW.exec(markup);
        position = raw ? endOfRawText(html, end, raw[1] as string) : end;
      }
    } else position++;
  }
  yield* text(html.length);
}

function endOfMarkup(html: string, start: number): number | undefined {
  if (html.startsWith("<!--", start)) {
    const end = html.indexOf("-->", start + 4);
    return end < 0 ? html.length : end + 3;
  }
  if (/^<[!?]/.test(html.slice(start, start + 2))) {
    const end = html.indexOf(">", start);
    return end < 0 ? html.length : end + 1;
  }
  TAG.lastIndex = start;
  const tag = TAG.exec(html);
  return tag ? start + tag[0].length : undefined;
}

/** The text of such an element goes on to its closing tag, whatever stands in it. */
function endOfRawText(html: string, start: number, name: string): number {
  const length = html.slice(start).search(new RegExp(`</${name}`, "i"));
  return length < 0 ? html.length : start + length;
}
