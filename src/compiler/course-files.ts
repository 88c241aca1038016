import {slug} from "github-slugger";
import * as v from "valibot";
import type {Course, CourseEntry, GlossaryEntry, Problem, Reference} from "../page/index.ts";
import {SourceText} from "./positions.ts";
import {ProblemList} from "./problems.ts";
import {typeset} from "./typeset.ts";
import {checkMap, readYaml, type YamlText} from "./yaml.ts";

export interface Compiled<T> {
  value: T;
  problems: Problem[];
}

const text = v.pipe(v.string("write text, in quotes if it looks like a number."), v.nonEmpty("write some text."));

const COURSE = v.object({
  id: v.optional(
    v.pipe(
      text,
      v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "write small letters, digits and “-” between them: deep-learning."),
    ),
  ),
  title: text,
  description: v.optional(text),
  lessons: v.optional(v.array(v.unknown(), "write a list: one line “- …” for each lesson.")),
  notebooks: v.optional(v.array(v.unknown(), "write a list: one line “- …” for each notebook.")),
});
const ENTRY = v.object({
  slug: text,
  prerequisites: v.optional(v.array(text, "write a list of lessons: [perceptron, softmax].")),
});

/** Reads `course.yaml`: the title and the order of the lessons, each a name or `{slug, prerequisites}`. */
export function compileCourse(yaml: string, {path}: {path: string}): Compiled<Course> {
  const {document, problems} = open(yaml, path);
  const course: Course = {id: "course", title: "", description: "", lessons: [], notebooks: []};
  if (document) {
    const read = checkMap(document, [], document.value, COURSE, problems, "The course");
    course.id = read.id ?? (slug(read.title ?? "") || course.id);
    course.title = typeset(read.title ?? "");
    course.description = typeset(read.description ?? "");
    course.lessons = entries(document, "lessons", read.lessons ?? [], problems);
    course.notebooks = entries(document, "notebooks", read.notebooks ?? [], problems);
  }
  return {value: course, problems: problems.sorted()};
}

function entries(yaml: YamlText, key: string, list: unknown[], problems: ProblemList): CourseEntry[] {
  const found = new Map<string, CourseEntry>();
  list.forEach((item, i) => {
    const path = [key, i];
    let entry: {slug?: string; prerequisites?: string[]};
    if (typeof item === "string" && item !== "") entry = {slug: item};
    else if (typeof item === "object" && item !== null) entry = checkMap(yaml, path, item, ENTRY, problems, "A lesson");
    else {
      problems.error(
        "schema",
        yaml.position(path),
        "Write the lesson's file name without “.md”, or {slug: …, prerequisites: […]}.",
      );
      return;
    }
    if (entry.slug === undefined) return;
    const position = yaml.position(typeof item === "string" ? path : [...path, "slug"]);
    if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(entry.slug) || entry.slug.endsWith(".md"))
      problems.error("schema", position, `“${entry.slug}” must be the file's name without folder and “.md”.`);
    const earlier = found.get(entry.slug);
    if (earlier)
      problems.error(
        "duplicate-id",
        position,
        `“${entry.slug}” is listed already on line ${earlier.line}. Remove one.`,
      );
    else found.set(entry.slug, {slug: entry.slug, prerequisites: entry.prerequisites ?? [], ...position});
  });
  return [...found.values()];
}

const TERM = v.object({term: text, definition: text});

/** Reads `glossary.yaml`: key → term and definition. Definitions are checked as Markdown by `renderGlossary`. */
export function readGlossary(yaml: string, path: string): {value: GlossaryEntry[]; problems: ProblemList} {
  const {document, problems} = open(yaml, path);
  const value = keyed(document, problems, "glossary").flatMap(([key, item, doc]) => {
    const {term, definition} = checkMap(doc, [key], item, TERM, problems, `The entry “${key}”`);
    return term === undefined || definition === undefined
      ? []
      : [{key, term: typeset(term), definition, ...doc.position([key, "definition"])}];
  });
  return {value, problems};
}

const WORK = v.object({
  authors: v.pipe(
    v.array(text, "write a list of names: [Xavier Glorot, Yoshua Bengio]."),
    v.minLength(1, "name at least one author."),
  ),
  year: v.pipe(v.number("write the year as a number."), v.integer("write the year as a whole number.")),
  title: text,
  venue: v.optional(text),
  url: v.optional(v.pipe(text, v.regex(/^https?:\/\//, "write an address that starts with https://."))),
});

/** Reads `references.yaml`: key → authors, year, title, venue, url. */
export function compileReferences(yaml: string, {path}: {path: string}): Compiled<Reference[]> {
  const {document, problems} = open(yaml, path);
  const value = keyed(document, problems, "bibliography").flatMap(([key, item, doc]) => {
    if (!/^\w[\w:-]*$/.test(key))
      problems.error(
        "schema",
        doc.position([key], "key"),
        `The key “${key}” may hold letters, digits, “-”, “_” and “:” only.`,
      );
    const {authors, year, title, venue, url} = checkMap(doc, [key], item, WORK, problems, `The work “${key}”`);
    return authors === undefined || year === undefined || title === undefined
      ? []
      : [
          {
            key,
            authors: authors.map(typeset),
            year,
            title: typeset(title),
            ...(venue !== undefined && {venue: typeset(venue)}),
            ...(url !== undefined && {url}),
            ...doc.position([key], "key"),
          },
        ];
  });
  return {value, problems: problems.sorted()};
}

function open(yaml: string, path: string): {document: YamlText | undefined; problems: ProblemList} {
  const source = new SourceText(yaml);
  const problems = new ProblemList(path);
  const starts: number[] = [];
  let start = 0;
  for (const line of source.lines) {
    starts.push(start);
    start += line.length + 1;
  }
  const locate = (offset: number) => {
    const row = Math.max(
      starts.findLastIndex((first) => first <= offset),
      0,
    );
    return source.at(row, offset - (starts[row] as number));
  };
  return {document: readYaml(source.text, locate, problems), problems};
}

function keyed(document: YamlText | undefined, problems: ProblemList, noun: string): [string, unknown, YamlText][] {
  const value = document?.value;
  if (!document || value === null || value === undefined) return [];
  if (typeof value !== "object" || Array.isArray(value)) {
    problems.error(
      "schema",
      document.position([]),
      `The ${noun} must be a list of “key:” lines with the entry's own lines indented below each.`,
    );
    return [];
  }
  return Object.entries(value).map(([key, item]) => [key, item, document]);
}
