import {expect, it} from "vitest";
import type {Page} from "../../src/page/index.ts";
import {type LinkedPage, linkPages} from "../../src/vite/link.ts";
import {ModuleHashes} from "../../src/vite/modules.ts";
import {cell, page} from "./pages.ts";
import {temporary, write} from "./temporary.ts";

function linker(root: string) {
  const modules = new ModuleHashes(root);
  let previous: Map<string, LinkedPage> | undefined;
  return {
    modules,
    async link(...pages: Page[]) {
      const source = (path: string) => pages.find((each) => each.path === path)?.html;
      const byPath = new Map(pages.map((each) => [each.path, each]));
      previous = await linkPages(byPath, {root, modules, problems: [], versions: true, source, previous});
      return previous;
    },
  };
}

const keysOf = (linked: Map<string, LinkedPage>, path: string) =>
  Object.fromEntries(linked.get(path)?.page.cells.map(({id, key}) => [id, key]) ?? []);

it("changes the keys of the cells that use an edited module, in the HTML too, and no other", async () => {
  const root = temporary({"content/spiral.ts": 'import "./angle.ts"', "content/angle.ts": "1"});
  const {link, modules} = linker(root);
  const a = page("content/a.md", [cell("one", {imports: ["./spiral.ts"]}), cell("two"), cell("three")]);
  const b = page("content/b.md", [cell("one")]);
  const first = await link(a, b);
  expect(await link(a, b)).toEqual(first);

  modules.forget(write(root, "content/angle.ts", "2"));
  const second = await link(a, b);
  const [before, after] = [keysOf(first, "content/a.md"), keysOf(second, "content/a.md")];
  expect(after.one).not.toBe(before.one);
  expect(after).toMatchObject({two: before.two, three: before.three});
  expect(second.get("content/a.md")?.page.html).toContain(`data-cell="one" data-key="${after.one}"`);
  expect(second.get("content/b.md")).toBe(first.get("content/b.md"));
});

it("sees imports that only the body shows", async () => {
  const root = temporary({"content/u.ts": "1"});
  const {link, modules} = linker(root);
  const a = page("content/a.md", [cell("one", {body: 'async () => {\nreturn (await import("./u.ts"))\n}'})]);
  const before = keysOf(await link(a), "content/a.md");
  modules.forget(write(root, "content/u.ts", "2"));
  expect(keysOf(await link(a), "content/a.md")).not.toEqual(before);
});

it("breaks only the cell whose module or file is missing, and tells the place", async () => {
  const {link} = linker(temporary({"content/there.csv": ""}));
  const source = 'const f = FileAttachment("there.csv");\nimport {x} from "./none.ts";';
  const cells = [
    cell("one", {source, imports: ["./none.ts"], files: ["there.csv"], position: {line: 10, column: 3}}),
    cell("two", {source: 'FileAttachment("gone.csv")', files: ["gone.csv"]}),
    cell("three"),
    cell("four", {source: 'import "no-such-package"', imports: ["no-such-package"]}),
  ];
  const {page: linked, attachments} = (await link(page("content/a.md", cells))).get("content/a.md") as LinkedPage;
  const [one, two, three, four] = linked.cells;
  expect(one).toMatchObject({problem: {code: "missing-module", line: 11, column: 19, end: {line: 11, column: 30}}});
  expect(one?.body).toBeUndefined();
  expect(two?.problem).toMatchObject({code: "missing-file", line: 5, column: 16});
  expect(three?.body).toBeDefined();
  expect(four?.problem?.code).toBe("missing-package");
  expect(linked.problems.map(({code}) => code)).toEqual(["missing-package", "missing-file", "missing-module"]);
  expect(attachments.get("one")).toMatchObject({"there.csv": {path: "./there.csv"}});
});

it("runs a cell again when a file that it reads has changed", async () => {
  const root = temporary({"content/d.csv": "1"});
  const {link, modules} = linker(root);
  const a = page("content/a.md", [cell("one", {files: ["d.csv"]})]);
  const before = keysOf(await link(a), "content/a.md");
  modules.forget(write(root, "content/d.csv", "2"));
  expect(keysOf(await link(a), "content/a.md")).not.toEqual(before);
});

it("lets an embed depend on the cells that it takes, up to the names that it replaces", async () => {
  const {link} = linker(temporary({}));
  const embed = (name: string, replacements: {name: string; by: string}[] = []) =>
    cell(`embed-${name}`, {
      body: undefined,
      imports: ["../notebooks/n.md"],
      embed: {from: "../notebooks/n.md", names: [{imported: name, local: name}], replacements},
    });
  const lesson = page("content/a.md", [embed("plot"), embed("other", [{name: "scale", by: "mine"}])]);
  const notebook = (version: Record<string, string> = {}) =>
    page("notebooks/n.md", [
      cell("scale", {outputs: ["scale"], key: `scale${version.scale}`}),
      cell("data", {outputs: ["data"], inputs: ["scale"], key: `data${version.data}`}),
      cell("plot", {inputs: ["data"], key: `plot${version.plot}`}),
      cell("other", {outputs: ["other"], inputs: ["scale"], key: "other"}),
      cell("unused", {outputs: ["unused"], key: `unused${version.unused}`}),
    ]);
  const start = keysOf(await link(lesson, notebook()), "content/a.md");
  const same = async (version: Record<string, string>) => {
    const keys = keysOf(await link(lesson, notebook(version)), "content/a.md");
    return {plot: keys["embed-plot"] === start["embed-plot"], other: keys["embed-other"] === start["embed-other"]};
  };
  expect(await same({unused: "2"})).toEqual({plot: true, other: true});
  expect(await same({plot: "2"})).toEqual({plot: false, other: true});
  expect(await same({data: "2"})).toEqual({plot: false, other: true});
  expect(await same({scale: "2"})).toEqual({plot: false, other: true});
});

it("does not loop where pages embed each other", async () => {
  const {link} = linker(temporary({}));
  const embed = (from: string) =>
    cell("x", {outputs: ["x"], embed: {from, names: [{imported: "x", local: "x"}], replacements: []}});
  const linked = await link(page("content/a.md", [embed("./b.md")]), page("content/b.md", [embed("./a.md")]));
  expect(linked.size).toBe(2);
});

it("tells where a missing picture stands in the text", async () => {
  const html = '<p>One</p>\n<img src="none.png">';
  const {page: linked} = (await linker(temporary({})).link(page("content/a.md", [], {html}))).get(
    "content/a.md",
  ) as LinkedPage;
  expect(linked.problems).toMatchObject([{code: "missing-file", line: 2, column: 11, path: "content/a.md"}]);
});

it("keeps a body that is no function out of the module", async () => {
  const {link} = linker(temporary({}));
  const {page: linked} = (await link(page("content/a.md", [cell("one", {body: "() => {"}), cell("two")]))).get(
    "content/a.md",
  ) as LinkedPage;
  expect(linked.cells.map(({problem}) => problem?.code)).toEqual(["not-a-function", undefined]);
});
