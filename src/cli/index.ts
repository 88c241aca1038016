import {check} from "./check.ts";
import {createLesson} from "./new.ts";

const USAGE = `Usage:
  npm run new -- lesson "Title"      a new lesson in content/, added to course.yaml
  npm run new -- notebook "Title"    a new notebook in notebooks/
  npm run check                      compiles every page and runs every cell in Chromium`;

const [command, ...rest] = process.argv.slice(2);

try {
  if (command === "new" && (rest[0] === "lesson" || rest[0] === "notebook") && rest[1])
    console.log(createLesson(process.cwd(), rest[0], rest.slice(1).join(" ")));
  else if (command === "check") process.exitCode = await check(process.cwd());
  else {
    console.error(USAGE);
    process.exitCode = 2;
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
