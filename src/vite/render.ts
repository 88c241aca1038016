import {type Course, type Page, type Problem, pageFile} from "../page/index.ts";
import {entryId, type Target} from "./ids.ts";
import type {CourseView, Shell} from "./site.ts";
import type {Snapshot} from "./store.ts";

export interface RenderOptions {
  /** Drafts are shown in development and left out of a build. */
  drafts: boolean;
}

type PageTarget = Extract<Target, {kind: "page"}>;

/** The pages that the site has. */
export function sitePages({pages}: Snapshot, {drafts}: RenderOptions): Page[] {
  return [...pages.values()].map(({page}) => page).filter(({meta}) => drafts || !meta.draft);
}

/** The course's order without what the site leaves out; a lesson without a file is the course check's to report. */
export function siteCourse(snapshot: Snapshot, pages: Page[]): Course {
  const paths = new Set(pages.map(({path}) => path));
  const left = (slug: string, folder: string) =>
    snapshot.pages.has(`${folder}/${slug}.md`) && !paths.has(`${folder}/${slug}.md`);
  return {
    ...snapshot.course,
    lessons: snapshot.course.lessons.filter(({slug}) => !left(slug, "content")),
    notebooks: snapshot.course.notebooks.filter(({slug}) => !left(slug, "notebooks")),
  };
}

/** The HTML of index, glossary, the page of the reader's work, or a page; undefined if there is no such page. */
export function renderTarget(
  target: Exclude<Target, {kind: "redirect"}>,
  snapshot: Snapshot,
  shell: Shell,
  options: RenderOptions,
): string | undefined {
  const pages = sitePages(snapshot, options);
  const course = siteCourse(snapshot, pages);
  const view: CourseView = {course, pages, glossary: snapshot.glossary, file: target.file};
  if (target.kind === "index") return shell.renderIndex(view);
  if (target.kind === "glossary") return shell.renderGlossary(view);
  if (target.kind === "work") return shell.renderWork(view);
  const page = pages.find(({path}) => path === (target as PageTarget).path);
  return page && shell.renderPage({...view, file: pageFile(page.path), page, script: entryId(page.path)});
}

/** What keeps index or glossary from being shown: errors in the file that it is made of, of which nothing could be read. */
export function unreadable({kind}: Target, {course, glossary, problems}: Snapshot): Problem[] {
  const name = kind === "index" ? "course.yaml" : kind === "glossary" ? "glossary.yaml" : undefined;
  const rest = kind === "index" ? course.lessons : glossary;
  if (name === undefined || rest.length > 0) return [];
  return problems.filter(({path, severity}) => severity === "error" && path.endsWith(`/${name}`));
}

/** What is said in place of a page that is not there. */
export function missingPage(path: string, snapshot: Snapshot, deleted: boolean): Problem {
  const known = [...snapshot.pages.keys()].map((each) => `“${pageFile(each)}”`);
  const listed = known.length > 0 && known.length <= 40 ? ` The pages are ${known.join(", ")}.` : "";
  const message = deleted
    ? `“${path}” was deleted or renamed. As soon as it is back, this page shows it again.`
    : `There is no file “${path}” to make this page of. Check the address, or create the file: the page then shows it.`;
  return {severity: "error", code: "no-such-page", message: message + listed, path, line: 1, column: 1};
}
