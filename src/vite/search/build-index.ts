import MiniSearch from "minisearch";
import {plainText} from "../../compiler/index.ts";
import {
  type Course,
  type Page,
  pageFile,
  type SearchIndex,
  type SearchPage,
  type SearchSection,
  searchFields,
  searchTerm,
  searchWords,
} from "../../page/index.ts";
import type {GlossaryTerm} from "../compile.ts";
import {pageSections} from "./sections.ts";

interface SearchedCourse {
  course: Course;
  /** Those that the site has, in any order. */
  pages: Page[];
  glossary: GlossaryTerm[];
}

/** Everything that the site says, ready to be searched: lessons in their order, notebooks, the glossary. */
export function buildSearchIndex({course, pages, glossary}: SearchedCourse): SearchIndex {
  const byPath = new Map(pages.map((page) => [page.path, page]));
  const found: SearchPage[] = [];
  const sections: SearchSection[] = [];
  const add = (page: Page, label: string) => {
    byPath.delete(page.path);
    found.push({file: pageFile(page.path), title: page.meta.title, label});
    sections.push(...pageSections(page).map((section) => ({...section, page: found.length - 1})));
  };
  let number = 0;
  for (const [entries, folder] of [
    [course.lessons, "content"],
    [course.notebooks, "notebooks"],
  ] as const)
    for (const {slug} of entries) {
      const page = byPath.get(`${folder}/${slug}.md`);
      if (page) add(page, folder === "content" ? `Lesson ${++number}` : "Notebook");
    }
  // What course.yaml does not list is a page of the site all the same.
  for (const page of [...byPath.values()]) add(page, page.path.startsWith("notebooks/") ? "Notebook" : "Lesson");
  if (glossary.length > 0) {
    found.push({file: "glossary.html", title: "Glossary", label: "Glossary"});
    for (const {key, term, html} of glossary)
      sections.push({page: found.length - 1, anchor: key, title: term, text: plainText(html), names: []});
  }

  const search = new MiniSearch({fields: searchFields, tokenize: searchWords, processTerm: searchTerm});
  search.addAll(
    sections.map(({page, title, text, names}, id) => ({
      id,
      title,
      text,
      page: found[page]?.title,
      names: names.map(({name}) => name).join(" "),
    })),
  );
  return {pages: found, sections, index: search.toJSON()};
}
