import type {Page as Tab} from "@playwright/test";
import type {Exercise, Page} from "../page/index.ts";

/** What came of one run, as far as it matters here. */
interface Tried {
  kind: string;
  label?: string;
  message?: string;
  line?: number;
  problem?: {line: number; message: string};
}

export interface ExerciseFinding {
  code: "exercise-solution" | "exercise-starter" | "exercise-no-solution";
  severity: "error" | "warning";
  message: string;
  line: number;
  column: number;
}

/**
 * Runs every exercise of an open page: its solution must pass its check, and its starter must not, also with its blanks
 * filled by nothing.
 * @param runner the address of the module that exports `tryExercise(code, {check, starter})`
 */
export async function checkExercises(tab: Tab, page: Page, runner: string): Promise<ExerciseFinding[]> {
  const findings: ExerciseFinding[] = [];
  for (const exercise of page.exercises) {
    const {id, check, starter, solution, position} = exercise;
    const report = (code: ExerciseFinding["code"], message: string, severity: ExerciseFinding["severity"] = "error") =>
      findings.push({code, severity, message: `exercise ${id}: ${message}`, ...position});
    if (!check || !starter) continue; // the compiler has said it already
    if (solution === undefined)
      report("exercise-no-solution", "there is no solution, so its check cannot be tried.", "warning");
    else {
      const tried = await attempt(tab, runner, solution, exercise);
      if (tried.kind !== "passed") report("exercise-solution", `the solution does not pass the check. ${said(tried)}`);
    }
    const tried = await attempt(tab, runner, withoutBlanks(starter), exercise);
    if (tried.kind === "passed")
      report("exercise-starter", "the starter passes the check as it is: nothing is left to do.");
    if (tried.kind === "unavailable") report("exercise-starter", `the starter cannot be run. ${said(tried)}`);
  }
  return findings;
}

/** A blank alone would stop the run before the check is asked. */
export function withoutBlanks(starter: Exercise["starter"]): string {
  return starter.replace(/\b_{4,}\b/g, "undefined");
}

function attempt(tab: Tab, runner: string, code: string, {check, starter}: Exercise): Promise<Tried> {
  return tab.evaluate(
    async ({url, text, exercise}) => {
      const {tryExercise} = await import(url);
      return tryExercise(text, exercise) as Promise<Tried>;
    },
    {url: runner, text: code, exercise: {check, starter}},
  );
}

function said({label, message, line, problem}: Tried): string {
  if (problem) return `Its line ${problem.line}: ${problem.message}`;
  return `${line === undefined ? "" : `Its line ${line}: `}${label === undefined ? "" : `“${label}”: `}${message ?? ""}`;
}
