// biome-ignore-all lint/suspicious/noTemplateCurlyInString: `${…}` is the syntax under test
import {describe, expect, it} from "vitest";
import {checkCourse, compileCourse, compileGlossary, compilePage, renderGlossary} from "../../src/compiler/index.ts";
import type {Problem} from "../../src/page/index.ts";
import {compile, html, PATH} from "./helper.ts";

/** Each mark as `⟨line:column⟩`: its words are tested with the problem. */
function marked(markdown: string): string {
  return shorten(html(markdown));
}

function shorten(text: string): string {
  return text.replace(
    /<(div|span) class="problem-mark" role="note"><strong>Error:<\/strong> .*? <code>content\/\w+\.(?:md|yaml):(\d+:\d+)<\/code><\/\1>/g,
    "⟨$2⟩",
  );
}

describe("what is wrong in the prose is told at its place", () => {
  it.each([
    ["Open ${ a", "<p>Open ${ ⟨1:6⟩ a</p>"],
    ["A **bold ${ a**", "<p>A <strong>bold ${ ⟨1:10⟩ a</strong></p>"],
    ["$$\nx\n\ny", "<p>$$ ⟨1:1⟩\nx</p>\n<p>y</p>"],
    ["so $\\alpha is", "<p>so $ ⟨1:4⟩\\alpha is</p>"],
    ["a $\\foo$.", '<p>a <code class="math-error">\\foo</code> ⟨1:4⟩.</p>'],
    ["[a *b*](#gone), c", '<p><a href="#gone">a <em>b</em></a> ⟨1:1⟩, c</p>'],
    ["[a](glossary:b)", '<p><a class="term" href="./glossary.html#b" data-term="b">a</a> ⟨1:1⟩</p>'],
    [
      "see [@x; @y], z",
      '<p>see (<span class="citation">x</span>; <span class="citation">y</span>) ⟨1:6⟩ ⟨1:10⟩, z</p>',
    ],
    ["as @eq-a says", "<p>as @eq-a ⟨1:4⟩ says</p>"],
    ["a[^n] b", "<p>a[^n] ⟨1:2⟩ b</p>"],
    ['an <a href="#gone">a <b>b</b></a>, c', '<p>an <a href="#gone">a <b>b</b></a> ⟨1:13⟩, c</p>'],
    [
      "## A $\\foo$",
      '<h2 id="a-foo">A <code class="math-error">\\foo</code> ⟨1:7⟩<a class="anchor" href="#a-foo" aria-label="Link to this section">#</a></h2>',
    ],
    [
      "| a |\n|---|\n| [b](#c) |",
      '<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td><a href="#c">b</a> ⟨3:3⟩</td>\n</tr>\n</tbody>\n</table>',
    ],
    ["- a\n- [b](#c)", '<ul>\n<li>a</li>\n<li><a href="#c">b</a> ⟨2:3⟩</li>\n</ul>'],
  ])("%j, behind it", (markdown, expected) => {
    expect(marked(markdown)).toBe(expected);
  });

  it.each([
    [
      "a\n\n$$\n\\foo\n$$\n\nb",
      '<p>a</p>\n⟨4:1⟩\n<div class="equation"><code class="math-error">\\foo</code></div>\n<p>b</p>',
    ],
    ["- a\n\n  ~~~\n  b", '<ul>\n<li>\n<p>a</p>\n⟨3:3⟩\n<pre><code class="hljs">b</code></pre>\n</li>\n</ul>'],
    ["<div>\n${ a\n</div>", "⟨2:1⟩\n<div>\n${ a\n</div>"],
    ["a\n\n> [!NOTTE]\n> b", "<p>a</p>\n<blockquote>\n⟨3:3⟩\n<p>[!NOTTE]\nb</p>\n</blockquote>"],
    ["a\n\n<!-- quiz id=q -->\n\nb", "<p>a</p>\n⟨3:1⟩\n<p>b</p>"],
    ["---\nminutes: soon\n---", "⟨2:10⟩"],
    ["---\nminutes: soon\n---\n\na", "⟨2:10⟩\n<p>a</p>"],
  ])("%j, before its block", (markdown, expected) => {
    expect(marked(markdown)).toBe(expected);
  });

  it("of a question, before it or in it", () => {
    const text = "<!-- quiz id=q -->\nA [b](#c)?\n\n- [x] d\n- e\n<!-- /quiz -->";
    expect(marked(text)).toContain('<div class="quiz-prompt"><p>A <a href="#c">b</a> ⟨2:3⟩?</p></div>');
    expect(marked(text)).toContain("<li>⟨5:1⟩\ne</li>");
    expect(marked("<!-- quiz id=q -->\nA?\n\n- [ ] b\n- [ ] c\n<!-- /quiz -->")).toMatch(
      /^⟨1:1⟩\n<section class="quiz"/,
    );
  });

  it("of a note, where the note stands", () => {
    expect(marked("a[^1]\n\n[^1]: [b](#c)")).toContain('<p><a href="#c">b</a> ⟨3:7⟩ <a href="#fnref1"');
    expect(marked("a^[[b](#c)]")).toContain('<p><a href="#c">b</a> ⟨1:4⟩ <a href="#fnref1"');
  });

  it("with its words and its place", () => {
    expect(html("$\\foo<$")).toContain(
      '<span class="problem-mark" role="note"><strong>Error:</strong> This formula cannot be set: Undefined control sequence: \\foo. <code>content/lesson.md:1:2</code></span>',
    );
  });

  it("but not in the table of contents, nor for what a cell or only the terminal tells", () => {
    const page = compile(
      "## A $\\foo$ [b](#c)\n\n## D ${ e\n\n${1 +}\n\n```js\nconst = 1\n```\n\n[^unused]: f\n\n> [!NOTE] g",
    );
    expect(page.toc.map(({html}) => html)).toEqual(['A <code class="math-error">\\foo</code> b', "D ${ e"]);
    expect(page.html.match(/problem-mark/g)).toHaveLength(3);
    expect(page.problems).toHaveLength(7);
  });

  it("and once where a formula is rendered twice", () => {
    expect(html("# $\\foo$").match(/problem-mark/g)).toHaveLength(1);
  });

  it("up to a number that can still be read", () => {
    const page = compile(Array.from({length: 400}, (_, i) => `[a](#b${i})`).join("\n\n"));
    expect(page.problems).toHaveLength(400);
    expect(page.html.match(/problem-mark/g)).toHaveLength(300);
  });

  it("and leaves the page as it is otherwise", () => {
    const text =
      "# A\n\n${1}\n\n```js\nconst b = 1\n```\n\n[c](./d.md)\n\n<!-- quiz id=q type=free -->\nE?\n<!-- /quiz -->\n\n";
    const {html: whole, problems, ...rest} = compile(text);
    const {html: broken, problems: found, ...same} = compile(`${text}[f](#g)`);
    expect(same).toEqual(rest);
    expect(found).toHaveLength(problems.length + 1);
    expect(shorten(broken)).toBe(`${whole}<p><a href="#g">f</a> ⟨15:1⟩</p>\n`);
  });
});

