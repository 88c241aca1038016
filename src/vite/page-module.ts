import {sections, shownOptions} from "../compiler/index.ts";
import type {Cell, Exercise, Problem, Quiz} from "../page/index.ts";
import type {CourseContext} from "./compile.ts";
import {DOCS_ID} from "./ids.ts";
import type {LinkedPage} from "./link.ts";

export interface PageModuleOptions {
  /** In development the module also holds the prose, the problems and marks by which errors find their lines. */
  dev: boolean;
  /** Changes when pages show something else of each other: titles, neighbours. */
  outline: string;
  /** As the page's HTML says it, so that the two can be told to be of one version. */
  version: string;
  /** Leads to the module that `writeSourceModule` writes, for a page that its reader may change. */
  source?: string;
  /** Grows with every version of the module. Versions may reach the browser out of order. */
  revision: number;
}

/** The source of the module of a page: the page as data, and its cells' bodies as functions. */
export function writePageModule(
  {page, attachments}: LinkedPage,
  {dev, source, ...versions}: PageModuleOptions,
): string {
  const fields = [`path: ${literal(page.path)}`];
  if (dev) {
    fields.push("moduleUrl: import.meta.url", literal(versions).slice(1, -1), `html: ${literal(page.html)}`);
    fields.push(`problems: ${literal(page.problems)}`);
  } else fields.push("problems: []");
  if (page.quizzes.length > 0) fields.push(`quizzes: ${literal(page.quizzes.map(liveQuiz))}`);
  if (page.exercises.length > 0) fields.push(`exercises: ${literal(page.exercises.map(liveExercise))}`);
  const parts = sections(page);
  if (parts.length > 0) fields.push(`sections: ${literal(parts)}`);
  const cells = page.cells.map((cell) => writeCell(cell, attachments.get(cell.id) ?? {}, dev));
  // A cell that the reader edits is compiled in the browser, where no bundler resolves its imports.
  const imported = [...new Set(page.cells.flatMap((cell) => (cell.body === undefined ? [] : cell.imports)))];
  if (imported.length > 0)
    fields.push(`modules: {${imported.map((name) => `${literal(name)}: () => import(${literal(name)})`).join(", ")}}`);
  fields.push(`docs: () => import(${literal(DOCS_ID)})`);
  if (source !== undefined) fields.push(`source: () => import(${literal(source)})`);
  return `export const page = {\n${fields.join(",\n")},\ncells: [\n${cells.join(",\n")}\n]};\n`;
}

/** The source of the module of a page's Markdown, with what a browser needs to compile another text in its place. */
export function writeSourceModule(markdown: string, {entries, references, names = []}: CourseContext): string {
  // Definitions are the glossary's own; that a term is there is all that a page needs.
  const glossary = entries.map((entry) => ({...entry, definition: ""}));
  return `export const source = ${literal({markdown, names, glossary, references})};\n`;
}

function writeCell(cell: Cell, attachments: Record<string, {path: string; hash: string}>, dev: boolean): string {
  const {body, embed, ...data} = cell;
  const fields = [literal(data).slice(1, -1)];
  if (embed) fields.push(`embed: {${literal(embed).slice(1, -1)}, load: () => import(${literal(embed.from)})}`);
  const urls = Object.entries(attachments).map(([name, {path, hash}]) => {
    // The hash makes a browser fetch the file anew when it has changed. A build names files by their content itself.
    const url = dev ? `${path}?v=${hash}` : path;
    return `${literal(name)}: new URL(${literal(url)}, import.meta.url).href`;
  });
  if (urls.length > 0) fields.push(`fileUrls: {${urls.join(", ")}}`);
  if (body !== undefined && !embed) fields.push(`define: ${dev ? mark(cell.id) : ""}${body}`);
  return `{${fields.join(", ")}}`;
}

/** A question without its texts: they are in the page's HTML. */
function liveQuiz(quiz: Quiz) {
  const {id, kind, type, answer, tolerance, tries, sketch, options, hash} = quiz;
  const live = {id, kind, type, answer, tolerance, tries, sketch, hash};
  if (options.length === 0) return live;
  const places = shownOptions(quiz).map((option) => options.indexOf(option));
  return {...live, places, ...(type === "order" ? {} : {correct: options.map(({correct}) => correct)})};
}

function liveExercise({id, starter, check, hash}: Exercise) {
  return {id, starter, check, hash};
}

/** The mark that the reader looks for in the module's text to tell which line of a cell has thrown. */
export function mark(id: string): string {
  return `/*cell:${id.replaceAll("*/", "* /")}*/ `;
}

/** A page whose file is gone, for those who have it open: it goes on as it was, and says so. */
export function deletedPage(last: LinkedPage | undefined): LinkedPage | undefined {
  if (!last) return undefined;
  const {path} = last.page;
  const message = `“${path}” was deleted or renamed. You see it as it was; as soon as it is back, the page follows it again.`;
  const problem: Problem = {severity: "error", code: "deleted-page", message, path, line: 1, column: 1};
  return {...last, page: {...last.page, problems: [problem]}};
}

/** JSON as JavaScript: the two line separators are letters to one and line breaks to the other in old engines. */
function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}
