import {readFileSync} from "node:fs";
import {compilePage} from "../../src/compiler/index.ts";
import type {Exercise} from "../../src/page/index.ts";
import {verdictOf} from "../../src/reader/exercises/result-view.ts";
import type {RunOutcome} from "../../src/reader/exercises/run.ts";
import {nodeTab} from "../cli/node-tab.ts";

export const FOLDER = "tests/fixtures/wrong-solutions";

/** What cells of the lessons have, as far as checks read it: here as a reader may have set it. */
export const LIVE = {shown: {inputs: {x: -1.5, y: 4}}};

/** One section of a lesson's file: what a student may write, and what is said of it. */
export interface WrongSolution {
  exercise: string;
  title: string;
  code: string;
  message: string | undefined;
}

/** The lesson's exercises by id. */
export function exercisesOf(lesson: string): Map<string, Exercise> {
  const page = compilePage(readFileSync(`content/${lesson}.md`, "utf8"), {path: `content/${lesson}.md`});
  return new Map(page.exercises.map((exercise) => [exercise.id, exercise]));
}

/**
 * Reads `tests/fixtures/wrong-solutions/LESSON.md`: `# exercise`, below it `## title`, then either a fence “js” with the whole
 * code or a fence “blanks” with a line for each of the starter's blanks, then the message as a quote.
 */
export function readWrongSolutions(lesson: string, exercises = exercisesOf(lesson)): WrongSolution[] {
  const text = readFileSync(`${FOLDER}/${lesson}.md`, "utf8");
  return text.split(/^# /m).flatMap((part) => {
    const exercise = part.slice(0, part.indexOf("\n"));
    return part
      .split(/^## /m)
      .slice(1)
      .map((section) => {
        const title = section.slice(0, section.indexOf("\n"));
        const [, kind, written = ""] = /^```(js|blanks)\n([\s\S]*?)\n```$/m.exec(section) ?? [];
        const starter = exercises.get(exercise)?.starter;
        if (starter === undefined || kind === undefined)
          throw new Error(`${lesson}, ${exercise}, “${title}”: no such exercise, or no code`);
        const code = kind === "js" ? written : fillBlanks(starter, written.split("\n"));
        return {exercise, title, code, message: /^> (.*)$/m.exec(section)?.[1]};
      });
  });
}

function fillBlanks(starter: string, fills: string[]): string {
  const blanks = starter.match(/\b_{4,}\b/g)?.length ?? 0;
  if (blanks !== fills.length) throw new Error(`${blanks} blanks, and ${fills.length} lines for them:\n${starter}`);
  return starter.replace(/\b_{4,}\b/g, () => fills.shift() as string);
}

/** What the reader is told, in one line. */
export async function saidOf(code: string, {check, starter}: Exercise): Promise<string> {
  const outcome = (await nodeTab(LIVE).evaluate(undefined as never, {
    text: code,
    exercise: {check, starter},
  })) as unknown as RunOutcome;
  return verdictOf(outcome, code, 0).text;
}