describe("what only the whole course shows", () => {
  const courseOf = (files: Record<string, string>) => {
    const pages = Object.entries(files).map(([path, text]) => compilePage(`# A\n\n${text}`, {path}));
    const course = compileCourse(`title: A\nlessons: [${Object.keys(files).map((file) => file.slice(8, -3))}]`, {
      path: "content/course.yaml",
    });
    return checkCourse(pages, course.value);
  };

  it("gets its mark by a second call, and is no problem of the page", () => {
    const text = "[b](./gone.md), [c](./b.md#gone)\n\n<!-- quiz id=q type=free -->\nA?\n<!-- /quiz -->";
    const files = {"content/b.md": "<!-- quiz id=q type=free -->\nA?\n<!-- /quiz -->", "content/lesson.md": text};
    const marks = courseOf(files).filter(({path}) => path === PATH);
    expect(marks.map(({code}) => code)).toEqual(["unknown-page", "unknown-anchor", "duplicate-id"]);
    const page = compilePage(`# A\n\n${text}`, {path: PATH, marks});
    expect(page.problems).toEqual([]);
    expect(shorten(page.html)).toContain(
      '<p><a href="./gone.html">b</a> ⟨3:1⟩, <a href="./b.html#gone">c</a> ⟨3:17⟩</p>\n⟨5:1⟩\n<section class="quiz"',
    );
  });

  it("stands by the picture that is missing", () => {
    const missing = {severity: "error", code: "missing-file", message: "No file.", path: PATH, line: 1} as const;
    const marks: Problem[] = [
      {...missing, column: 9},
      {...missing, column: 30, cell: "a"},
      {...missing, severity: "warning", column: 2},
    ];
    const page = compilePage("a ![b](c.png), d", {path: PATH, marks});
    expect(shorten(page.html)).toBe('<p>a <img src="c.png" alt="b"> ⟨1:9⟩, d</p>\n');
  });
});

it("names the glossary's own place in a definition", () => {
  const {value, problems} = compileGlossary("a:\n  term: A\n  definition: so $\\foo$\n", {
    path: "content/glossary.yaml",
  });
  expect(problems.map(({line, column}) => [line, column])).toEqual([[3, 15]]);
  expect(renderGlossary(value)[0]?.html).toContain("<code>content/glossary.yaml:3:15</code></span>");
});
