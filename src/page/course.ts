import type {Position} from "./position.ts";

/** `content/course.yaml`: the title and the order of the lessons, and nothing that a lesson says itself. */
export interface Course {
  /**
   * What the course is known by on its readers' devices: `id:`, else made of the title. Another id means another course,
   * in which nobody has done anything yet.
   */
  id: string;
  title: string;
  description: string;
  lessons: CourseEntry[];
  notebooks: CourseEntry[];
}

export interface CourseEntry extends Position {
  /** The file's name without ".md": "softmax". */
  slug: string;
  /** Slugs of the lessons it builds on. */
  prerequisites: string[];
}

/** `content/glossary.yaml`: a term's key, its name and its definition as Markdown with mathematics. */
export interface GlossaryEntry extends Position {
  key: string;
  term: string;
  definition: string;
}

/** `content/references.yaml`: a work that lessons cite by `[@key]`. */
export interface Reference extends Position {
  key: string;
  authors: string[];
  year: number;
  title: string;
  /** Journal, conference, or publisher. */
  venue?: string;
  url?: string;
}
