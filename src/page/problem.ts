import type {Position} from "./position.ts";

/** Something wrong in a course's text, said to the person who can mend it. */
export interface Problem extends Position {
  /** An error stops a build; a warning does not. */
  severity: "error" | "warning";
  /** A stable kebab-case name of the kind of problem, e.g. "duplicate-definition". */
  code: string;
  /** What is wrong and what to do about it, in one or two sentences. */
  message: string;
  /** The file, relative to the project, with forward slashes: "content/softmax.md". */
  path: string;
  /** The end of the offending text, exclusive, where it is known. */
  end?: Position;
  /** The id of the cell that the problem sits in, if it sits in one. */
  cell?: string;
}

/** `content/softmax.md:12:5`, the form that terminals and editors turn into a link. */
export function formatPlace({path, line, column}: Pick<Problem, "path" | "line" | "column">): string {
  return `${path}:${line}:${column}`;
}
