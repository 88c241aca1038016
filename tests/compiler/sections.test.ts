import {describe, expect, it} from "vitest";
import {compilePage, plainText, sections} from "../../src/compiler/index.ts";

const read = (markdown: string) => sections(compilePage(markdown, {path: "content/a.md"}));

describe("a page's text", () => {
  it("is without tags, comments and entities, and blocks stand apart", () => {
    expect(plainText("<p>One <em>two</em> &amp; &lt;three&gt;</p><!-- no --><ul><li>a</li><li>b</li></ul>")).toBe(
      "One two & <three> a b",
    );
    expect(plainText("&#955; &#x3bb; &unknown; &#xffffffff; 1 < 2")).toBe("λ λ &unknown; &#xffffffff; 1 < 2");
    expect(plainText("<b>left</i></b> open <p>at the end")).toBe("left open at the end");
  });

  it("says a formula once, with signs for what its layout says", () => {
    const say = (tex: string) => plainText(compilePage(`A $${tex}$ b.`, {path: "content/a.md"}).html);
    expect(say("\\frac{\\partial L}{\\partial w} > 0")).toBe("A ∂L/∂w>0 b.");
    expect(say("x_i^2 + \\sqrt{n} + e^{-x}")).toBe("A x_i^2+√n+e^−x b.");
  });

  it("leaves out cells", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Markdown under test
    const {html} = compilePage("Before ${1 + 1} after.\n\n```js\nconst a = 1;\n```\n", {path: "content/a.md"});
    expect(plainText(html)).toBe("Before after.");
  });
});

describe("a page's sections", () => {
  const text =
    "# T\n\nIntro.\n\n## One $x^2$\n\nFirst.\n\n### Under\n\nMore.\n\n## Two\n\nSecond.[^a]\n\n[^a]: Note.\n";

  it("are its headings of level 2", () => {
    expect(read(text).map(({id, title}) => ({id, title}))).toEqual([
      {id: "one-x2", title: "One x^2"},
      {id: "two", title: "Two"},
    ]);
    expect(read("No heading.")).toEqual([]);
  });

  it("are known by their text, whatever they are called and whatever stands beside them", () => {
    const [one, two] = read(text);
    const [a, b, c] = read(
      "## Before\n\nNew.\n\n## Renamed\n\nFirst.\n\n### Under\n\nMore.\n\n## One\n\nSecond.[^a]\n\n[^a]: Another note.\n",
    );
    expect(b?.hash).toBe(one?.hash);
    expect(c?.hash).toBe(two?.hash);
    expect(new Set([a, b, c].map((section) => section?.hash)).size).toBe(3);
    expect(read(text.replace("More.", "Else."))[0]?.hash).not.toBe(one?.hash);
  });
});
