import {
  checkCourse,
  compileCourse,
  compileGlossary,
  compilePage,
  compileReferences,
  type RenderedTerm,
  renderGlossary,
} from "../compiler/index.ts";
import type {Course, GlossaryEntry, Page, Problem, Reference} from "../page/index.ts";
import {shortHash} from "./modules.ts";

export type GlossaryTerm = RenderedTerm;

/** What the course's YAML files say. */
export interface CourseContext {
  course: Course;
  coursePath: string;
  /** The glossary's terms with their definitions as HTML. */
  glossary: GlossaryTerm[];
  entries: GlossaryEntry[];
  references: Reference[];
  /** The names that a cell may use; undefined if they are not known. */
  names: string[] | undefined;
  /** Equal keys: pages of the same text are compiled alike. */
  key: string;
  problems: Problem[];
}

export interface TextFile {
  path: string;
  /** Undefined if there is no such file. */
  text: string | undefined;
}

/** Reads course.yaml, glossary.yaml and references.yaml. A course can do without the last two. */
export function readContext(
  [course, glossary, references]: [course: TextFile, glossary: TextFile, references: TextFile],
  names: string[] | undefined,
): CourseContext {
  const order = compileCourse(course.text ?? "title: Untitled", course);
  const works = compileReferences(references.text ?? "", references);
  const terms = compileGlossary(glossary.text ?? "", {path: glossary.path, references: works.value});
  const problems = [...order.problems, ...works.problems, ...terms.problems];
  if (course.text === undefined) problems.push(noCourse(course.path));
  return {
    course: order.value,
    coursePath: course.path,
    glossary: renderGlossary(terms.value, {references: works.value}),
    entries: terms.value,
    references: works.value,
    names,
    key: shortHash(JSON.stringify([glossary.text, references.text, names])),
    problems,
  };
}

/** Compiles a page. `marks` are errors that only the whole course shows, to be told in the text too. */
export function compile(text: string, path: string, context: CourseContext, marks: Problem[] = []): Page {
  const {entries, references, names} = context;
  return compilePage(text, {path, glossary: entries, references, names, marks});
}

/** The problems that only the whole course shows. */
export function checkPages(pages: Page[], {course, coursePath}: CourseContext): Problem[] {
  const taken = pages.filter(({path}) => /^content\/(index|glossary|work)\.md$/.test(path));
  return [
    ...checkCourse(pages, course, {path: coursePath}),
    ...taken.map(({path}): Problem => {
      const message = "The site makes a page of this name itself. Rename this file.";
      return {severity: "error", code: "reserved-name", message, path, line: 1, column: 1};
    }),
  ];
}

function noCourse(path: string): Problem {
  const message = `There is no ${path}. Create it, with a title, a description and the lessons in order: “lessons: [first, second]”.`;
  return {severity: "error", code: "missing-file", message, path, line: 1, column: 1};
}
