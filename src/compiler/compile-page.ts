import type {Token} from "markdown-it";
import {
  builtinNames,
  type GlossaryEntry,
  type Page,
  type Position,
  type Problem,
  type Reference,
} from "../page/index.ts";
import {checkFenceLanguage, exerciseRole, fencePosition, isUnclosed} from "./cell-options.ts";
import {compileCells} from "./cells.ts";
import {checkCells} from "./checks.ts";
import type {PageContext} from "./context.ts";
import {readFrontMatter} from "./front-matter.ts";
import {anchorHeadings} from "./headings.ts";
import {escapeHtml} from "./html.ts";
import {checkLocalLinks, type LinkSet, resolveLink, resolveTag} from "./links.ts";
import {markdown} from "./markdown.ts";
import {markHtml, needsMark, placeMarks} from "./marks.ts";
import {LinesOrigin, SourceText} from "./positions.ts";
import {ProblemList} from "./problems.ts";
import {compileQuestions} from "./questions.ts";
import {checkCitation, renderReferences} from "./rules/citations.ts";
import {checkMath, numberEquations} from "./rules/math.ts";
import type {QuestionMeta} from "./rules/question-blocks.ts";
import {checkSlips} from "./slips.ts";
import {balanceTags} from "./tag-balance.ts";

export interface CompileOptions {
  /** The file, relative to the project: "content/softmax.md". */
  path: string;
  /** Without these, glossary links and citations are not checked. */
  glossary?: readonly GlossaryEntry[];
  references?: readonly Reference[];
  /** Names of the library, which a cell may use without an import. Without them, undefined names are not reported. */
  names?: Iterable<string>;
  /** Errors that only the whole course shows: they get their mark in the text, and are not among the page's problems. */
  marks?: readonly Problem[];
  /** Where the text stands in another file, as a definition does in glossary.yaml: the marks name this place. */
  within?: Pick<Problem, "path" | "line" | "column">;
}

/**
 * Compiles a lesson or notebook. Never throws: whatever is wrong with the text is one of the page's problems, with the
 * file's own line and column, and everything else of the page is there.
 */
export function compilePage(text: string, options: CompileOptions): Page {
  try {
    const page = compileUnmarked(text, options);
    const marks = [...page.problems, ...(options.marks ?? [])].filter(needsMark);
    // Some checks need the finished page, so a page with errors is made once more, with a mark where each belongs.
    return marks.length === 0 ? page : {...compileUnmarked(text, {...options, marks}), problems: page.problems};
  } catch (error) {
    return failedPage(text, options.path, error);
  }
}

/** The page with marks for the given problems alone. Throws if the compiler itself is at fault. */
export function compileUnmarked(text: string, options: CompileOptions): Page {
  const {path, glossary, references, names, marks = [], within} = options;
  const source = new SourceText(text);
  const problems = new ProblemList(path);
  const {meta, lines} = readFrontMatter(source, problems);
  checkEncoding(text, source, problems);
  const context: PageContext = {
    path,
    source,
    problems,
    glossary: glossary && new Map(glossary.map((entry) => [entry.key, entry])),
    references: references && new Map(references.map((reference) => [reference.key, reference])),
    names: new Set([...builtinNames, ...(names ?? [])]),
    told: within,
    inline: {text: "", origin: new LinesOrigin(source, 0, "")},
    equations: new Map(),
    cited: new Set(),
    places: new WeakMap(),
  };
  const env = {page: context};
  // Empty lines instead of the front matter keep the numbers of all others.
  const body = "\n".repeat(lines) + source.lines.slice(lines).join("\n");
  const parsed = balanceTags(markdown.parse(body, env), context, markdown);

  const links: LinkSet = {pages: [], local: []};
  const htmlIds = new Map<string, Position>();
  const tokens = checkTokens(parsed, context, links, htmlIds);
  numberEquations(tokens, context);
  const compiled = compileCells(tokens, context);
  checkCells(compiled, context, {knowsLibrary: names !== undefined});
  const cells = compiled.map(({cell}) => cell);

  const blocks = placeMarks(parsed, marks, context, markdown);
  const taken = [...htmlIds.keys(), ...context.equations.keys(), ...cells.map(({id}) => `cell-${id}`)];
  taken.push(...blocks.flatMap(questionAnchor));
  const {toc, ids, title, slugger} = anchorHeadings(blocks, taken, markdown, env);
  const outputs = new Set(cells.flatMap((cell) => cell.outputs));
  const render = (part: Token[]) => markdown.renderer.render(part, markdown.options, env);
  const {tokens: content, questions} = compileQuestions(blocks, context, outputs, render);
  const html = render(content) + renderReferences(context, slugger.slug("references"));

  for (const [id, at] of htmlIds)
    if (context.equations.has(id) || cells.some((cell) => id === `cell-${cell.id}`))
      problems.error("duplicate-id", at, `The id “${id}” is taken already on this page. Choose another.`);
  const {quizzes, exercises} = questions;
  const anchors = [
    ...new Set([
      ...ids,
      ...htmlIds.keys(),
      ...context.equations.keys(),
      ...cells.flatMap(({id, mode}) => (mode === "block" ? `cell-${id}` : [])),
      ...quizzes.map(({id}) => `quiz-${id}`),
      ...exercises.map(({id}) => `exercise-${id}`),
      ...[...context.cited].map((key) => `ref-${key}`),
      ...(context.cited.size > 0 ? ["references"] : []),
      ...tokens.flatMap(footnoteAnchor),
    ]),
  ];
  checkLocalLinks(links, anchors, context);
  checkTitle(meta, title, context);
  return {path, meta, html, toc, cells, quizzes, exercises, links: links.pages, anchors, problems: problems.sorted()};
}

