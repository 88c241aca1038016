export type {Cell, Embed} from "./cell.ts";
export type {Course, CourseEntry, GlossaryEntry, Reference} from "./course.ts";
export {builtinNames} from "./names.ts";
export type {Heading, Page, PageLink, PageMeta} from "./page.ts";
export type {Position} from "./position.ts";
export {formatPlace, type Problem} from "./problem.ts";
export type {Exercise, Quiz, QuizOption, Sketch, SketchAxis} from "./question.ts";
export {
  type SearchIndex,
  type SearchName,
  type SearchPage,
  type SearchSection,
  searchFields,
  searchTerm,
  searchWords,
} from "./search.ts";
export type {Section} from "./section.ts";
export {pageFile, relativeUrl, resolvePath} from "./url.ts";
