import {resolve} from "node:path";
import {expect, it} from "vitest";
import {library} from "../../src/site/library.ts";
import {readLibraryDocs} from "../../src/vite/library-docs.ts";

it("reads signatures and first sentences of the library's own names from their sources", async () => {
  const docs = await readLibraryDocs(resolve("src/site/library.ts"), Object.keys(library));
  expect(docs.softmax?.signature).toMatch(/^\(.+\): /);
  expect(docs.softmax?.summary).toMatch(/\.$/);
  expect(docs.ComputationalGraph?.signature).toBe("class");
  const told = Object.keys(library).filter((name) => docs[name]?.summary);
  expect(told.length).toBeGreaterThan(0.7 * Object.keys(library).length);
  for (const {signature = "", summary = ""} of Object.values(docs)) {
    expect(signature.length).toBeLessThanOrEqual(160);
    expect(summary).not.toMatch(/\*\/|@param/);
  }
});
