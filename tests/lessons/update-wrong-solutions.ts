import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {exercisesOf, FOLDER, readWrongSolutions, saidOf} from "./wrong-solutions.ts";

// Messages are written by a person who then reads the difference, never by the machine that judges them.
if (process.env.CI) throw new Error("Fixtures are not updated on CI. Run this at home and look at what changed.");
for (const file of readdirSync(FOLDER)) {
  const lesson = file.replace(/\.md$/, "");
  const exercises = exercisesOf(lesson);
  const messages: string[] = [];
  for (const {exercise, code} of readWrongSolutions(lesson, exercises))
    messages.push(await saidOf(code, exercises.get(exercise)!));
  const text = readFileSync(`${FOLDER}/${file}`, "utf8").replace(/\n> .*\n/g, "");
  writeFileSync(
    `${FOLDER}/${file}`,
    text.replace(/^```(?:js|blanks)\n[\s\S]*?\n```\n/gm, (fence) => `${fence}\n> ${messages.shift()}\n`),
  );
}
