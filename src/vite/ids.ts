import {pageFile} from "../page/index.ts";

const PREFIX = "/@course/";

/** URL and id of the module that starts a page: "/@course/content/softmax.md.js". */
export function entryId(path: string): string {
  return `${PREFIX}${path}.js`;
}

/** The page that an entry starts, or undefined if the id is no entry's. */
export function pageOfEntry(id: string): string | undefined {
  return id.startsWith(PREFIX) && id.endsWith(".md.js") ? id.slice(PREFIX.length, -".js".length) : undefined;
}

/** The module of what an editor says about the library's names. */
export const DOCS_ID = `${PREFIX}library-docs.js`;

/** The module of a page's Markdown, beside the page's own: "./circuits.md?source&v=1a2b". */
export function sourceId(page: string, version: string): string {
  return `${page}?source&v=${version}`;
}

/** The id of the page's own module for an id of `sourceId`, or undefined if it is none. */
export function pageOfSource(id: string): string | undefined {
  return /^(.+\.md)\?source(?:&|$)/.exec(id)?.[1];
}

/** In development every page loads this module, which reloads it when the server says so. */
export const WATCH_ID = `${PREFIX}watch.js`;

/** What a requested URL stands for. */
export type Target =
  | {kind: "index" | "glossary" | "work"; file: string}
  /** `path` is where the Markdown file would lie, be it there or not. */
  | {kind: "page"; file: string; path: string}
  | {kind: "redirect"; to: string};

/**
 * Reads a URL's path without base and query: "/", "/softmax.html", "/notebooks/circuits.html". The forms "/softmax" and
 * "/content/softmax.md" are redirected when `isPage` knows the page; what cannot be a page's URL gives undefined.
 */
export function readUrl(
  url: string,
  {content, notebooks}: {content: string; notebooks: string},
  isPage: (path: string) => boolean,
): Target | undefined {
  let file: string;
  try {
    file = decodeURIComponent(url).replace(/^\//, "");
  } catch {
    return undefined;
  }
  if (file === "" || file === "index.html") return {kind: "index", file: "index.html"};
  if (file === "glossary.html") return {kind: "glossary", file};
  if (file === "work.html") return {kind: "work", file};
  if (file === "index" || file === "glossary" || file === "work")
    return {kind: "redirect", to: `/${file === "index" ? "" : `${file}.html`}`};
  const pathOf = (name: string) => (name.startsWith(`${notebooks}/`) ? `${name}.md` : `${content}/${name}.md`);
  if (file.endsWith(".html")) return {kind: "page", file, path: pathOf(file.slice(0, -".html".length))};
  if (file.endsWith(".md") && isPage(file)) return {kind: "redirect", to: `/${pageFile(file)}`};
  const path = pathOf(file.replace(/\/$/, ""));
  return isPage(path) ? {kind: "redirect", to: `/${pageFile(path)}`} : undefined;
}
