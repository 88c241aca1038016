import type {Logger} from "vite";
import type {Problem} from "../page/index.ts";
import {formatProblem} from "./report.ts";

/** Tells the terminal what is wrong with the course: each problem when it appears, and that all is well again. */
export class Reporter {
  private readonly logger: Logger;
  private readonly source: (path: string) => string | undefined;
  private said = new Set<string>();
  private broken = new Set<string>();

  constructor(logger: Logger, source: (path: string) => string | undefined) {
    this.logger = logger;
    this.source = source;
  }

  /** `changed` are the files whose problems are said again though they were said before. */
  report(problems: Problem[], changed: string[] = []): void {
    const keys = new Set<string>();
    for (const problem of problems) {
      const key = JSON.stringify([problem.path, problem.code, problem.message, problem.line, problem.column]);
      keys.add(key);
      if (this.said.has(key) && !changed.includes(problem.path)) continue;
      const text = `${formatProblem(problem, this.source(problem.path))}\n`;
      if (problem.severity === "error") this.logger.error(text, {timestamp: true});
      else this.logger.warn(text, {timestamp: true});
    }
    const broken = new Set(problems.map(({path}) => path));
    for (const path of this.broken)
      if (!broken.has(path)) this.logger.info(`${path}: no problem any more`, {timestamp: true});
    this.broken = broken;
    this.said = keys;
  }
}
