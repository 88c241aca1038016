// biome-ignore-all lint/suspicious/noTemplateCurlyInString: `${…}` is the syntax under test
import {readdirSync, readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {compileCourse, compileGlossary, compilePage, compileReferences} from "../../src/compiler/index.ts";
import type {Page} from "../../src/page/index.ts";
import {glossary, placesOf, references} from "./helper.ts";

const compile = (text: string): Page =>
  compilePage(text, {path: "content/a.md", names: ["Plot"], glossary, references});

/** What must hold of any text whatever. */
function holds(text: string): void {
  const started = performance.now();
  const page = compile(text);
  expect(performance.now() - started, "time").toBeLessThan(5000);
  expect(page.problems.filter(({code}) => code === "internal-error")).toEqual([]);
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n?|\n/);
  for (const {line, column} of placesOf(page)) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual((lines[line - 1] as string).length + 1);
  }
  // Each error is told where it is: in its cell, or by a mark in the text.
  const errors = page.problems.filter(({severity, cell}) => severity === "error" && cell === undefined);
  expect(page.html.match(/class="problem-mark"/g) ?? []).toHaveLength(Math.min(errors.length, 300));
  const ids = page.cells.map(({id}) => id);
  expect(new Set(ids).size, "ids of cells are unique").toBe(ids.length);
  for (const cell of page.cells) {
    // Its source stands where it says, but for a bar that a table escapes.
    const first = cell.source.split("\n")[0] as string;
    if (cell.mode === "inline" && first.trim() !== "" && !text.includes("\\|") && !text.includes("\0"))
      expect(
        (lines[cell.position.line - 1] as string).slice(
          cell.position.column - 1,
          cell.position.column - 1 + first.length,
        ),
      ).toBe(first);
    if (cell.body === undefined) expect(cell.problem ?? cell.embed).toBeDefined();
    else expect(() => new Function(`return ${cell.body}`)).not.toThrow();
  }
}

const MARKS = [
  "${",
  "}",
  "`",
  "```js\n",
  "```ts\n",
  "```\n",
  "~~~\n",
  "$",
  "$$",
  "\n",
  "\n\n",
  "> ",
  "- ",
  "  ",
  "    ",
  "\t",
  "1. ",
  "|",
  "\n|---|\n",
  "<!-- quiz id=a -->\n",
  "<!-- /quiz -->\n",
  "<!-- predict id=p type=numeric answer=1 -->\n",
  "<!-- reveal -->\n",
  "<!-- /predict -->\n",
  "<!-- exercise id=e -->\n",
  "<!-- /exercise -->\n",
  "<details>",
  "<summary>",
  "</summary>",
  "</details>",
  '<div a="',
  '">',
  "</div>",
  "<!--",
  "-->",
  "[^1]",
  "[^1]: ",
  "^[",
  "]",
  "[@he2015]",
  "[@a; @b]",
  "[x](glossary:y)",
  "[x](./a.md#b)",
  "@eq-a",
  " {#eq-a}",
  "# ",
  "## h",
  "---\n",
  "title: x\n",
  "\\",
  "\\${",
  "*",
  "**",
  "_",
  "a",
  "b + c",
  "const x = 1",
  "const y = x",
  "viewof x",
  "import {a} from 'npm:x'",
  "import {q} from './a.md'",
  "[!NOTE]\n",
  "- [x] ",
  "- [ ] ",
  "'",
  '"',
  "/",
  "{",
  "(",
  ")",
  "<script>",
  "</script>",
  "https://a.b",
  "\r\n",
  "\r",
  "\u2028",
  "é",
  "😀",
  "\0",
  "&amp;",
  "![",
  "](a)",
  "\\frac{",
  "yield",
  "await ",
  "\uFEFF",
  "js starter\n",
  "id=a",
  "<a href='b.md'>",
];

const lessons = ["content", "notebooks", "tests/fixtures/compiler"].flatMap((folder) => {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith(".md"))
      .map((file) => readFileSync(`${folder}/${file}`, "utf8"));
  } catch {
    return [];
  }
});

