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

  it.each([
    "[@he2015]: they",
    "[@he2015]: deep",
    "text\n[@he2015]: deep",
    "> [@he2015]: deep",
    "[@he2015; @glorot2010]: deep",
  ])("may stand before a colon: %j", (markdown) => {
    const page = compile(markdown);
    expect(page.html).toMatch(/He et al\., 2015<\/a>.*\): (?:they|deep)</);
    expect(page.problems).toEqual([]);
  });

  it("leave definitions of links alone", () => {
    expect(html("[a]\n\n[a]: https://example.org\n[me@b]: https://example.org")).toBe(
      '<p><a href="https://example.org">a</a></p>',
    );
    expect(html("[@he2015](b)\n\n[x]: y")).not.toContain("citation");
  });

  it("are parted by semicolons", () => {
    expect(expectProblem("> as ▲[@he2015, @glorot2010]", "citation-list").message).toContain("[@he2015; @glorot2010]");
    expect(compile("[@he2015 and @glorot2010]").problems.map(({code}) => code)).toEqual(["citation-list"]);
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

describe("raw HTML", () => {
  it.each([
    ["a\n\n▲<details>\n<summary>b</summary>\n\nc", "unclosed-block", "</details>", "<p>c</p>\n</details>"],
    ['▲<div class="grid">\n\na\n', "unclosed-block", "</div>", "<p>a</p>\n</div>"],
    ["- ▲<div>\n\n  a\n- b", "unclosed-block", "</div>", "</div>\n</li>\n<li>"],
    ["a ▲<b>c\n\nd", "unclosed-block", "</b>", "<b>c</b></p>"],
    ["Of type Array▲<T>.", "unclosed-block", "</t>", "<T>.</t></p>"],
    ["▲<div/>\n\na", "unclosed-block", "“/>” closes nothing", "<p>a</p>\n</div>"],
    ["<div>\n<p>a ▲<i>b</p>\n</div>", "unclosed-block", "</i>", "</p>\n</i></div>"],
    ["a\n\n▲</div>\n\nb", "unopened-block", "“</div>” closes nothing", "<p>b</p>"],
    ["a ▲</b> c", "unopened-block", "“</b>” closes nothing", "<p>a  c</p>"],
    ["a\n\n▲<!-- b\n\n## c", "unclosed-block", "“-->”", "## c-->"],
    ['▲<div class="a>\n\nb', "unclosed-block", "quotation mark is missing", "&lt;div class=&quot;a&gt;\n<p>b</p>"],
    ["<p id=a>b</p>\n\n<p id=▲a>c</p>", "duplicate-id", "on line 1", "<p id=a>c</p>"],
    ["<svg><text>${▲Plot}</text></svg>", "expression-in-svg", "in a cell", "</text></svg>"],
  ])("spoils nothing around it: %j", (marked, code, message, expected) => {
    expect(expectProblem(marked, code).message).toContain(message);
    const shown = html(marked.replace("▲", "")).replace(/<(div|span) class="problem-mark".*?<\/\1>/g, "");
    expect(shown).toContain(expected);
  });

  it.each([
    '<div class="grid">\n\na\n\n<div>\n<img src="a"><br/>\n</div>\n\n</div>',
    "<ul>\n<li>a\n<li>b\n</ul>\n\n<p>c",
    "<table><tr><td>a<td>b</table>",
    '<svg viewBox="0 0 1 1"><path d="M0"/><g><circle r="1"/></g></svg>',
    "a <b>c *d*</b> <kbd>e</kbd> <br> <!-- f --> <!---> g",
    "<script>\nif (a < b) c('<div>');\n</script>\n\n<style>a > b {}</style>",
    "<DIV>\na\n</div>",
    "> <details>\n> <summary>a</summary>\n>\n> b\n>\n> </details>",
    "`<T>` and \\<T> and 1 < 2",
  ])("is right: %j", (markdown) => {
    expect(compile(markdown).problems).toEqual([]);
  });

  it("goes on behind an expression that is not closed", () => {
    const {problems, html: shown} = compile('<div>\n${ a <a href="b.md">c</a>\n</div>');
    expect(problems.map(({code}) => code)).toEqual(["unclosed-expression"]);
    expect(shown).toContain('<a href="./b.html">c</a>');
  });
});

describe("what looks like the dialect and is none", () => {
  it.each([
    ["▲##Heading", "heading-space", "“##”"],
    ["- ▲###Heading", "heading-space", "“###”"],
    ["▲:::note\ntext\n:::", "fenced-div", "[!NOTE]"],
    ["a\n\n    ▲```js\n    1\n    ```", "indented-fence", "“```js”"],
    ["▲```JS\n1\n```", "fence-language", "“```js”"],
    ["- ▲```{js}\n  1\n  ```", "fence-language", "“```js”"],
    ["▲~~~ts, echo\n1\n~~~", "fence-language", "“~~~ts”"],
    ["▲```js{1,3}\n1\n```", "fence-language", "behind a space"],
    ["▲```javascript echo\n1\n```", "fence-language", "“```js”"],
    ["▲```math\nx\n```", "fence-language", "“$$”"],
    ["▲[a]()", "empty-link", "where to"],
    ["see ▲[a](softmax.html#b)", "html-link", "softmax.md"],
    ["see ▲[a](/content/softmax.md)", "absolute-link", "“./”"],
    ["caf▲\uFFFD", "encoding", "UTF-8"],
    ["a[^1]\n\n[^1]: b\n▲[^1]: c", "duplicate-id", "line 3"],
    ["a[^1]\n\n[^1]: - ▲[^2]: c", "nested-footnote", "“[^2]:”"],
  ])("%j", (marked, code, message) => {
    expect(expectProblem(marked, code).message).toContain(message);
  });

  it.each([
    "#5 is a number",
    "# a",
    "`##a`",
    "```json\n1\n```",
    "```javascript\n1\n```",
    "    code",
    "[a](index.html) [b](../glossary.html#c) [d](https://e.org/f.html) [g](/h)",
  ])("%j is what it is", (markdown) => {
    expect(compile(markdown).problems).toEqual([]);
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
  it.each([
    ["| a | b |\n|---|---|\n| $x▲|y$ | c |", "table-formula", /vert/],
    ["> | a | b |\n> |---|---|\n> | $▲|x\\|$ | c |", "table-formula", /vert/],
    ["| $x▲|y$ |\n|---|---|", "table-formula", /vert/],
    ["| a | b |\n|---|---|\n| c | d | ▲e | f |", "table-row", /4 cells and the table 2 columns/],
  ])("lose nothing without a word: %j", (marked, code, message) => {
    expect(expectProblem(marked, code).message).toMatch(message);
  });

  it.each(["| $5 | $6 |", "| `$x|y$` |", "| $x\\|y$ | ${Plot || 1} |", "| \\$x | y$ |", "| a |", "| US$5 | CA$6 |"])(
    "may hold %s",
    (row) => {
      expect(compile(`| a | b |\n|---|---|\n${row}`).problems).toEqual([]);
    },
  );

  it("are GitHub's", () => {
    expect(html("| a | b |\n|:--|:-:|\n| `x\\|y` | |\n| 1 | 2 |")).toBe(
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
