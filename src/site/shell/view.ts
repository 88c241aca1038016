import type {Course, Page} from "../../page/index.ts";

/** What every page of the site is made from. */
export interface CourseView {
  course: Course;
  /** Every page of the course, in any order. */
  pages: Page[];
  /** `html` is the definition, mathematics included. */
  glossary: GlossaryTerm[];
  /** The file that is being written, in the built site: "notebooks/circuits.html". Relative links are made from it. */
  file: string;
  /** The URL of the module that starts the page. */
  script?: string;
}

export interface PageView extends CourseView {
  page: Page;
}

export interface GlossaryTerm {
  key: string;
  term: string;
  html: string;
}
