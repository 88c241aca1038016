import {type CourseEntry, type Page, pageFile} from "../../page/index.ts";
import type {CourseView} from "./view.ts";

/** A lesson or a notebook at its place in the course. */
export interface Entry {
  page: Page;
  /** Its file in the built site. */
  file: string;
  kind: "lesson" | "notebook";
  /** Counts from 1 in the order of course.yaml; notebooks have none. */
  number?: number;
  /** What it builds on, as far as it is there. */
  prerequisites: Entry[];
}

export interface Outline {
  lessons: Entry[];
  notebooks: Entry[];
}

/** The course in its order. An entry of course.yaml without a file is left out: there is nothing to lead to. */
export function outline({course, pages}: Pick<CourseView, "course" | "pages">): Outline {
  const byPath = new Map(pages.map((page) => [page.path, page]));
  const bySlug = new Map<string, Entry>();
  const read = (entries: CourseEntry[], folder: string, kind: Entry["kind"]): Entry[] =>
    entries.flatMap(({slug}) => {
      const page = byPath.get(`${folder}/${slug}.md`);
      if (page === undefined) return [];
      const entry: Entry = {page, file: pageFile(page.path), kind, prerequisites: []};
      bySlug.set(slug, entry);
      return [entry];
    });
  const lessons = read(course.lessons, "content", "lesson");
  const notebooks = read(course.notebooks, "notebooks", "notebook");
  lessons.forEach((lesson, i) => {
    lesson.number = i + 1;
  });
  for (const {slug, prerequisites} of [...course.lessons, ...course.notebooks]) {
    const entry = bySlug.get(slug);
    entry?.prerequisites.push(...prerequisites.flatMap((each) => bySlug.get(each) ?? []));
  }
  return {lessons, notebooks};
}

/** Where a page stands, and what comes before and after it among its own kind. A page that the course doesn't list stands alone. */
export function place(view: CourseView & {page: Page}): {entry: Entry; previous?: Entry; next?: Entry; of: number} {
  const {lessons, notebooks} = outline(view);
  for (const entries of [lessons, notebooks]) {
    const i = entries.findIndex(({page}) => page.path === view.page.path);
    const entry = entries[i];
    if (entry) return {entry, previous: entries[i - 1], next: entries[i + 1], of: entries.length};
  }
  const kind = view.page.path.startsWith("notebooks/") ? "notebook" : "lesson";
  return {entry: {page: view.page, file: pageFile(view.page.path), kind, prerequisites: []}, of: 0};
}
