import type {Cell, Embed, Exercise, GlossaryEntry, Problem, Quiz, Reference, Section} from "../page/index.ts";

/** A page as its module exports it: data, with each cell's body as a function. */
export interface LivePage {
  /** The Markdown file, relative to the project: "content/softmax.md". */
  path: string;
  /** The prose with its placeholders. Only in development, where an update morphs the document. */
  html?: string;
  /** In the order in which they stand in the file. */
  cells: LiveCell[];
  problems: Problem[];
  /** What is asked of the reader, in the order in which it stands in the file. The texts are in the prose. */
  quizzes?: LiveQuiz[];
  exercises?: LiveExercise[];
  /** In the order in which they stand in the file. */
  sections?: Section[];
  /** What the cells' imports lead to, by the text between the quotes, for a cell that the reader edits. */
  modules?: Record<string, () => Promise<unknown>>;
  /** What is said about the library's names, for an editor. */
  docs?: () => Promise<{docs: Record<string, NameDoc>}>;
  /** The Markdown that the page was made of, for one that its reader may change: of notebooks. */
  source?: () => Promise<{source: PageSource}>;
  /** The URL of this module, by which the line of a run-time error is found. Only in development. */
  moduleUrl?: string;
}

/** What is known of a name from its source: how it is called, and the first sentence of its docstring. */
export interface NameDoc {
  signature?: string;
  summary?: string;
}

/** A page's text, and what the compiler must know of the course to compile another text in its place. */
export interface PageSource {
  markdown: string;
  /** The names of the library. */
  names: string[];
  /** Without their definitions, which the glossary's own page has. */
  glossary: GlossaryEntry[];
  references: Reference[];
}

/** A question without its texts, which stand in `#quiz-ID`. */
export interface LiveQuiz
  extends Pick<Quiz, "id" | "kind" | "type" | "answer" | "tolerance" | "tries" | "sketch" | "hash"> {
  /** For choice and multiple: whether each option, in the author's order, is right. */
  correct?: boolean[];
  /** The place, from 0, that each option, in the order of the prose, has in the author's order. */
  places?: number[];
}

/** The code of an exercise. Its texts stand in `#exercise-ID`. */
export type LiveExercise = Pick<Exercise, "id" | "starter" | "check" | "hash">;

export interface LiveCell extends Omit<Cell, "body" | "embed"> {
  /** Absent in a broken cell and in one that embeds. */
  define?: (...inputs: never[]) => unknown;
  embed?: LiveEmbed;
  /** FileAttachment name → URL. */
  fileUrls?: Record<string, string>;
  /** Set if the text is the reader's own: what stands for the file's path in messages, whose lines count from its first. */
  edited?: {name: string};
  /** Set if the function was made in the page, of the reader's text or of one that depends on it, so that it can be stopped. */
  evaluated?: Evaluated;
}

export interface Evaluated {
  /** The name under which the engine knows the code, and the code, its lines as the engine counts them. */
  url: string;
  code: string;
  /** The column of the code at a column that the engine names: what guards the code stands in its lines. */
  columnAt(line: number, column: number): number;
  /** Stops the code at its next turn of a loop or call of a function, now and for ever. */
  stop: () => void;
}

export interface LiveEmbed extends Embed {
  load: () => Promise<{page: LivePage}>;
}

/**
 * The names that a cell may use without an import, as `new Runtime(builtins)` takes them: a function is called once,
 * when the first cell needs the name, and what it returns (or resolves to) is the value; anything else is the value.
 */
export type Library = Record<string, unknown>;
