import {readdirSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {exercisesOf, FOLDER, readWrongSolutions, saidOf} from "./wrong-solutions.ts";

const lessons = readdirSync(FOLDER).map((file) => file.replace(/\.md$/, ""));

/** What students write who have not got it yet. `npx tsx tests/lessons/update-wrong-solutions.ts` writes the messages anew. */
describe.each(lessons)("wrong solutions of the exercises of %s", (lesson) => {
  const exercises = exercisesOf(lesson);
  const wrong = readWrongSolutions(lesson, exercises);

  it("are there for each exercise, four at the least", () => {
    for (const id of exercises.keys())
      expect(wrong.filter(({exercise}) => exercise === id).length, id).toBeGreaterThanOrEqual(4);
  });

  it.each(wrong)("$exercise: $title", async ({exercise, code, message}) => {
    const said = await saidOf(code, exercises.get(exercise)!);
    expect(said).toMatch(/^(?:Not yet: |Line \d+: )/);
    expect(said).toBe(message);
  });
});
