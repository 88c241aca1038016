import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {Page, SearchIndex} from "../../../../src/page/index.ts";
import {openIndex} from "../../../../src/site/browser/search/find.ts";
import {highlight, snippet} from "../../../../src/site/browser/search/snippet.ts";
import {buildSearchIndex} from "../../../../src/vite/search/build-index.ts";

const page = (path: string, title: string, html: string) =>
  ({path, html, cells: [], meta: {title, description: "", objectives: []}}) as unknown as Page;

const filler = "Nothing to see here, only words about other things, and more of them. ".repeat(8);
const course = {
  course: {
    title: "Small",
    description: "",
    lessons: [
      {slug: "chain", prerequisites: []},
      {slug: "saturation", prerequisites: []},
    ],
    notebooks: [],
  } as never,
  pages: [
    page(
      "content/saturation.md",
      "Saturated units",
      `<p>Sigmoids saturate.</p><h2 id="dead">Dead ReLUs</h2><p>Of Weierstraß.</p>
       <div class="equation" id="eq-delta-rule"><p>w</p></div>`,
    ),
    page(
      "content/chain.md",
      "Chain rule",
      `<p>${filler}A gradient flows back.</p><p>Backpropagation of gradients.</p>`,
    ),
  ],
  glossary: [{key: "gradient", term: "gradient", html: "<p>All partial derivatives.</p>"}],
};
const data = JSON.parse(JSON.stringify(buildSearchIndex(course))) as SearchIndex;
const find = openIndex(data);
const places = (text: string) => find(text).map(({page, anchor}) => `${page.file}#${anchor}`);

describe("finding", () => {
  it("numbers lessons in the order of the course", () => {
    expect(data.pages.map(({label, file}) => `${label} ${file}`)).toEqual([
      "Lesson 1 chain.html",
      "Lesson 2 saturation.html",
      "Glossary glossary.html",
    ]);
  });

  it("leads to the section, the term itself first", () => {
    expect(places("gradient")).toEqual(["glossary.html#gradient", "chain.html#"]);
    expect(places("dead relu")).toEqual(["saturation.html#dead"]);
  });

  it("forgives a slip, case and accents, and takes beginnings of words", () => {
    expect(places("gradeint")[0]).toBe("glossary.html#gradient");
    expect(places("WEIERSTRASS")).toEqual(["saturation.html#dead"]);
    expect(places("weierstraß")).toEqual(["saturation.html#dead"]);
    expect(places("backprop")).toEqual(["chain.html#"]);
  });

  it("takes some of the words where none has all, and nothing for nothing", () => {
    expect(places("gradient zebra").length).toBeGreaterThan(0);
    expect(places("zebra")).toEqual([]);
    expect(places("the of and")).toEqual([]);
    expect(places("  ")).toEqual([]);
  });

  it("leads to an equation that was found by its name alone", () => {
    expect(places("delta")).toEqual(["saturation.html#eq-delta-rule"]);
    expect(find("delta")[0]?.name?.name).toBe("delta-rule");
  });

  it("takes whatever is typed as text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({maxLength: 400}), fc.string({unit: "binary", maxLength: 60})), (text) => {
        for (const {anchor, page} of find(text)) expect(`${page.file}#${anchor}`).toMatch(/^[a-z]+\.html#[a-z-]*$/);
      }),
    );
    for (const text of ["__proto__", "constructor", "toString", "<script>alert(1)</script>"])
      expect(() => find(text)).not.toThrow();
  });
});

describe("showing what was found", () => {
  const said = (pieces: {text: string; found: boolean}[]) =>
    pieces.map(({text, found}) => (found ? `[${text}]` : text)).join("");

  it("marks whole words and leaves the rest as it is", () => {
    expect(said(highlight("Gradients; a gradient's <b>", new Set(["gradient"])))).toBe("Gradients; a [gradient]'s <b>");
    expect(said(highlight("no <b>mark</b>", new Set()))).toBe("no <b>mark</b>");
  });

  it("begins a long text near the words", () => {
    const result = said(snippet(`${filler}A gradient flows back. ${filler}`, new Set(["gradient", "flows"])));
    expect(result).toMatch(/^… .*\[gradient\] \[flows\] back/);
    expect(result.length).toBeLessThan(220);
  });

  it("never loses or adds a letter", () => {
    fc.assert(
      fc.property(fc.string({maxLength: 80}), fc.array(fc.string({maxLength: 6})), (text, terms) => {
        expect(
          highlight(text, new Set(terms))
            .map((piece) => piece.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });
});
