import {expect, it} from "vitest";
import {entryId, pageOfEntry, readUrl} from "../../src/vite/ids.ts";

const folders = {content: "content", notebooks: "notebooks"};
const known = (path: string) => ["content/softmax.md", "notebooks/circuits.md", "content/part/one.md"].includes(path);
const read = (url: string) => readUrl(url, folders, known);

it("reads the URLs of pages, be they there or not", () => {
  expect(read("/")).toEqual({kind: "index", file: "index.html"});
  expect(read("/glossary.html")).toEqual({kind: "glossary", file: "glossary.html"});
  expect(read("/work.html")).toEqual({kind: "work", file: "work.html"});
  expect(read("/softmax.html")).toEqual({kind: "page", file: "softmax.html", path: "content/softmax.md"});
  expect(read("/notebooks/circuits.html")).toMatchObject({path: "notebooks/circuits.md"});
  expect(read("/part/one.html")).toMatchObject({path: "content/part/one.md"});
  expect(read("/later.html")).toMatchObject({path: "content/later.md"});
  expect(read("/sch%C3%B6n.html")).toMatchObject({path: "content/schön.md"});
});

it("redirects what people type and what Markdown links to", () => {
  expect(read("/softmax")).toEqual({kind: "redirect", to: "/softmax.html"});
  expect(read("/notebooks/circuits/")).toEqual({kind: "redirect", to: "/notebooks/circuits.html"});
  expect(read("/content/softmax.md")).toEqual({kind: "redirect", to: "/softmax.html"});
  expect(read("/index")).toEqual({kind: "redirect", to: "/"});
  expect(read("/work")).toEqual({kind: "redirect", to: "/work.html"});
});

it("leaves everything else to Vite", () => {
  for (const url of ["/@vite/client", "/src/site/main.ts", "/content/none.md", "/nobody", "/%E0%A4%A"])
    expect(read(url)).toBeUndefined();
});

it("names an entry by its page", () => {
  expect(pageOfEntry(entryId("notebooks/circuits.md"))).toBe("notebooks/circuits.md");
  expect(pageOfEntry("/@course/watch.js")).toBeUndefined();
  expect(pageOfEntry("/content/softmax.md")).toBeUndefined();
});
