import {inspect} from "node:util";
import {formatPlace, type Problem} from "../page/index.ts";

/** The lines around a problem, with a mark under its column. */
export function codeFrame(source: string, {line, column, end}: Problem): string {
  const lines = source.split(/\r\n|\r|\n/);
  const first = Math.max(1, line - 2);
  const last = Math.min(lines.length, line + 1);
  const digits = String(last).length;
  const frame: string[] = [];
  for (let n = first; n <= last; n++) {
    const text = lines[n - 1] ?? "";
    frame.push(`${n === line ? ">" : " "} ${String(n).padStart(digits)} | ${text}`.trimEnd());
    if (n !== line) continue;
    const before = text.slice(0, column - 1).replace(/[^\t]/g, " ");
    const length = end?.line === line ? end.column - column : 1;
    frame.push(`  ${" ".repeat(digits)} | ${before}${"^".repeat(Math.max(1, Math.min(length, 80)))}`);
  }
  return frame.join("\n");
}

/** `content/softmax.md:12:5 error message (code)` and the code frame beneath. */
export function formatProblem(problem: Problem, source: string | undefined): string {
  const head = `${formatPlace(problem)} ${problem.severity}: ${problem.message} (${problem.code})`;
  return source === undefined ? head : `${head}\n${codeFrame(source, problem)}`;
}

/** "1 error", "2 errors and 1 warning". */
export function countProblems(problems: Problem[]): string {
  const count = (severity: Problem["severity"]) => {
    const n = problems.filter((problem) => problem.severity === severity).length;
    return n === 0 ? [] : [`${n} ${severity}${n === 1 ? "" : "s"}`];
  };
  return [...count("error"), ...count("warning")].join(" and ") || "no problems";
}

/** Stops a build. Its text is the list of problems, without a stack: nothing in our code is to blame. */
export class CourseError extends Error {
  override name = "CourseError";
  readonly problems: Problem[];

  constructor(problems: Problem[], source: (path: string) => string | undefined) {
    const errors = problems.filter(({severity}) => severity === "error");
    const listed = errors.map((problem) => formatProblem(problem, source(problem.path)));
    super(`The course has ${countProblems(errors)}.\n\n${listed.join("\n\n")}\n`);
    this.problems = problems;
    this.stack = this.message;
  }

  [inspect.custom](): string {
    return this.message;
  }
}
