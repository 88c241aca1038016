// biome-ignore-all lint/suspicious/noTemplateCurlyInString: `${…}` is the syntax under test
import {describe, expect, it} from "vitest";
import {compile, expectProblem, html} from "./helper.ts";

describe("alerts", () => {
  it.each(["note", "tip", "important", "warning", "caution"])("%s", (kind) => {
    expect(html(`> [!${kind.toUpperCase()}]\n> Some *text*.`)).toBe(
      `<aside class="alert" data-kind="${kind}">\n<p class="alert-title">${kind[0]?.toUpperCase()}${kind.slice(1)}</p>\n<p>Some <em>text</em>.</p>\n</aside>`,
    );
  });

  it("may hold anything, nested quotations too", () => {
    expect(html("> [!note]\n>\n> > inner\n>\n> - item")).toBe(
      '<aside class="alert" data-kind="note">\n<p class="alert-title">Note</p>\n<blockquote>\n<p>inner</p>\n</blockquote>\n<ul>\n<li>item</li>\n</ul>\n</aside>',
    );
    expect(html("> quotation")).toBe("<blockquote>\n<p>quotation</p>\n</blockquote>");
  });

  it("are reported if GitHub would not know them", () => {
    expect(expectProblem("> a\n\n- > ▲[!NOTTE]\n  > text", "unknown-alert").message).toContain("Did you mean “NOTE”?");
    expectProblem("> ▲[!NOTE] text", "alert-title");
  });
});

describe("citations", () => {
  it("name authors and year, and are listed at the end", () => {
    expect(html("As in [@he2015; @glorot2010].")).toBe(
      `<p>As in (<a class="citation" href="#ref-he2015">He et al., 2015</a>; <a class="citation" href="#ref-glorot2010">Glorot and Bengio, 2010</a>).</p>
<section class="references" aria-labelledby="references">
<h2 id="references">References</h2>
<ol>
<li id="ref-glorot2010">Xavier Glorot and Yoshua Bengio (2010). <cite>On glorot2010</cite>. Journal of Tests.</li>
<li id="ref-he2015">Kaiming He, Xiangyu Zhang, Shaoqing Ren and Jian Sun (2015). <cite>On he2015</cite>. Journal of Tests.</li>
</ol>
</section>`,
    );
    expect(html("[see @rosenblatt1958, section 2]")).toContain(
      '(see <a class="citation" href="#ref-rosenblatt1958">Rosenblatt, 1958</a>, section 2)',
    );
  });

  it.each(["[me@example.org]", "[@ a]", "[a](b@c)", "`[@he2015]`", "[x] @he2015"])("%s is none", (markdown) => {
    expect(html(markdown)).not.toContain("citation");
  });

  it("are reported if the work is unknown", () => {
    const problem = expectProblem("> As [@he2015; ▲@glorott2010].", "unknown-citation");
    expect(problem.message).toContain("Did you mean “glorot2010”?");
    expect(compile("[@nobody]", {references: undefined}).problems).toEqual([]);
  });

  it("leave the id “references” to a heading that has it", () => {
    const page = compile("## References\n\n[@he2015]");
    expect(page.html).toContain('<h2 id="references-1">References</h2>');
    expect(page.html.match(/id="references"/g)).toHaveLength(1);
  });
});

describe("footnotes", () => {
  it("stand at the end and lead back", () => {
    expect(html("a[^n] b^[in *place*]\n\n[^n]: note")).toBe(
      `<p>a<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup> b<sup class="footnote-ref"><a href="#fn2" id="fnref2">[2]</a></sup></p>
<section class="footnotes" aria-label="Footnotes">
<ol class="footnotes-list">
<li id="fn1" class="footnote-item"><p>note <a href="#fnref1" class="footnote-backref" aria-label="Back to the text">↩\uFE0E</a></p>
</li>
<li id="fn2" class="footnote-item"><p>in <em>place</em> <a href="#fnref2" class="footnote-backref" aria-label="Back to the text">↩\uFE0E</a></p>
</li>
</ol>
</section>`,
    );
  });

  it("are reported if a half is missing", () => {
    expectProblem("a ▲[^b] c", "unknown-footnote");
    expectProblem("a\n\n▲[^b]: c", "unused-footnote");
  });
});

