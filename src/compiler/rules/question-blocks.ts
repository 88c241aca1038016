import type {MarkdownIt, StateBlock} from "markdown-it";
import type {Position} from "../../page/index.ts";
import {contextOf} from "../context.ts";
import {nearest} from "../suggest.ts";
import {detailsBlocks} from "./details-blocks.ts";
import {lineText, scanLines, startOfLine} from "./lines.ts";

export type QuestionKind = "quiz" | "predict" | "exercise";

export interface QuestionMeta {
  kind: QuestionKind;
  position: Position;
  /** What stands behind the kind in the comment. */
  attributes: string;
  /** Offset of `attributes` in the comment's first line, from its `<`. */
  attributesStart: number;
  /** The lines between the opening comment and the reveal or the closing one, counted from 0, end exclusive. */
  lines: [number, number];
}

const MARKER = /^<!--\s*(\/?)(quiz|predict|exercise|reveal)(?=[\s>-])([\s\S]*?)-->[ \t]*$/;
const STARTS_MARKER = /^<!--\s*\/?(?:quiz|predict|exercise|reveal)(?=[\s>-]|$)/;

interface Marker {
  closes: boolean;
  word: QuestionKind | "reveal";
  attributes: string;
  attributesStart: number;
  /** The line behind the comment. */
  next: number;
}

/**
 * Quizzes, predictions and exercises: `<!-- quiz id=… -->` to `<!-- /quiz -->` are comments to GitHub. Here they become
 * `question_open` and `question_close` around what stands between them, with `reveal_open` at a prediction's reveal.
 */
export function questionBlocks(md: MarkdownIt): void {
  md.block.ruler.before("html_block", "question", question, {alt: ["paragraph", "reference", "blockquote", "list"]});
  md.use(detailsBlocks);
}

function question(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const text = lineText(state, startLine);
  if (!text.startsWith("<!--") || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const marker = readMarker(state, startLine, endLine);
  if (!marker) {
    if (!silent) reportLookalike(state, startLine, text);
    return false;
  }
  if (silent) return true;
  const {problems} = contextOf(state.env);
  const at = startOfLine(state, startLine);
  state.line = marker.next;
  if (marker.closes || marker.word === "reveal") {
    problems.error(
      "unopened-block",
      at,
      marker.word === "reveal" && !marker.closes
        ? "“<!-- reveal -->” belongs between <!-- predict id=… --> and <!-- /predict -->."
        : `“<!-- /${marker.word} -->” closes nothing: there is no “<!-- ${marker.word} … -->” before it.`,
    );
    return true;
  }
  const kind = marker.word;
  const end = findEnd(state, kind, marker.next, endLine);
  if (end.line === undefined) {
    const until = end.nested === undefined ? "" : ` before the next question starts on line ${end.nested + 1}`;
    const nested = end.nested === undefined ? "" : " Questions cannot stand in one another.";
    problems.error(
      "unclosed-block",
      at,
      `This ${kind} is never closed. Add a line “<!-- /${kind} -->”${until}.${nested}`,
    );
    return true;
  }
  pushQuestion(state, startLine, marker, kind, end.reveal, end.line);
  state.line = readMarker(state, end.line, endLine)?.next ?? end.line + 1;
  return true;
}

function pushQuestion(
  state: StateBlock,
  startLine: number,
  marker: Marker,
  kind: QuestionKind,
  reveal: number | undefined,
  closing: number,
): void {
  const context = contextOf(state.env);
  const oldMax = state.lineMax;
  const oldParent = state.parentType;
  const open = state.push("question_open", "section", 1);
  const end = reveal ?? closing;
  open.map = [startLine, closing + 1];
  open.meta = {
    kind,
    position: startOfLine(state, startLine),
    attributes: marker.attributes,
    attributesStart: marker.attributesStart,
    lines: [marker.next, end],
  } satisfies QuestionMeta;
  state.parentType = "question";
  context.question = kind;
  state.lineMax = end;
  state.md.block.tokenize(state, marker.next, end);
  context.question = undefined;
  if (reveal !== undefined) {
    state.push("reveal_open", "details", 1).map = [reveal, closing];
    state.lineMax = closing;
    state.md.block.tokenize(state, readMarker(state, reveal, oldMax)?.next ?? reveal + 1, closing);
    state.push("reveal_close", "details", -1);
  }
  state.lineMax = oldMax;
  state.parentType = oldParent;
  state.push("question_close", "section", -1);
}

/** A comment may run over several lines. */
function readMarker(state: StateBlock, line: number, endLine: number): Marker | undefined {
  let text = lineText(state, line);
  if (!STARTS_MARKER.test(text)) return undefined;
  let next = line + 1;
  while (!text.includes("-->") && next < endLine && next < line + 20) text += `\n${lineText(state, next++)}`;
  const match = MARKER.exec(text);
  if (!match) return undefined;
  const [all, slash, word, attributes = ""] = match;
  return {
    closes: slash === "/",
    word: word as Marker["word"],
    attributes: attributes.replaceAll("\n", " "),
    attributesStart: all.indexOf(word as string) + (word as string).length,
    next,
  };
}

function findEnd(
  state: StateBlock,
  kind: QuestionKind,
  start: number,
  endLine: number,
): {line?: number; reveal?: number; nested?: number} {
  let reveal: number | undefined;
  for (const line of scanLines(state, start, endLine)) {
    const marker = readMarker(state, line, endLine);
    if (!marker) continue;
    if (marker.word === "reveal" && kind === "predict" && !marker.closes) reveal ??= line;
    else if (marker.word === "reveal") continue;
    else if (marker.closes && marker.word === kind) return {line, reveal};
    else return {nested: line};
  }
  return {};
}

function reportLookalike(state: StateBlock, line: number, text: string): void {
  const context = contextOf(state.env);
  const at = startOfLine(state, line);
  if (STARTS_MARKER.test(text)) {
    const word = /(\/?\w+)/.exec(text)?.[1];
    context.problems.error(
      "question-comment",
      at,
      text.includes("-->")
        ? `Put the comment “<!-- ${word} … -->” on a line of its own.`
        : `The comment “<!-- ${word}” is never closed. Add “-->”.`,
    );
    return;
  }
  const word = /^<!--\s*\/?(\w+)(?=\s+\w+=|\s*-->)/.exec(text)?.[1];
  const meant = word && nearest(word, ["quiz", "predict", "exercise", "reveal"]);
  if (meant)
    context.problems.warning(
      "question-comment",
      at,
      `The comment “${word}” means nothing here. Did you mean “${meant}”?`,
    );
}
