import type {MarkdownIt, StateBlock} from "markdown-it";
import {contextOf} from "../context.ts";
import {MappedOrigin} from "../positions.ts";
import {findExpressionEnd} from "./expression-end.ts";

/**
 * GFM tables, as markdown-it's own rule, except that a `|` inside `${…}` does not end a cell, and that each cell knows
 * where its characters stand. (GitHub splits at that `|`, so a lesson that is read there writes `\|`, which works too.)
 * A `|` in mathematics still ends the cell, as on GitHub: write `\vert`.
 */
export function tables(md: MarkdownIt): void {
  md.block.ruler.at("table", table, {alt: ["paragraph", "reference"]});
}

/** Rows shorter than the head are filled up; this bounds what a small file can blow up to. */
const MOST_FILLED_CELLS = 65_536;

function table(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const delimiterLine = startLine + 1;
  if (delimiterLine >= endLine || isCodeOrOutside(state, startLine) || isCodeOrOutside(state, delimiterLine))
    return false;
  const alignments = parseDelimiters(lineText(state, delimiterLine));
  if (!alignments) return false;
  const head = splitRow(state, startLine);
  if (!head || head.length !== alignments.length) return false;
  if (silent) return true;
  checkFormulas(state, startLine);

  const oldParentType = state.parentType;
  state.parentType = "table";
  const terminators = state.md.block.ruler.getRules("blockquote");
  const open = state.push("table_open", "table", 1);
  state.push("thead_open", "thead", 1).map = [startLine, startLine + 1];
  pushRow(state, startLine, "th", head, alignments);
  state.push("thead_close", "thead", -1);

  let line = startLine + 2;
  let filled = 0;
  let inBody = false;
  for (; line < endLine; line++) {
    if (isCodeOrOutside(state, line) || lineText(state, line).trim() === "") break;
    if (terminators.some((rule) => rule(state, line, endLine, true))) break;
    const cells = splitRow(state, line) ?? [];
    const surplus = cells[alignments.length];
    if (!checkFormulas(state, line) && surplus)
      contextOf(state.env).problems.error(
        "table-row",
        contextOf(state.env).source.at(line, surplus.offsets[0] ?? 0),
        `This row has ${cells.length} cells and the table ${alignments.length} columns, so this is not shown. Write “\\|” for a bar that ends no cell.`,
      );
    filled += alignments.length - cells.length;
    if (filled > MOST_FILLED_CELLS) break;
    if (!inBody) state.push("tbody_open", "tbody", 1).map = [line, line + 1];
    inBody = true;
    pushRow(state, line, "td", cells, alignments);
  }
  if (inBody) state.push("tbody_close", "tbody", -1);
  state.push("table_close", "table", -1);
  open.map = [startLine, line];
  state.parentType = oldParentType;
  state.line = line;
  return true;
}

interface TableCell {
  text: string;
  /** The place of each character in its line, and one more for the end. */
  offsets: number[];
}

function pushRow(state: StateBlock, line: number, tag: "th" | "td", cells: TableCell[], alignments: string[]): void {
  const context = contextOf(state.env);
  state.push("tr_open", "tr", 1).map = [line, line + 1];
  alignments.forEach((alignment, i) => {
    const cell = cells[i] ?? {text: "", offsets: [0]};
    const open = state.push(`${tag}_open`, tag, 1);
    if (alignment) open.attrs = [["style", `text-align:${alignment}`]];
    const inline = state.push("inline", "", 0);
    inline.content = cell.text;
    inline.map = [line, line + 1];
    inline.children = [];
    context.places.set(inline, {origin: new MappedOrigin(context.source, line, cell.offsets), offset: 0});
    state.push(`${tag}_close`, tag, -1);
  });
  state.push("tr_close", "tr", -1);
}

function isCodeOrOutside(state: StateBlock, line: number): boolean {
  const indent = (state.sCount[line] ?? 0) - state.blkIndent;
  return indent < 0 || indent >= 4;
}

