import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {FOLDER, rendered} from "./fixtures.ts";

// Expected files are written by a person who then reads the difference, never by the machine that judges them.
if (process.env.CI) throw new Error("Fixtures are not updated on CI. Run this at home and look at what changed.");
for (const file of readdirSync(FOLDER)) {
  if (!file.endsWith(".md")) continue;
  const name = file.slice(0, -3);
  const {html, json} = rendered(readFileSync(`${FOLDER}/${file}`, "utf8"), name);
  writeFileSync(`${FOLDER}/${name}.html`, html);
  writeFileSync(`${FOLDER}/${name}.json`, json);
}