/** Visits every token once, in the order of the text, for the checks that need no other; returns those with content. */
function checkTokens(blocks: Token[], context: PageContext, links: LinkSet, htmlIds: Map<string, Position>): Token[] {
  const result: Token[] = [];
  let inExercise = false;
  const visit = (tokens: Token[]) => {
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i] as Token;
      if (token.type === "question_open") inExercise = (token.meta as unknown as QuestionMeta).kind === "exercise";
      else if (token.type === "question_close") inExercise = false;
      else if (token.type === "paragraph_open" || token.type === "code_block") checkSlips(tokens, i, context);
      else if (token.type === "link_open") resolveLink(tokens, i, context, links);
      else if (token.type === "html_inline") resolveTag(token, context, links, htmlIds);
      else if (token.type === "citation") checkCitation(token, context);
      else if (token.type === "math_inline" || token.type === "math_block") checkMath(token, context);
      else if (token.type === "fence") {
        if (isUnclosed(token))
          context.problems.error(
            "unclosed-fence",
            fencePosition(token, context),
            `This code block is never closed. Add a line “${token.markup}” below it.`,
          );
        checkFenceLanguage(token, context);
        if (inExercise && exerciseRole(token)) continue;
      }
      result.push(token);
      if (token.children && token.type !== "image") visit(token.children);
    }
  };
  visit(blocks);
  return result;
}

/** What cannot be read as UTF-8 was replaced by one character before it came here. */
function checkEncoding(text: string, source: SourceText, problems: ProblemList): void {
  if (!/[\uFFFD\0]/.test(text)) return;
  const line = source.lines.findIndex((each) => each.includes("\uFFFD"));
  problems.warning(
    "encoding",
    source.at(line, (source.lines[line] ?? "").indexOf("\uFFFD")),
    "This character could not be read: the file is not encoded as UTF-8. Save it as UTF-8.",
  );
}

function questionAnchor({type, meta}: Token): string[] {
  if (type !== "question_open") return [];
  const {kind, attributes} = meta as unknown as QuestionMeta;
  const id = /(?:^|\s)id=(\S+)/.exec(attributes)?.[1];
  return id === undefined ? [] : [`${kind === "exercise" ? "exercise" : "quiz"}-${id}`];
}

function footnoteAnchor({type, meta}: Token): string[] {
  if (type !== "footnote_ref" && type !== "footnote_open") return [];
  const {id, subId} = meta as {id: number; subId?: number};
  return type === "footnote_open" ? [`fn${id + 1}`] : [`fnref${id + 1}${subId ? `:${subId}` : ""}`];
}

function checkTitle(meta: Page["meta"], heading: {text: string; line: number} | undefined, context: PageContext): void {
  const at = heading ? context.source.startOfLine(heading.line) : context.source.at(0, 0);
  if (meta.title === "" && heading) meta.title = heading.text;
  else if (meta.title === "")
    context.problems.warning(
      "missing-title",
      at,
      "This page has no title. Add “title: …” between two lines “---” at its top.",
    );
  else if (heading && straight(heading.text) !== straight(meta.title))
    context.problems.warning(
      "two-titles",
      at,
      `The front matter calls this page “${meta.title}”, this heading “${heading.text}”. Remove the heading, or make it one of level 2.`,
    );
}

/** Text without the difference between typed and typeset quotation marks. */
const straight = (text: string) => text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"');

/** A fault of the compiler itself still leaves a page to read. */
function failedPage(text: string, path: string, error: unknown): Page {
  const problems = new ProblemList(path);
  const problem = problems.error(
    "internal-error",
    {line: 1, column: 1},
    `The compiler failed on this page: ${error instanceof Error ? error.message : String(error)}. Please report it with the file.`,
  );
  return {
    path,
    meta: {title: "", description: "", objectives: [], draft: false, toc: true, keywords: []},
    html: `${markHtml(problem, "div")}<pre>${escapeHtml(text)}</pre>`,
    toc: [],
    cells: [],
    quizzes: [],
    exercises: [],
    links: [],
    anchors: [],
    problems: problems.sorted(),
  };
}