function lineStart(state: StateBlock, line: number): number {
  return (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
}

function lineText(state: StateBlock, line: number): string {
  return state.src.slice(lineStart(state, line), state.eMarks[line]);
}

/** Alignments of the columns from `| :-- | :-: |`, or nothing if the line is no such line. */
function parseDelimiters(text: string): string[] | undefined {
  if (!/^[-:|][-:|\s]/.test(text) || /^-\s/.test(text) || !/^[-:|\s]+$/.test(text)) return undefined;
  const columns = text.trim().split("|");
  const alignments: string[] = [];
  for (const [i, column] of columns.entries()) {
    const mark = column.trim();
    if (mark === "" && (i === 0 || i === columns.length - 1)) continue;
    if (!/^:?-+:?$/.test(mark)) return undefined;
    const [left, right] = [mark.startsWith(":"), mark.endsWith(":")];
    alignments.push(left && right ? "center" : right ? "right" : left ? "left" : "");
  }
  return alignments;
}

/** A `|` within a formula ends the cell all the same. Says whether there is one. */
function checkFormulas(state: StateBlock, line: number): boolean {
  const {problems, source} = contextOf(state.env);
  const text = lineText(state, line);
  let isSplit = false;
  for (const {0: formula, 1: tex = "", index} of text.matchAll(FORMULA)) {
    const bar = /(?<!\\)\|/.exec(tex);
    if (!bar) continue;
    isSplit = true;
    const start = lineStart(state, line) - (state.src.lastIndexOf("\n", lineStart(state, line) - 1) + 1);
    problems.error(
      "table-formula",
      source.at(line, start + index + bar.index + (formula.length - tex.length) / 2),
      "This “|” ends the cell in the middle of a formula. Write “\\vert” (or “\\mid”) instead, or “\\$” for a dollar that opens none.",
    );
  }
  return isSplit;
}

/** By the rule of `math.ts`. Code and live values are matched as well, so that what stands in them is passed over. */
const FORMULA = /`[^`]*`|\$\{[^}]*\}|\\.|\$(?![\s{])((?:\\.|[^$\\])+?)(?<!\s)\$(?!\d)/g;

/** Splits a row at each `|` that is neither escaped nor inside `${…}`. Nothing if there is no such `|`. */
function splitRow(state: StateBlock, line: number): TableCell[] | undefined {
  const start = lineStart(state, line);
  // The place of a character is counted from the start of its source line, which markdown-it has moved past any `>`.
  const base = start - (state.src.lastIndexOf("\n", start - 1) + 1);
  const raw = lineText(state, line).trimEnd();
  let text = "";
  const offsets: number[] = [];
  const escaped = new Set<number>();
  for (let i = 0; i < raw.length; i++) {
    if (raw[i] === "\\" && raw[i + 1] === "|") {
      i++;
      escaped.add(text.length);
    }
    text += raw[i];
    offsets.push(base + i);
  }
  offsets.push(base + raw.length);

  const cells: TableCell[] = [];
  let bars = 0;
  let cellStart = 0;
  const take = (end: number) => {
    const part = text.slice(cellStart, end);
    const from = cellStart + (part.length - part.trimStart().length);
    const trimmed = part.trim();
    cells.push({text: trimmed, offsets: offsets.slice(from, from + trimmed.length + 1)});
    cellStart = end + 1;
  };
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\\" && text[i + 1] === "$") i++;
    else if (text[i] === "$" && text[i + 1] === "{") i = findExpressionEnd(text, i + 2) ?? i;
    else if (text[i] === "|" && !escaped.has(i)) {
      bars++;
      take(i);
    }
  }
  take(text.length);
  if (bars === 0 && escaped.size === 0) return undefined;
  if (cells[0]?.text === "") cells.shift();
  if (cells.at(-1)?.text === "") cells.pop();
  return cells.length > 0 ? cells : undefined;
}
