import {spawnSync} from "node:child_process";

/** Checks the types of the whole project, then of each folder that must do without the DOM. */
const projects = [".", "src/core", "src/page", "src/compiler"];

let failed = 0;
for (const project of projects) {
  const {status} = spawnSync("npx", ["tsc", "--noEmit", "-p", project], {stdio: "inherit"});
  if (status !== 0) {
    console.error(`types of ${project}: errors above`);
    failed++;
  }
}
process.exitCode = failed ? 1 : 0;
