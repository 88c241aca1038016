/** What the dev server sends after the course has changed: the files of the site that can only be loaded anew. */
export interface CourseChanged {
  /** From the site's root: "index.html". */
  files: string[];
}

const here = decodeURIComponent(location.pathname).slice(import.meta.env.BASE_URL.length) || "index.html";
const any = document.querySelector('meta[name="course-watch"][content="any"]') !== null;

// The index, the glossary and the pages that say what is missing have no state that a reload could lose.
import.meta.hot?.on("course:changed", ({files}: CourseChanged) => {
  if (any || files.includes(here)) location.reload();
});
