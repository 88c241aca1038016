// @vitest-environment jsdom
import {beforeEach, describe, expect, it} from "vitest";
import type {Problem} from "../../../src/page/index.ts";
import {showProblems} from "../../../src/site/browser/problem-panel.ts";
import {rebuildContents} from "../../../src/site/browser/rebuild-contents.ts";

const problem = (severity: Problem["severity"], rest: Partial<Problem> = {}): Problem => ({
  severity,
  code: "test",
  message: "Mend <it>.",
  path: "content/a.md",
  line: 3,
  column: 7,
  ...rest,
});

describe("the panel of problems", () => {
  beforeEach(() => {
    document.body.innerHTML = `<div id="cell-q"></div>`;
  });
  const panel = () => document.querySelector(".problem-panel");
  const isOpen = () => panel()?.querySelector("details")?.open;

  it("says what, where and how many, and leads to the cell", () => {
    showProblems([problem("error", {cell: "q"}), problem("warning", {cell: "gone"})]);
    expect(isOpen()).toBe(true);
    expect(panel()?.querySelector("summary")?.textContent).toBe("1 error, 1 warning");
    expect(panel()?.querySelector("code")?.textContent).toBe("content/a.md:3:7");
    expect(panel()?.querySelector(".problem-message")?.textContent).toBe("Mend <it>.");
    expect([...(panel()?.querySelectorAll("a") ?? [])].map((a) => a.getAttribute("href"))).toEqual(["#cell-q"]);
  });

  it("stays folded if it was, and goes when all is well", () => {
    showProblems([problem("warning")]);
    expect(isOpen()).toBe(false);
    showProblems([problem("error"), problem("error")]);
    expect(isOpen()).toBe(false);
    expect(document.querySelectorAll(".problem-panel")).toHaveLength(1);
    expect(panel()?.querySelector("summary")?.textContent).toBe("2 errors");
    showProblems([]);
    expect(panel()).toBeNull();
  });
});

describe("the contents after an edit", () => {
  const shell = (list: string) =>
    `<nav class="toc toc-margin">${list}</nav><details class="toc toc-inline"><nav>${list}</nav></details>`;
  const text = (selector: string) => [...document.querySelectorAll(selector)].map((a) => a.textContent);

  it("are those of the headings, nested, without anchors, links and live cells", () => {
    document.body.innerHTML = `${shell('<ol><li><a href="#old">Old</a></li></ol>')}<main><div class="prose">
      <h2 id="a">A <a href="x.html">link</a><a class="anchor" href="#a">#</a></h2><h3 id="b">B<span data-cell="c">7</span></h3>
      <h2 id="d">D</h2><section class="references"><h2 id="r">References</h2></section></div></main>`;
    rebuildContents(document.querySelector<HTMLElement>(".prose")!);
    for (const place of [".toc-margin > ol", ".toc-inline nav > ol"]) {
      expect(text(`${place} > li > a`)).toEqual(["A link", "D"]);
      expect(text(`${place} > li:first-child > ol > li > a`)).toEqual(["B"]);
    }
    expect(document.querySelector(".toc a a, .toc [data-cell], .toc .anchor")).toBeNull();
  });

  it("stay the same elements where nothing has changed, and so keep their mark", () => {
    document.body.innerHTML = `${shell('<ol><li><a href="#a" aria-current="true">A</a></li></ol>')}<div class="prose"><h2 id="a">A</h2></div>`;
    rebuildContents(document.querySelector<HTMLElement>(".prose")!);
    expect(document.querySelector(".toc-margin [aria-current]")?.textContent).toBe("A");
  });
});
