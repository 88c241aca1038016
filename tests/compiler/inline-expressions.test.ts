// biome-ignore-all lint/suspicious/noTemplateCurlyInString: `${…}` is the syntax under test
import {describe, expect, it} from "vitest";
import {compile, expectCellAt, expectProblem, html} from "./helper.ts";

const sources = (markdown: string) => compile(markdown, {names: undefined}).cells.map(({source}) => source);

describe("where an expression runs", () => {
  it.each([
    ["text", "a ${x} b"],
    ["a heading", "# a ${x}"],
    ["a heading underlined", "a ${x}\n==="],
    ["a list", "- a ${x}"],
    ["a table's head", "| ${x} |\n|---|"],
    ["a table's body", "| a |\n|---|\n| ${x} |"],
    ["a quotation", "> a ${x}"],
    ["emphasis", "**${x}**"],
    ["a link's text", "[a ${x}](https://example.org)"],
    ["a footnote", "a[^1]\n\n[^1]: b ${x}"],
    ["a footnote in place", "a^[b ${x}]"],
    ["an alert", "> [!TIP]\n> a ${x}"],
    ["an HTML block", "<div>${x}</div>"],
    ["an HTML block over lines", '<div class="card">\n  <b>a</b>\n  ${x}\n</div>'],
    ["HTML in a line", "a <b>${x}</b>"],
    ["after dollars", "costs $${x}"],
  ])("%s", (_, markdown) => expect(sources(markdown)).toEqual(["x"]));

  it.each([
    ["a code span", "`${x}`"],
    ["a fence of another language", "```sh\n${x}\n```"],
    ["indented code", "    ${x}"],
    ["a comment", "<!-- ${x} -->"],
    ["a comment in a line", "a <!-- ${x} --> b"],
    ["a comment in an HTML block", "<div>\n<!-- ${x} -->\n</div>"],
    ["script", "<script>\n`${x}`\n</script>"],
    ["style", "<style>\na { b: ${x} }\n</style>"],
    ["textarea", "<div><textarea>${x}</textarea></div>"],
    ["textarea in a line", "a <textarea>${x}</textarea>"],
    ["an image's description", "![${x}](a.png)"],
    ["an escape", "\\${x}"],
    ["an escape in HTML", "<div>\\${x}</div>"],
  ])("not in %s", (_, markdown) => {
    expect(sources(markdown)).toEqual([]);
    expect(compile(markdown).problems).toEqual([]);
  });

  it("leaves the escaped characters", () => {
    expect(html("\\${x}")).toBe("<p>${x}</p>");
    expect(html("<div>\\${x}</div>")).toBe("<div>${x}</div>");
  });

  it.each(['<div title="a ▲${x}">b</div>', 'a <b title="a ▲${x}">b</b>'])(
    "warns of one in an attribute: %s",
    (marked) => {
      // The place is that of the attribute's value.
      const {problems} = compile(marked.replace("▲", ""));
      expect(problems.map(({code, severity}) => [code, severity])).toEqual([["expression-in-attribute", "warning"]]);
    },
  );

  it("runs after a textarea is closed", () => {
    expect(sources("a <textarea>${x}</textarea> ${y}")).toEqual(["y"]);
  });
});

describe("where an expression ends", () => {
  it.each([
    ['"}"'],
    ["'}' + \"}\""],
    ["`}`"],
    ["`a${`b${c}`}`"],
    ["({a: {b: 1}}).a.b"],
    ["{a: 1}"],
    ["(() => { return 1; })()"],
    ["/[}]/.test(a)"],
    ["a.replace(/}/g, '')"],
    ["a / b } / c".slice(0, 5)],
    ["/* } */ a"],
    ['html`<b title="}">${a}</b>`'],
    ["a ? `}` : /}/"],
    ["a *\nb"],
    ["[1, 2].map((d) => `|${d}|`)"],
  ])("%s", (source) => expect(sources(`before \${${source}} after }`)).toEqual([source]));

  it("wins over mathematics", () => {
    expect(html("$x = ${1}$ and $y$")).toMatch(/^<p>\$x = <span class="cell-inline".*<\/span>\$ and KATEX<\/p>$/);
    expect(html("$${1} and $y$")).toMatch(/^<p>\$<span class="cell-inline".*<\/span> and KATEX<\/p>$/);
  });

  it("may hold a bar in a table", () => {
    const markdown = '| a | b |\n|---|---|\n| ${x || y} | ${x \\| y} |\n| ${"|"} | ${"\\|"} |';
    expect(sources(markdown)).toEqual(["x || y", "x | y", '"|"', '"|"']);
  });
});

