import type {Position, Problem} from "../page/index.ts";
import {comparePositions} from "./positions.ts";

export interface ProblemDetails {
  end?: Position;
  cell?: string;
}

/** Gathers what is wrong with one file. */
export class ProblemList {
  readonly path: string;
  private readonly list: Problem[] = [];

  constructor(path: string) {
    this.path = path;
  }

  error(code: string, at: Position, message: string, details: ProblemDetails = {}): Problem {
    return this.add("error", code, at, message, details);
  }

  warning(code: string, at: Position, message: string, details: ProblemDetails = {}): Problem {
    return this.add("warning", code, at, message, details);
  }

  /** By line and column, each once: a title that is rendered for page and contents must not be blamed twice. */
  sorted(): Problem[] {
    const seen = new Set<string>();
    return this.list
      .filter(({code, line, column, message}) => {
        const key = `${code} ${line}:${column} ${message}`;
        return !seen.has(key) && seen.add(key);
      })
      .sort(comparePositions);
  }

  private add(
    severity: Problem["severity"],
    code: string,
    {line, column}: Position,
    message: string,
    {end, cell}: ProblemDetails,
  ): Problem {
    const problem: Problem = {severity, code, message, path: this.path, line, column};
    if (end && comparePositions(end, problem) > 0) problem.end = {line: end.line, column: end.column};
    if (cell !== undefined) problem.cell = cell;
    this.list.push(problem);
    return problem;
  }
}
