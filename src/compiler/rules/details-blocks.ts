import type {MarkdownIt, StateBlock, Token} from "markdown-it";
import {contextOf} from "../context.ts";
import {lineText, scanLines, startOfLine} from "./lines.ts";

export interface DetailsMeta {
  /** Plain text of the `<summary>`. */
  summary: string;
}

const OPEN = /^<details(?:\s[^>]*)?>\s*/i;
const SUMMARY = /^<summary(?:\s[^>]*)?>(.*?)<\/summary>\s*/i;

/**
 * `<details>` in a question holds a hint, an answer or a solution, whose text is Markdown even where it stands on the
 * line of the tag: `<details><summary>Hint</summary>Look at the minus.</details>`. Elsewhere it is HTML like any other.
 */
export function detailsBlocks(md: MarkdownIt): void {
  md.block.ruler.before("html_block", "details", details, {alt: ["paragraph", "reference", "blockquote", "list"]});
  md.renderer.rules.details_open = (tokens, i) => {
    const {summary} = (tokens[i] as Token).meta as unknown as DetailsMeta;
    return `<details><summary>${md.utils.escapeHtml(summary || "Details")}</summary>\n`;
  };
}

function details(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const context = contextOf(state.env);
  if (!context.question || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const first = lineText(state, startLine);
  const open = OPEN.exec(first);
  if (!open) return false;
  if (silent) return true;

  // The content starts behind the summary, which may stand on the next line.
  let line = startLine;
  let rest = first.slice(open[0].length);
  if (rest === "" && line + 1 < endLine && SUMMARY.test(lineText(state, line + 1))) rest = lineText(state, ++line);
  const summary = SUMMARY.exec(rest);
  rest = rest.slice(summary?.[0].length ?? 0);
  const contentStart = (state.eMarks[line] ?? 0) - rest.length;

  const end = findEnd(state, startLine, endLine);
  if (!end) {
    context.problems.error(
      "unclosed-block",
      startOfLine(state, startLine),
      "This <details> is never closed. Add “</details>”.",
    );
    return false;
  }
  const token = state.push("details_open", "details", 1);
  token.map = [startLine, end.line + 1];
  token.meta = {summary: (summary?.[1] ?? "").replace(/<[^>]*>/g, "").trim()} satisfies DetailsMeta;
  tokenizeBetween(state, line, contentStart, end);
  state.push("details_close", "details", -1);
  state.line = end.line + 1;
  const tail = state.src.slice(end.offset + "</details>".length, state.eMarks[end.line]);
  if (tail.trim() !== "")
    context.problems.warning(
      "lost-text",
      startOfLine(state, end.line),
      `The text behind </details> is not shown: “${tail.trim().slice(0, 40)}”. Put it on a line of its own.`,
    );
  return true;
}

/** Parses from an offset in the first line to one in the last, by moving the ends of these lines for the while. */
function tokenizeBetween(state: StateBlock, first: number, start: number, end: {line: number; offset: number}): void {
  const {source} = contextOf(state.env);
  const last = end.line;
  const {lineMax, parentType} = state;
  const [bMark, tShift, sCount, eMark] = [
    state.bMarks[first] as number,
    state.tShift[first] as number,
    state.sCount[first] as number,
    state.eMarks[last] as number,
  ];
  state.eMarks[last] = end.offset;
  source.lineEnds.set(last, end.offset - (state.src.lastIndexOf("\n", end.offset - 1) + 1));
  state.bMarks[first] = Math.min(start, state.eMarks[first] as number);
  state.tShift[first] = 0;
  state.sCount[first] = state.blkIndent;
  state.lineMax = last + 1;
  state.parentType = "details";
  state.md.block.tokenize(state, first, last + 1);
  state.bMarks[first] = bMark;
  state.tShift[first] = tShift;
  state.sCount[first] = sCount;
  state.eMarks[last] = eMark;
  state.lineMax = lineMax;
  state.parentType = parentType;
}

function findEnd(state: StateBlock, startLine: number, endLine: number): {line: number; offset: number} | undefined {
  let depth = 0;
  for (const line of scanLines(state, startLine, endLine)) {
    const offset = (state.eMarks[line] ?? 0) - lineText(state, line).length;
    for (const {0: tag, index} of lineText(state, line).matchAll(/<(\/?)details\b[^>]*>/gi)) {
      depth += tag[1] === "/" ? -1 : 1;
      if (depth === 0) return {line, offset: offset + index};
    }
  }
  return undefined;
}
