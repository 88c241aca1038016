import type {MarkdownIt, Token} from "markdown-it";
import {formatPlace, type Position, type Problem} from "../page/index.ts";
import {type PageContext, positionOf} from "./context.ts";
import {escapeHtml} from "./html.ts";
import {comparePositions} from "./positions.ts";
import {closingIndex, newToken} from "./token-ranges.ts";

/** With more than this a page is no page any more; the list of problems has them all. */
const MOST_MARKS = 300;

/** What is told at a place of its own: a cell shows its problem itself, and a warning does not stop a build. */
export function needsMark({severity, cell}: Problem): boolean {
  return severity === "error" && cell === undefined;
}

/** The renderer's part. A `problem_place` is where a rule found something wrong in text that stays as it was typed. */
export function problemMarks(md: MarkdownIt): void {
  md.renderer.rules.problem_mark = (tokens, i) => (tokens[i] as Token).content;
  md.renderer.rules.problem_place = () => "";
}

/** A problem's words and place, as `div` between blocks or as `span` in a line. */
export function markHtml({message, ...place}: Pick<Problem, "message" | "path" | keyof Position>, tag: "div" | "span") {
  const html = `<${tag} class="problem-mark" role="note"><strong>Error:</strong> ${escapeHtml(message)} <code>${escapeHtml(formatPlace(place))}</code></${tag}>`;
  return tag === "div" ? `${html}\n` : html;
}

/** The tokens with a mark for each problem: behind the link, formula or citation that it is about, else before its block. */
export function placeMarks(
  blocks: Token[],
  problems: readonly Problem[],
  context: PageContext,
  md: MarkdownIt,
): Token[] {
  const inline = inlineTargets(blocks, context);
  const markable = markableBlocks(blocks);
  const notes = blocks.findIndex(({type}) => type === "footnote_block_open");
  const before = new Map<number, string>();
  const done = new Set<string>();
  const told = (problem: Problem) => ({...problem, ...context.told});
  for (const problem of problems) {
    if (done.size === MOST_MARKS) break;
    const key = `${problem.line}:${problem.column} ${problem.message}`;
    if (done.has(key)) continue;
    done.add(key);
    const target = findTarget(inline, problem);
    if (target) insertMark(target, markHtml(told(problem), "span"));
    else {
      const index = blockIndex(markable, problem.line - 1, notes < 0 ? blocks.length : notes);
      before.set(index, (before.get(index) ?? "") + markHtml(told(problem), "div"));
    }
  }
  if (before.size === 0) return blocks;
  const {Token} = new md.core.State("", md, {});
  const result: Token[] = [];
  for (let i = 0; i <= blocks.length; i++) {
    const content = before.get(i);
    if (content !== undefined) result.push(Object.assign(new Token("problem_mark", "", 0), {content}));
    if (i < blocks.length) result.push(blocks[i] as Token);
  }
  return result;
}

interface Target {
  start: Position;
  /** The end of what the token covers; only an image's is not known. */
  end?: Position;
  token: Token;
  siblings: Token[];
}

const EXACT = new Set(["link_open", "equation_ref", "unknown_footnote", "problem_place"]);
const WITH_LENGTH = new Set(["citation", "math_inline", "html_inline"]);

/** What of the text in lines can have a mark behind it, in the order of the file. */
function inlineTargets(blocks: Token[], context: PageContext): Target[] {
  const targets: Target[] = [];
  for (const {type, children} of blocks) {
    if (type !== "inline" || !children) continue;
    for (const token of children) {
      const add = (end: Position | undefined) =>
        targets.push({start: positionOf(token, context), end, token, siblings: children});
      if (EXACT.has(token.type)) add(positionOf(token, context));
      else if (WITH_LENGTH.has(token.type)) add(positionOf(token, context, token.content.length));
      else if (token.type === "image") add(undefined);
    }
  }
  return targets.sort((a, b) => comparePositions(a.start, b.start));
}

/** The last token that starts at or before the place, if it reaches it. */
function findTarget(targets: Target[], place: Position): Target | undefined {
  let low = 0;
  let high = targets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comparePositions((targets[middle] as Target).start, place) <= 0) low = middle + 1;
    else high = middle;
  }
  const target = targets[low - 1];
  if (!target) return undefined;
  const reaches = target.end ? comparePositions(place, target.end) <= 0 : place.line === target.start.line;
  // Another tag than a link's may be one that holds no text, such as <svg>.
  return reaches && (target.token.type !== "html_inline" || /^<a\b/i.test(target.token.content)) ? target : undefined;
}

function insertMark({token, siblings}: Target, content: string): void {
  let at = siblings.indexOf(token);
  if (token.type === "link_open") at = closingIndex(siblings, at);
  else if (token.type === "html_inline") {
    const end = siblings.findIndex(
      ({type, content}, i) => i > at && type === "html_inline" && /^<\/a\b/i.test(content),
    );
    if (end >= 0) at = end;
  }
  while (siblings[at + 1]?.type === "problem_mark") at++;
  siblings.splice(at + 1, 0, newToken(token, "problem_mark", ` ${content}`));
}

/** Blocks that text may stand before. */
const BLOCKS = new Set(
  "paragraph_open heading_open fence cell code_block html_block hr table_open bullet_list_open ordered_list_open blockquote_open alert_open math_block question_open details_open".split(
    " ",
  ),
);

interface Block {
  index: number;
  level: number;
  map: [number, number];
}

function markableBlocks(blocks: Token[]): Block[] {
  return blocks.flatMap(({type, level, map}, index) => (map && BLOCKS.has(type) ? {index, level, map} : []));
}

/** The index of the innermost block that holds a line, else of the next one in the text, else `end`. */
function blockIndex(blocks: Block[], line: number, end: number): number {
  let found: number | undefined;
  let next: number | undefined;
  for (const {index, level, map} of blocks) {
    if (map[0] <= line && line < map[1]) found = index;
    else if (map[0] > line && level === 0) next ??= index;
  }
  return found ?? next ?? end;
}
