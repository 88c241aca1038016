/** What the dev server sends after the course has changed: the files of the site that can only be loaded anew. */
export interface CourseChanged {
  /** From the site's root: "index.html". */
  files: string[];
}

const here = decodeURIComponent(location.pathname).slice(import.meta.env.BASE_URL.length) || "index.html";
const any = document.querySelector('meta[name="course-watch"][content="any"]') !== null;

const textOf = (from: Document) => from.querySelector<HTMLMetaElement>('meta[name="course-text"]')?.content;

/** What was saved between the loading of this page and its connection to the server has reached nobody. */
async function reloadIfStale(): Promise<void> {
  const shown = textOf(document);
  if (shown === undefined) return;
  const response = await fetch(location.href, {headers: {accept: "text/html"}});
  const now = textOf(new DOMParser().parseFromString(await response.text(), "text/html"));
  if (now !== shown) location.reload();
}

import.meta.hot?.on("vite:ws:connect", () => void reloadIfStale());
void reloadIfStale(); // In case the connection stood before this module ran.

// The index, the glossary and the pages that say what is missing have no state that a reload could lose.
import.meta.hot?.on("course:changed", ({files}: CourseChanged) => {
  if (any || files.includes(here)) location.reload();
});
