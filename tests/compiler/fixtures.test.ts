import {readdirSync, readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {FOLDER, rendered} from "./fixtures.ts";

/** Each Markdown file has the page that it makes beside it. `npx tsx tests/compiler/update-fixtures.ts` writes them anew. */
describe("fixtures", () => {
  const names = readdirSync(FOLDER).flatMap((file) => (file.endsWith(".md") ? file.slice(0, -3) : []));

  it.each(names)("%s", (name) => {
    const {html, json} = rendered(readFileSync(`${FOLDER}/${name}.md`, "utf8"), name);
    expect(html).toBe(readFileSync(`${FOLDER}/${name}.html`, "utf8"));
    expect(json).toBe(readFileSync(`${FOLDER}/${name}.json`, "utf8"));
  });

  it("are all there", () => {
    const expected = names.flatMap((name) => [`${name}.html`, `${name}.json`, `${name}.md`]);
    expect(readdirSync(FOLDER).sort()).toEqual(expected.sort());
  });
});