describe("compilePage on any text", () => {
  it("never throws, nor hangs, nor points outside the file", () => {
    fc.assert(fc.property(fc.string({unit: "binary", maxLength: 200}), holds), {numRuns: 300});
  });

  it("nor on what looks like the dialect", () => {
    const soup = fc.array(
      fc.oneof({weight: 9, arbitrary: fc.constantFrom(...MARKS)}, {weight: 1, arbitrary: fc.string({maxLength: 5})}),
      {
        maxLength: 50,
      },
    );
    fc.assert(
      fc.property(soup, (parts) => holds(parts.join(""))),
      {numRuns: 1500},
    );
  });

  it("nor on lessons that were cut, spoiled and glued", () => {
    expect(lessons.length).toBeGreaterThan(0);
    const edit = fc.record({
      at: fc.nat(),
      length: fc.nat(60),
      insert: fc.constantFrom("", "", ...MARKS),
      again: fc.nat(300),
    });
    fc.assert(
      fc.property(fc.constantFrom(...lessons), fc.array(edit, {minLength: 1, maxLength: 6}), (lesson, edits) => {
        let text = lesson;
        for (const {at, length, insert, again} of edits) {
          const start = at % (text.length + 1);
          text = text.slice(0, start) + insert + text.slice(start + length) + text.slice(start, start + again);
        }
        holds(text);
      }),
      {numRuns: 150},
    );
  }, 120_000);

  it("and says the same whatever ends the lines", () => {
    const same = (text: string) => {
      const unix = text.replace(/\r\n?/g, "\n");
      for (const end of ["\r\n", "\r"]) expect(compile(unix.replaceAll("\n", end))).toEqual(compile(unix));
    };
    for (const lesson of lessons) same(lesson);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...MARKS), {maxLength: 30}), (parts) => same(parts.join(""))),
      {numRuns: 300},
    );
  });

  it("and says the same a second time", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...MARKS), {maxLength: 30}), (parts) => {
        expect(compile(parts.join(""))).toEqual(compile(parts.join("")));
      }),
      {numRuns: 200},
    );
  });
});

describe("hostile text", () => {
  const many = (part: string, count = 20_000) => part.repeat(count);
  it.each([
    ["open expressions", many("${")],
    ["expressions", many("${a}")],
    ["open strings in expressions", many("${'")],
    ["open templates", many("${`")],
    ["dollars", many("$")],
    ["open formulas", many("$a{ ")],
    ["open TeX", many("$\\a ")],
    ["brackets", many("[")],
    ["citations", `[${many("@a;", 5000)}`],
    ["citations of one", many("[@a ")],
    ["notes", many("^[")],
    ["stars", many("*a **b ")],
    ["tags", many("<a ")],
    ["quotations", many("> ", 5000)],
    ["lists", many("- ", 5000)],
    ["details in a quiz", `<!-- quiz id=a -->\n${many("<details>\n", 2000)}`],
    ["quizzes", many("<!-- quiz id=a -->\n", 3000)],
    ["table rows", `|a|\n|-|\n${many("|${\n", 5000)}`],
    ["table cells", many("|${")],
    ["a deep expression", `\${${many("(")}`],
    ["a deep cell", `\`\`\`js\n${many("[")}\n\`\`\``],
    ["a deep typed cell", `\`\`\`ts\n${many("[", 5000)}\n\`\`\``],
    ["a deep formula", `$${many("{")}${many("}")}$`],
    ["a deep front matter", `---\na: ${many("[", 5000)}\n---\n`],
    ["unknown names", `\`\`\`js\n[${Array.from({length: 5000}, (_, i) => `name${i}`)}]\n\`\`\``],
    ["headings", many("# a\n", 5000)],
    ["html", `<div>\n${many("<b ${a} 'x\n", 5000)}`],
  ])("of %s is compiled in time", (_, text) => holds(text), 30_000);
});

describe("the data files on any text", () => {
  it("never throw", () => {
    const soup = fc
      .array(
        fc.constantFrom(
          "a",
          ": ",
          "\n",
          "  ",
          "- ",
          "[",
          "]",
          "{",
          "}",
          "'",
          '"',
          "*",
          "&a ",
          "|",
          ">",
          "#",
          "term: ",
          "title: ",
          "lessons:\n",
          "slug: ",
          "authors: ",
          "year: 1",
          "? ",
          "!!",
          "\t",
          "%",
          "---\n",
        ),
        {
          maxLength: 30,
        },
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(soup, fc.string()), (yaml) => {
        const lines = yaml.replace(/^\uFEFF/, "").split(/\r\n?|\n/);
        for (const read of [compileCourse, compileGlossary, compileReferences])
          for (const {line, column} of read(yaml, {path: "a.yaml"}).problems) {
            expect(line).toBeLessThanOrEqual(lines.length);
            expect(column).toBeLessThanOrEqual((lines[line - 1] as string).length + 1);
          }
      }),
      {numRuns: 500},
    );
  });
});
