import type {Cell, Page, Position, Problem} from "../../page/index.ts";
import {dependents, guarded, liveCell, type MadeFunctions, maker} from "../edit/live-cells.ts";
import type {LiveCell, LivePage, PageSource} from "../live-page.ts";
import {blockLines, type Notebook} from "./blocks.ts";

export interface ShownText {
  page: LivePage;
  title: string;
  /** By line and column of the text. Those of cells are shown in their place, too. */
  problems: Problem[];
  /** Names of the library that cells use. */
  used: string[];
}

export interface ShowOptions {
  /** The page as it was built. */
  author: LivePage;
  source: PageSource;
  /** Whether cells may run that the author has not written so. */
  runs: boolean;
  made: MadeFunctions;
}

/** What stands for the file's path in messages about a text of the reader's. */
export const VERSION_NAME = "your version";

/** The comment before each block, by which the document's elements are told apart. */
const MARK = /^ block (\d+) $/;

/**
 * A reader's text of a notebook as a page: cells that the author wrote just so run as they were built, all others and
 * those that depend on them guarded; the prose without anything that could run. Its blocks are marked for `blockElements`.
 */
export async function showText(notebook: Notebook, options: ShowOptions): Promise<ShownText> {
  const {author, source, runs, made} = options;
  const [{compilePage}, compiler, {sanitize}] = await Promise.all([
    import("../../compiler/index.ts"),
    import("../../compiler/edit.ts"),
    import("./sanitize.ts"),
  ]);
  const {text, lineOf} = withMarks(notebook);
  const {path} = author;
  const place = new RegExp(`${path.replace(/[.*+?^$()[\]{}|\\]/g, "\\$&")}:(\\d+)(?=:\\d)`, "g");
  const mend = (words: string) => words.replace(place, (_, line) => `${VERSION_NAME}:${lineOf(Number(line))}`);
  const moved = <P extends Position>(at: P): P => ({...at, line: lineOf(at.line)});
  const mendProblem = (problem: Problem): Problem => ({
    ...moved(problem),
    ...(problem.end && {end: moved(problem.end)}),
    message: mend(problem.message),
    path: VERSION_NAME,
  });
  const {glossary, references, names} = source;
  const page = compilePage(text, {path, glossary, references, names});
  const cells = page.cells.map(
    (cell): Cell => ({
      ...cell,
      position: moved(cell.position),
      ...(cell.problem && {problem: mendProblem(cell.problem)}),
    }),
  );
  const {html} = page;
  const live: LivePage = {
    ...author,
    html: mend(sanitize(html)),
    cells: runs ? liveCells(cells, author, maker(author, compiler, made), compiler) : cells.map(waitingCell),
    problems: [],
  };
  return {page: live, title: page.meta.title, problems: page.problems.map(mendProblem), used: usedNames(page, names)};
}

function liveCells(
  cells: readonly Cell[],
  author: LivePage,
  make: ReturnType<typeof maker>,
  compiler: typeof import("../../compiler/edit.ts"),
): LiveCell[] {
  const originals = new Map(author.cells.map((cell) => [cell.id, cell]));
  const original = (cell: Cell) => {
    const one = originals.get(cell.id);
    return one && one.source === cell.source && one.mode === cell.mode && one.language === cell.language
      ? one
      : undefined;
  };
  const affected = dependents(cells, (cell) => !original(cell));
  return cells.map((cell): LiveCell => {
    const one = original(cell);
    if (!one) return liveCell(cell, author, make, VERSION_NAME);
    const {body, embed, ...data} = cell;
    if (cell.problem) return {...data, edited: {name: VERSION_NAME}};
    const {define, fileUrls, key} = one;
    const kept: LiveCell = {...data, key, define, ...(fileUrls && {fileUrls}), ...(one.embed && {embed: one.embed})};
    return affected.has(cell) ? guarded(kept, compiler, make) : kept;
  });
}

/** A cell that came from elsewhere, before the reader has agreed to run it. */
function waitingCell({body, embed, ...cell}: Cell): LiveCell {
  const message = "This code has not run yet.";
  const problem: Problem = {
    severity: "warning",
    code: "not-run",
    message,
    path: VERSION_NAME,
    ...cell.position,
    cell: cell.id,
  };
  return {...cell, autodisplay: false, problem: cell.problem ?? problem, edited: {name: VERSION_NAME}};
}

/** The text with a comment before each block, and the line of the text at a line of that. */
function withMarks(notebook: Notebook): {text: string; lineOf: (line: number) => number} {
  const {head, blocks} = notebook;
  const starts = blockLines(notebook).map((line, i) => line + 2 * (i + 1));
  const text = head + blocks.map((block, i) => `<!-- block ${i} -->\n\n${block.text}${block.gap}`).join("");
  return {text, lineOf: (line) => line - 2 * starts.filter((start) => start <= line).length};
}

/** The elements of each block that a root shows, in the order of the blocks; none for one that shows nothing. */
export function blockElements(root: ParentNode): HTMLElement[][] {
  const blocks: HTMLElement[][] = [];
  let current: HTMLElement[] | undefined;
  for (const node of root.childNodes) {
    const index = node.nodeType === 8 ? MARK.exec(node.nodeValue ?? "")?.[1] : undefined;
    if (index !== undefined) blocks[Number(index)] = current = [];
    else if (node instanceof HTMLElement && !node.matches(".references, .footnotes")) current?.push(node);
  }
  return blocks;
}

function usedNames({cells}: Page, names: readonly string[]): string[] {
  const own = new Set(cells.flatMap(({outputs}) => outputs));
  const used = new Set(cells.flatMap(({inputs}) => inputs).filter((name) => !own.has(name)));
  return names.filter((name) => used.has(name));
}