describe("links", () => {
  it("to Markdown files lead to pages, and are recorded", () => {
    const page = compile("a [next](./softmax.md#loss) [lab](../notebooks/init-lab.md) <a href='softmax.md'>b</a>");
    expect(page.html).toBe(
      `<p>a <a href="./softmax.html#loss">next</a> <a href="./notebooks/init-lab.html">lab</a> <a href='./softmax.html'>b</a></p>\n`,
    );
    expect(page.links).toEqual([
      {path: "content/softmax.md", anchor: "loss", line: 1, column: 3},
      {path: "notebooks/init-lab.md", anchor: "", line: 1, column: 29},
      {path: "content/softmax.md", anchor: "", line: 1, column: 70},
    ]);
  });

  it("from a notebook lead back", () => {
    const page = compile("[a](../content/softmax.md)", {path: "notebooks/lab.md"});
    expect(page.html).toContain('href="../softmax.html"');
  });

  it("elsewhere stay as they are", () => {
    const text =
      '<p><a href="https://example.org/a.md">a</a> <a href="./data.csv">b</a> <a href="#top">c</a> <img src="a.png" alt="d"></p>';
    expect(html("[a](https://example.org/a.md) [b](./data.csv) [c](#top) ![d](a.png)")).toBe(text);
    expect(html("https://example.org and index.html")).toBe(
      '<p><a href="https://example.org">https://example.org</a> and index.html</p>',
    );
  });

  it("by reference keep their place", () => {
    expect(compile("a\n\nb [c][d]\n\n[d]: ./e.md").links).toEqual([
      {path: "content/e.md", anchor: "", line: 3, column: 3},
    ]);
  });

  it("to the page's own ids are checked", () => {
    const text = "# A heading\n\n<div id='box'></div>\n\n```js id=cell\n1\n```\n\n$$x$$ {#eq-x}\n\n";
    expect(compile(`${text}[a](#a-heading) [b](#box) [c](#cell-cell) [d](#eq-x)`).problems).toEqual([]);
    const problem = expectProblem(`${text}- x [a](#a-heading)\n  ▲[a](#a-headin)`, "unknown-anchor");
    expect(problem.message).toContain("Did you mean “a-heading”?");
  });

  it("to the glossary are terms", () => {
    expect(html("[it saturates](glossary:saturation)")).toBe(
      '<p><a class="term" href="./glossary.html#saturation" data-term="saturation">it saturates</a></p>',
    );
    expect(html("[](glossary:saturation)")).toContain(">saturation</a>");
    expect(compile("[a](glossary:saturation)", {path: "notebooks/lab.md"}).html).toContain(
      'href="../glossary.html#saturation"',
    );
    expect(expectProblem("a ▲[b](glossary:saturatoin)", "unknown-term").message).toContain("“saturation”");
  });
});

describe("headings", () => {
  it("have the ids that GitHub gives them, each once", () => {
    const page = compile(
      "# Backprop: *the* chain!\n\n## Ünïcode `x.y`\n\n## Twice\n\n## Twice\n\n## 😀\n\n## The $x$ gate",
    );
    expect(page.anchors).toEqual(["backprop-the-chain", "ünïcode-xy", "twice", "twice-1", "section", "the-x-gate"]);
    expect(page.html).toContain(
      '<h2 id="twice-1">Twice<a class="anchor" href="#twice-1" aria-label="Link to this section">#</a></h2>',
    );
  });

  it("make the table of contents, without links and cells", () => {
    const {toc} = compile("# Title\n\n## A [link](https://example.org) *and* ${1} `code`\n\n> ## quoted\n\n### Sub");
    expect(toc).toEqual([
      {id: "a-link-and-code", level: 2, html: "A link <em>and</em>  <code>code</code>"},
      {id: "sub", level: 3, html: "Sub"},
    ]);
  });

  it("make way for ids of other things", () => {
    const page = compile("## Eq a\n\n$$x$$ {#eq-a}");
    expect(page.anchors).toEqual(["eq-a-1", "eq-a"]);
  });

  it("give the page its title if the front matter has none", () => {
    expect(compile("# A *title*").meta.title).toBe("A title");
    expectProblem("---\ntitle: One\n---\n\n▲# Two", "two-titles");
    expect(compile("---\ntitle: One\n---\n\n# One").problems).toEqual([]);
  });
});

describe("HTML", () => {
  it("is kept, for instructors write it", () => {
    expect(html('<div class="grid">\n<div class="card">\n\n*a*\n\n</div>\n</div>')).toBe(
      '<div class="grid">\n<div class="card">\n<p><em>a</em></p>\n</div>\n</div>',
    );
  });

  it("may not take an id that the page needs", () => {
    expectProblem("```js id=a\n1\n```\n\n<div id='▲cell-a'></div>", "duplicate-id");
  });
});

describe("tables", () => {
  it("are GitHub's", () => {
    expect(html("| a | b |\n|:--|:-:|\n| `x\\|y` | |\n| 1 | 2 | 3 |")).toBe(
      `<table>
<thead>
<tr>
<th style="text-align:left">a</th>
<th style="text-align:center">b</th>
</tr>
</thead>
<tbody>
<tr>
<td style="text-align:left"><code>x|y</code></td>
<td style="text-align:center"></td>
</tr>
<tr>
<td style="text-align:left">1</td>
<td style="text-align:center">2</td>
</tr>
</tbody>
</table>`,
    );
  });
  it("end where other things start", () => {
    expect(html("a | b\n--|--\nc | d\n> quote")).toContain("<blockquote>");
    expect(html("a | b\n--|\nc | d")).not.toContain("<table>");
    expect(html("no bar\n---|---")).not.toContain("<table>");
  });
});
