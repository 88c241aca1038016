import {expect, it} from "vitest";
import {compilePage} from "../../src/compiler/index.ts";
import type {Page} from "../../src/page/index.ts";
import {deletedPage, writePageModule} from "../../src/vite/page-module.ts";
import {cell, page} from "./pages.ts";

const linked = (of: Page, attachments = {}) => ({
  page: of,
  attachments: new Map([["one", attachments]]),
  fingerprint: "",
});
const dev = {dev: true, outline: "o", version: "v", revision: 1};

/** Evaluates a module that imports nothing. */
async function evaluate(source: string) {
  return (await import(`data:text/javascript,${encodeURIComponent(source)}`)).page;
}

it("is the page as data, with bodies as functions", async () => {
  const source = writePageModule(linked(page("content/a.md", [cell("one"), cell("two", {body: undefined})])), dev);
  const live = await evaluate(source);
  expect(live.path).toBe("content/a.md");
  expect(live.html).toContain('data-cell="one"');
  expect(live.cells[0].define()).toBe(2);
  expect(live.cells[0]).toMatchObject({id: "one", key: "key-one", position: {line: 5, column: 1}});
  expect(live.cells[0]).not.toHaveProperty("body");
  expect(live.cells[1]).not.toHaveProperty("define");
});

it("carries what is asked without its texts; the places of an order are those that the prose shows", async () => {
  const text = `---
title: T
---

<!-- quiz id=order type=order -->
In order?
1. first of all
2. then this
3. last of all
<!-- /quiz -->

<!-- quiz id=choice shuffle tries=2 -->
Which?
- [ ] wrong
  > No.
- [x] right
  > Yes.
<!-- /quiz -->

<!-- exercise id=ex -->
Do it.

\`\`\`js starter
const a = ______;
\`\`\`

\`\`\`js check
equal(a, 1, "a")
\`\`\`
<!-- /exercise -->
`;
  const compiled = compilePage(text, {path: "content/a.md"});
  const live = await evaluate(writePageModule(linked(compiled), dev));
  const [order, choice] = live.quizzes;
  const shown = [...compiled.html.matchAll(/<li>(?:<p>)?(first of all|then this|last of all)/g)].map(
    ([, item]) => item,
  );
  expect(order.places.map((place: number) => ["first of all", "then this", "last of all"][place])).toEqual(shown);
  expect(choice).toMatchObject({id: "choice", type: "choice", correct: [false, true], tries: 2});
  expect(choice.places.toSorted()).toEqual([0, 1]);
  expect(JSON.stringify(live.quizzes)).not.toContain("Which");
  const hash = compiled.exercises[0]?.hash;
  expect(live.exercises).toEqual([{id: "ex", starter: "const a = ______;", check: 'equal(a, 1, "a")', hash}]);
});

it("marks the line on which a cell's function begins, whose lines follow those of the source", () => {
  const body = "(a) => {\nconst x = a;\nfail(x);\nreturn {x};\n}";
  const lines = writePageModule(linked(page("content/a.md", [cell("one", {body})])), dev).split("\n");
  const first = lines.findIndex((line) => line.includes("/*cell:one*/"));
  expect(lines[first]).toMatch(/\/\*cell:one\*\/ \(a\) => \{$/);
  expect(lines.slice(first + 1, first + 3)).toEqual(["const x = a;", "fail(x);"]);
});

it("loads embedded pages and names files by URLs that a bundler understands", () => {
  const cells = [
    cell("one"),
    cell("two", {
      body: undefined,
      embed: {from: "../notebooks/n.md", names: [{imported: "a", local: "b"}], replacements: []},
    }),
  ];
  const of = linked(page("content/a.md", cells), {"d.csv": {path: "./d.csv", hash: "abc"}});
  const built = writePageModule(of, {dev: false, outline: "", version: "v", revision: 1});
  expect(built).toContain('load: () => import("../notebooks/n.md")');
  expect(built).toContain('fileUrls: {"d.csv": new URL("./d.csv", import.meta.url).href}');
  expect(writePageModule(of, dev)).toContain('new URL("./d.csv?v=abc", import.meta.url).href');
});

it("leaves the prose out of a build, where it stands in the HTML", () => {
  const built = writePageModule(linked(page("content/a.md", [cell("one")])), {
    dev: false,
    outline: "o",
    version: "v",
    revision: 1,
  });
  expect(built).not.toMatch(/html:|moduleUrl|outline|version|revision|\/\*cell:/);
});

it("writes text that is special in JavaScript as it is", async () => {
  const html = "</script> $" + "{x} `\u2028\u2029\\ \"'";
  const id = "a*/b";
  const live = await evaluate(writePageModule(linked(page("content/a.md", [cell(id)], {html})), dev));
  expect(live.html).toBe(html);
  expect(live.cells[0].define()).toBe(2);
});

it("keeps the cells of a deleted page and says that it is gone", () => {
  const {page: gone} = deletedPage(linked(page("content/a.md", [cell("one")])))!;
  expect(gone.cells).toHaveLength(1);
  expect(gone.problems).toMatchObject([{code: "deleted-page", severity: "error", path: "content/a.md"}]);
  expect(deletedPage(undefined)).toBeUndefined();
});