describe("the place of an expression", () => {
  it.each([
    ["ab ${▲x}"],
    ["ab\ncd ${▲x}"],
    ["  ab\n   cd ${▲x}"],
    ["# ab ${▲x} ##"],
    ["ab ${▲x}\n---"],
    ["ab\ncd ${▲x}\n==="],
    ["- ab\n\n  cd ${▲x}"],
    ["- ab\n  - cd\n    - ef\n      gh ${▲x}"],
    ["1. > - ab\n   >   cd ${▲x}"],
    ["> ab\n> > cd\n> > ef ${▲x}"],
    ["> ab\nlazy ${▲x}"],
    ["-\tab ${▲x}"],
    ["-\tab\n\n\tcd ${▲x}"],
    ["\t\n\tab\n\nab\tcd ${▲x}"],
    [">\tab ${▲x}"],
    ["ab\r\ncd ${▲x}\r\n"],
    ["ab\rcd ${▲x}"],
    ["| a | b |\n|---|---|\n| c\\|d | ${▲x} |"],
    ["> | a | b |\n> |---|---|\n> | `c` | d ${▲x} |"],
    ["a | b\n-|-\nc | ${▲x}"],
    ["<div>\n  <b>\n    ${▲x}</b>\n</div>"],
    ["- a\n\n  <div>\n    ${▲x}\n  </div>"],
    ["a[^1]\n\n[^1]: b\n    c ${▲x}"],
    ["a^[note ${▲x}] b"],
    ["> [!NOTE]\n> a ${▲x}"],
    ["---\ntitle: A\n---\n\nab ${▲x}"],
    ["[a **b ${▲x}**](https://example.org)"],
    ["😀 ${▲x}"],
    ["\uFEFFab ${▲x}".replace("\uFEFF", "")],
    ["- [x] ab ${▲x}"],
    ["ab  \ncd ${▲x}"],
  ])("%j", (marked) => expectCellAt(marked, "x"));

  it("does not count a byte-order mark", () => {
    expect(compile("\uFEFFab ${x}").cells[0]?.position).toEqual({line: 1, column: 6});
  });
});

describe("what is wrong with an expression", () => {
  it.each([
    ["ab ▲${x + 1", "unclosed-expression"],
    ["- ab\n  cd ▲${ `", "unclosed-expression"],
    ["<div>\n  ▲${x\n</div>", "unclosed-expression"],
    ["ab ${▲}", "not-an-expression"],
    ["ab ${▲x;}", "not-an-expression"],
    ["ab ${▲const x = 1}", "not-an-expression"],
    ["ab ${Plot +▲ }", "syntax"],
    ["ab ${don▲'t}", "syntax"],
    ["ab\ncd ${Plot.▲}", "syntax"],
    ["> ab ${Plot(\n> Plot ▲Plot)}", "syntax"],
  ])("%s", (marked, code) => {
    expectProblem(marked, code);
  });

  it("is reported once for a text", () => {
    expect(compile("a ${b ${c ${d\n\n${e").problems.map(({line, column}) => [line, column])).toEqual([
      [1, 3],
      [3, 1],
    ]);
  });

  it("keeps the cell, without a body and with its problem", () => {
    const [cell] = compile("${a +}").cells;
    expect(cell).toMatchObject({mode: "inline", show: "hidden", source: "a +", inputs: [], problem: {code: "syntax"}});
    expect(cell).not.toHaveProperty("body");
  });
});
