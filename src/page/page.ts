import type {Cell} from "./cell.ts";
import type {Position} from "./position.ts";
import type {Problem} from "./problem.ts";
import type {Exercise, Quiz} from "./question.ts";

/** What one Markdown file says, ready to be shown and run. */
export interface Page {
  /** The file, relative to the project, with forward slashes: "content/softmax.md". */
  path: string;
  meta: PageMeta;
  /** The page's prose as HTML, with a placeholder element for every cell. */
  html: string;
  toc: Heading[];
  /** In the order in which they stand in the file. */
  cells: Cell[];
  quizzes: Quiz[];
  exercises: Exercise[];
  /** Links to other Markdown pages, for the checks that need the whole course. */
  links: PageLink[];
  /** Every id that a link may point to on this page. */
  anchors: string[];
  /** Sorted by line and column. */
  problems: Problem[];
}

/** The front matter. */
export interface PageMeta {
  title: string;
  description: string;
  objectives: string[];
  minutes?: number;
  draft: boolean;
  toc: boolean;
  keywords: string[];
}

export interface Heading {
  id: string;
  level: number;
  /** The heading's text as HTML, mathematics included, without links or live cells. */
  html: string;
}

export interface PageLink extends Position {
  /** The target file, relative to the project: "content/momentum.md". */
  path: string;
  /** The part behind `#`, decoded, or "". */
  anchor: string;
}
