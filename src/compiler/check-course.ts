import type {Course, CourseEntry, Page, Problem} from "../page/index.ts";
import {resolvePath} from "../page/index.ts";
import {ProblemList} from "./problems.ts";
import {didYouMean} from "./suggest.ts";

export interface CheckCourseOptions {
  /** Where the course's order stands: the file that its problems name. */
  path?: string;
}

/** What can be wrong between pages: links, ids, the course's order, embedded cells. */
export function checkCourse(pages: readonly Page[], course: Course, options: CheckCourseOptions = {}): Problem[] {
  const {path = "content/course.yaml"} = options;
  const byPath = new Map(pages.map((page) => [page.path, page]));
  return [
    ...checkOrder(course, byPath, path),
    ...pages.flatMap((page) => checkLinks(page, byPath)),
    ...checkQuestionIds(pages),
    ...pages.flatMap((page) => checkEmbeds(page, byPath)),
    ...checkEmbedCycles(pages, byPath),
  ];
}

function checkOrder(course: Course, byPath: Map<string, Page>, path: string): Problem[] {
  const problems = new ProblemList(path);
  const order = new Map(course.lessons.map(({slug}, i) => [slug, i]));
  const listed = new Set<string>();
  const exists = (folder: string, {slug, ...at}: CourseEntry) => {
    const file = `${folder}/${slug}.md`;
    listed.add(file);
    if (byPath.has(file)) return;
    const slugs = [...byPath.keys()].flatMap((one) =>
      one.startsWith(`${folder}/`) ? one.slice(folder.length + 1, -3) : [],
    );
    problems.error(
      "missing-file",
      at,
      `There is no file ${file}.${didYouMean(slug, slugs) || " Write it, or remove this line."}`,
    );
  };
  for (const entry of course.lessons) exists("content", entry);
  for (const entry of course.notebooks) exists("notebooks", entry);
  for (const [i, {slug, prerequisites, ...at}] of course.lessons.entries())
    for (const needed of prerequisites) {
      const place = order.get(needed);
      if (place === undefined)
        problems.error(
          "unknown-prerequisite",
          at,
          `“${slug}” builds on “${needed}”, which is no lesson of this course.${didYouMean(needed, order.keys())}`,
        );
      else if (place === i) problems.error("cyclic-prerequisite", at, `“${slug}” cannot be its own prerequisite.`);
      else if (place > i) {
        const circle = circleOf(slug, course);
        problems.error(
          circle ? "cyclic-prerequisite" : "later-prerequisite",
          at,
          circle
            ? `These lessons build on each other: ${circle.join(" → ")}. Remove one of the prerequisites.`
            : `“${slug}” builds on “${needed}”, which comes later. Move one of the two.`,
        );
      }
    }
  const unlisted: Problem[] = [];
  for (const [file, page] of byPath)
    if (!listed.has(file) && !page.meta.draft && /^(?:content|notebooks)\//.test(file))
      unlisted.push(
        new ProblemList(file).warning(
          "unlisted-file",
          {line: 1, column: 1},
          `${path} does not list this file, so no reader finds it. Add it there, or write “draft: true” in its front matter.`,
        ),
      );
  return [...problems.sorted(), ...unlisted];
}

/** The prerequisites that lead from a lesson back to itself, if any do. */
function circleOf(slug: string, course: Course): string[] | undefined {
  const needs = new Map(course.lessons.map((lesson) => [lesson.slug, lesson.prerequisites]));
  const seen = new Set<string>();
  const queue: string[][] = [[slug]];
  for (let way = queue.shift(); way; way = queue.shift())
    for (const next of needs.get(way.at(-1) as string) ?? []) {
      if (next === slug) return [...way, next];
      if (!seen.has(next)) queue.push([...way, next]);
      seen.add(next);
    }
  return undefined;
}

function checkLinks(page: Page, byPath: Map<string, Page>): Problem[] {
  const problems = new ProblemList(page.path);
  for (const {path, anchor, ...at} of page.links) {
    const target = byPath.get(path);
    if (!target)
      problems.error(
        "unknown-page",
        at,
        `This link leads to ${path}, which does not exist.${didYouMean(path, byPath.keys())}`,
      );
    else if (anchor !== "" && !target.anchors.includes(anchor))
      problems.error(
        "unknown-anchor",
        at,
        `Nothing on ${path} has the id “${anchor}”.${didYouMean(anchor, target.anchors)}`,
      );
  }
  return problems.sorted();
}

/** Answers are kept under a question's id, so it must be the only one of its name in the whole course. */
function checkQuestionIds(pages: readonly Page[]): Problem[] {
  const first = new Map<string, {page: Page; line: number}>();
  const problems: Problem[] = [];
  for (const page of pages)
    for (const {id, position} of [...page.quizzes, ...page.exercises]) {
      const earlier = first.get(id);
      // Two on one page are reported by the page.
      if (!earlier) first.set(id, {page, line: position.line});
      else if (earlier.page !== page)
        problems.push(
          new ProblemList(page.path).error(
            "duplicate-id",
            position,
            `The id “${id}” is taken already by ${earlier.page.path}:${earlier.line}. Choose another.`,
          ),
        );
    }
  return problems;
}

function checkEmbeds(page: Page, byPath: Map<string, Page>): Problem[] {
  const problems = new ProblemList(page.path);
  for (const {embed, position, id} of page.cells) {
    if (!embed) continue;
    const path = resolvePath(page.path, embed.from);
    const target = byPath.get(path);
    if (!target) {
      problems.error(
        "unknown-page",
        position,
        `There is no page ${path} to embed from.${didYouMean(path, byPath.keys())}`,
        {cell: id},
      );
      continue;
    }
    const defined = target.cells.flatMap(({outputs}) => outputs);
    // As the reader does, which also knows a cell by its id; only a name can be replaced.
    const ids = target.cells.flatMap((cell) => (cell.mode === "block" ? cell.id : []));
    for (const {imported} of embed.names)
      if (!defined.includes(imported) && !ids.includes(imported))
        problems.error(
          "unknown-embed",
          position,
          `No cell of ${path} defines “${imported}” or has that id.${didYouMean(imported, [...defined, ...ids])}`,
          {cell: id},
        );
    for (const {name} of embed.replacements)
      if (!defined.includes(name))
        problems.error("unknown-embed", position, `No cell of ${path} defines “${name}”.${didYouMean(name, defined)}`, {
          cell: id,
        });
  }
  return problems.sorted();
}

/** Pages that embed each other would wait for each other for ever. */
function checkEmbedCycles(pages: readonly Page[], byPath: Map<string, Page>): Problem[] {
  const targets = (page: Page) =>
    page.cells.flatMap((cell) => (cell.embed ? {cell, path: resolvePath(page.path, cell.embed.from)} : []));
  const problems: Problem[] = [];
  for (const page of pages)
    for (const {cell, path} of targets(page)) {
      const seen = new Set([path]);
      const queue = [path];
      for (let next = queue.shift(); next !== undefined; next = queue.shift())
        for (const {path: further} of targets(byPath.get(next) ?? ({cells: []} as unknown as Page)))
          if (!seen.has(further)) {
            seen.add(further);
            queue.push(further);
          }
      if (seen.has(page.path))
        problems.push(
          new ProblemList(page.path).error(
            "embed-cycle",
            cell.position,
            `${path} embeds cells of this page in turn. One of the two must do without the other.`,
            {
              cell: cell.id,
            },
          ),
        );
    }
  return problems;
}
