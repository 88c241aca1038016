// biome-ignore-all lint/suspicious/noTemplateCurlyInString: `${…}` is the syntax under test
import {describe, expect, it} from "vitest";
import {compile, expectProblem, html} from "./helper.ts";

describe("a formula in a line", () => {
  it.each([
    ["a $x$ b", "<p>a KATEX b</p>"],
    ["$x$, $y$.", "<p>KATEX, KATEX.</p>"],
    ["$\\frac{a}{b}$ and $\\$5$", "<p>KATEX and KATEX</p>"],
    ["$a_1 * b_2$ *c*", "<p>KATEX <em>c</em></p>"],
    ["$x \\text{ if $y$}$", "<p>KATEX</p>"],
    ["$a\nb$", "<p>KATEX</p>"],
    ["**$x$**", "<p><strong>KATEX</strong></p>"],
    ["[$x$](https://example.org)", '<p><a href="https://example.org">KATEX</a></p>'],
    ["a $$x$$ b", '<p>a <span class="equation">KATEX</span> b</p>'],
  ])("%s", (markdown, expected) => {
    expect(html(markdown)).toBe(expected);
    expect(compile(markdown).problems).toEqual([]);
  });

  it.each(["$5 and $6", "US$5, CA$6", "a $ b $ c", "$ x$", "$x $", "$x$5", "\\$x$", "`$x$`", "one $", "a $$ b"])(
    "%s is none",
    (markdown) => {
      expect(html(markdown)).not.toContain("KATEX");
      expect(compile(markdown).problems).toEqual([]);
    },
  );

  it("is set for eye and ear", () => {
    const page = compile("$\\grad{x}$").html;
    expect(page).toContain("<math");
    expect(page).toContain('class="enclosing m-gradient"');
    expect(compile("$\\val x \\param y \\local z$").html).toMatch(/m-value[\s\S]*m-parameter[\s\S]*m-local/);
  });

  it("does not define macros for the next one", () => {
    compile("$\\gdef\\foo{x}\\foo$");
    expectProblem("$▲\\foo$", "math");
  });
});

describe("a displayed formula", () => {
  it.each([
    ["$$\nx\n$$", '<div class="equation">KATEX</div>'],
    ["$$ x $$", '<div class="equation">KATEX</div>'],
    ["$$ x\n+ y $$", '<div class="equation">KATEX</div>'],
    ["text\n$$\nx\n$$\ntext", '<p>text</p>\n<div class="equation">KATEX</div>\n<p>text</p>'],
    ["> $$\n> x\n> $$", '<blockquote>\n<div class="equation">KATEX</div>\n</blockquote>'],
    ["$$x$$ is it", '<p><span class="equation">KATEX</span> is it</p>'],
    [
      "$$\nx\n$$ {#eq-a}\n\nSee @eq-a.",
      '<div class="equation" id="eq-a">KATEX<span class="equation-number">(1)</span></div>\n<p>See <a class="equation-ref" href="#eq-a">(1)</a>.</p>',
    ],
  ])("%j", (markdown, expected) => {
    expect(html(markdown)).toBe(expected);
    expect(compile(markdown).problems).toEqual([]);
  });

  it("counts those with a name, and may be named before", () => {
    const page = html("@eq-b, @eq-a\n\n$$a$$ {#eq-a}\n\n$$c$$\n\n$$b$$ {#eq-b}");
    expect(page).toContain(
      '<p><a class="equation-ref" href="#eq-b">(2)</a>, <a class="equation-ref" href="#eq-a">(1)</a></p>',
    );
    expect(compile("$$a$$ {#eq-a}").anchors).toContain("eq-a");
  });

  it("is not referred to by an address", () => {
    expect(html("me@eq-a.org")).toBe("<p>me@eq-a.org</p>");
  });
});

describe("what is wrong with a formula", () => {
  it.each([
    ["a $x + ▲\\fracc{1}{2}$", "math"],
    ["- a\n  - b $x ▲} y$", "math"],
    ["$$\nx\n+ ▲\\foo\n$$", "math"],
    ["> $$\n> \\frac{1\n> ▲$$", "math"],
    ["| a |\n|---|\n| $▲\\foo$ |", "math"],
    ["text\n\n▲$$\nx + y\n\ntext", "unclosed-math"],
    ["> ▲$$\n> x", "unclosed-math"],
    ["so ▲$\\alpha is", "unclosed-math"],
    ["text\n▲$$\nx + y\n\ntext", "unclosed-math"],
    ["It is ▲$$\nx + y\n\ntext", "unclosed-math"],
    ["| a |\n|---|\n| ▲$$x |", "unclosed-math"],
    ["▲$$\na\n\nb\n$$\n\nafter $x$", "unclosed-math"],
    ["▲$$\na\n\n$$\n\nafter\n\n$$\nx\n$$", "unclosed-math"],
    ["a ▲$ x^2 $ b", "unclosed-math"],
    ["a ▲$ \\alpha$ and $x$", "unclosed-math"],
    ["a ▲$x_1 $ b", "unclosed-math"],
    ["so ▲\\(x\\) is", "math-delimiters"],
    ["> ▲\\[\n> x = 1\n> \\]", "math-delimiters"],
    ["▲\\begin{align}\na &= b\n\\end{align}", "math-delimiters"],
    ["$$\nx\n$$ ▲{#loss}", "equation-name"],
    ["$$x$$ ▲{#eq-a b}", "equation-name"],
    ["$$\nx\n$$\n▲{#eq-a}", "equation-name"],
    ["$$\nx\n$$\n\n▲{#eq-a}", "equation-name"],
    ["See ▲@eq-los.\n\n$$x$$ {#eq-loss}", "unknown-equation"],
    ["$$x$$ {#eq-a}\n\n$$▲y$$ {#eq-a}", "duplicate-id"],
  ])("%j", (marked, code) => {
    expectProblem(marked, code);
  });

  it("leaves its source to be read", () => {
    expect(html("$\\foo{<}$")).toMatch(/<code class="math-error">\\foo\{&lt;\}<\/code> <span class="problem-mark"/);
  });

  it.each([
    "It costs $ 5 and 6 $ more_or_less",
    "\\(see below\\), \\[sic\\] and \\[x](y)",
    "`\\(x\\)` {#a} `{#eq-a}` and \\begin",
    "$\\begin{matrix}a\\end{matrix}$",
    "$${Plot}",
  ])("is not found in %s", (markdown) => {
    expect(compile(markdown).problems).toEqual([]);
  });

  it("is said of a formula that should be live", () => {
    expect(compile("$$\nx = ${Plot}\n$$").problems.map(({code, severity}) => [code, severity])).toEqual([
      ["live-math", "warning"],
    ]);
    expect(compile("$x = ${Plot}$").problems.map(({code, severity}) => [code, severity])).toEqual([
      ["live-math", "warning"],
    ]);
  });

  it("ends in finite time", () => {
    const started = performance.now();
    expect(compile("$\\def\\a{\\a\\a}\\a$").problems.map(({code}) => code)).toEqual(["math"]);
    expect(compile(`$${"{".repeat(20_000)}$`).problems).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
