// @vitest-environment jsdom
import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {compilePage} from "../../../src/compiler/index.ts";
import {builtinNames} from "../../../src/page/index.ts";
import type {LivePage} from "../../../src/reader/index.ts";
import {splitBlocks} from "../../../src/reader/notebook/blocks.ts";
import {sanitize} from "../../../src/reader/notebook/sanitize.ts";
import {blockElements, showText} from "../../../src/reader/notebook/show-text.ts";

const path = "notebooks/x.md";
// biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder belongs to the text
const text = "---\ntitle: X\n---\n\nOne ${a}.\n\n```js id=first\nconst a = 2;\n```\n\n```js\na * 2\n```\n\n## Last\n";

/** The page as a build would make it. */
function built(markdown: string): LivePage {
  const {cells} = compilePage(markdown, {path});
  return {
    path,
    problems: [],
    cells: cells.map(({body, embed, ...cell}) => ({
      ...cell,
      key: `${cell.key} built`,
      define: new Function(`return (${body})`)(),
    })),
  };
}

function show(markdown: string, {runs = true, author = text} = {}) {
  const source = {markdown: author, names: ["Plot", ...builtinNames], glossary: [], references: []};
  return showText(splitBlocks(markdown), {author: built(author), source, runs, made: new Map()});
}

describe("a text of the reader's", () => {
  it("runs the author's cells as they were built, and guards what is new with what depends on it", async () => {
    const same = (await show(text)).page.cells;
    expect(same.map(({key}) => key)).toEqual(built(text).cells.map(({key}) => key));
    expect(same.some(({evaluated, edited}) => evaluated ?? edited)).toBe(false);
    const changed = (await show(text.replace("a = 2", "a = 3"))).page.cells;
    expect(changed.map(({evaluated}) => evaluated !== undefined)).toEqual([true, true, true]);
    expect(changed.map(({edited}) => edited?.name)).toEqual([undefined, "your version", undefined]);
    const other = (await show(text.replace("a * 2", "1"))).page.cells;
    expect(other.map(({evaluated}) => evaluated !== undefined)).toEqual([false, false, true]);
  });

  it("keeps lines and columns of the text, in problems and in cells", async () => {
    const bad = text.replace("a * 2", "a *").replace("## Last", "[gone](#nowhere)");
    const {problems, page} = await show(bad);
    expect(problems.map(({path, line, code}) => [path, line, code])).toEqual([
      ["your version", 12, "syntax"],
      ["your version", 15, "unknown-anchor"],
    ]);
    expect(page.cells.map(({position: {line}}) => line)).toEqual([5, 8, 12]);
    expect(page.html).toContain("your version:15:");
  });

  it("has the elements of each block", async () => {
    const root = document.createElement("div");
    root.innerHTML = (await show(text)).page.html!;
    const names = blockElements(root).map((elements) => elements.map(({localName}) => localName));
    expect(names).toEqual([["p"], ["div"], ["div"], ["h2"]]);
  });

  it("from a file waits, and has no code to run", async () => {
    const {page} = await show(text, {runs: false});
    for (const cell of page.cells) {
      expect(cell.define).toBeUndefined();
      expect(cell.problem).toMatchObject({severity: "warning", code: "not-run"});
    }
  });

  it("knows which names of the library it uses", async () => {
    expect((await show("```js\nPlot.plot()\n```\n")).used).toEqual(["Plot"]);
  });
});

describe("sanitize", () => {
  it.each([
    ["<script>alert(1)</script>", /script/i],
    ["<img src=x onerror=alert(1)>", /onerror/i],
    ["<a href='javascript:alert(1)'>x</a>", /javascript/i],
    ["<a href='JaVa\tscript:alert(1)'>x</a>", /script:/i],
    ["<iframe src='//evil'></iframe>", /iframe/i],
    ["<form action='//evil'><button formaction='//evil'>x</button></form>", /form/i],
    ["<svg><script>alert(1)</script><a xlink:href='javascript:alert(1)'/></svg>", /script/i],
    ["<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", /onerror=|<style/i],
    ["<style>*{display:none}</style>", /<style/i],
    ["<link rel=stylesheet href=//evil><meta http-equiv=refresh content=0><base href=//evil>", /evil|meta/i],
    ["<div style='position:fixed;inset:0'>x</div>", /fixed/],
    ["<div style='background:url(//evil)'>x</div>", /evil/],
    ["<img src='https://evil/x.png' srcset='//evil/y 2x'>", /evil/],
    ["<object data='//evil'></object><embed src='//evil'>", /evil/],
    ["<details ontoggle=alert(1) open>x</details>", /ontoggle/],
    ["<div popover contenteditable autofocus is=x-y>x</div>", /popover|editable|autofocus|x-y/],
    ["<template><img src=x onerror=alert(1)></template>", /onerror/],
  ])("takes what is dangerous out of %s", (html, pattern) => {
    expect(sanitize(html)).not.toMatch(pattern);
  });

  it("leaves what the compiler writes for every notebook as it is", () => {
    const normal = (html: string) => {
      const template = document.createElement("template");
      template.innerHTML = html;
      return template.innerHTML;
    };
    for (const name of ["circuits", "descent-lab", "init-lab", "batch-norm-lab", "playground"]) {
      const {html} = compilePage(readFileSync(`notebooks/${name}.md`, "utf8"), {path: `notebooks/${name}.md`});
      expect(sanitize(html), name).toBe(normal(html));
    }
  });
});
