// biome-ignore-all lint/suspicious/noTemplateCurlyInString: `${…}` is the syntax under test
import {describe, expect, it} from "vitest";
import {checkCourse, compileCourse, compilePage} from "../../src/compiler/index.ts";
import {formatPlace} from "../../src/page/index.ts";

const page = (path: string, text: string) => compilePage(`---\ntitle: A\n---\n${text}`, {path});
const cell = (source: string) => `\`\`\`js\n${source}\n\`\`\``;
const quiz = (id: string) => `<!-- quiz id=${id} type=free -->\nA\n<!-- /quiz -->`;

function check(
  files: Record<string, string>,
  course = `title: A\nlessons: [${Object.keys(files)
    .filter((f) => f.startsWith("content/"))
    .map((f) => f.slice(8, -3))}]\nnotebooks: [${Object.keys(files)
    .filter((f) => f.startsWith("notebooks/"))
    .map((f) => f.slice(10, -3))}]`,
) {
  const pages = Object.entries(files).map(([path, text]) => page(path, text));
  for (const {path, problems} of pages) expect(problems, path).toEqual([]);
  const problems = checkCourse(pages, compileCourse(course, {path: "content/course.yaml"}).value);
  return problems.map((problem) => `${formatPlace(problem)} ${problem.code}`);
}

describe("a course", () => {
  it("may be right", () => {
    expect(
      check({
        "content/a.md": `## One\n\n[b](./b.md#two) [lab](../notebooks/lab.md#cell-scale)\n\n${cell("const mine = 1")}\n\n${cell('import {chart} from "../notebooks/lab.md" with {scale: "mine"}')}`,
        "content/b.md": "## Two\n\n[back](a.md#one)",
        "notebooks/lab.md": `${cell("const scale = 1")}\n\n${cell("const chart = scale")}\n\n[a](../content/a.md)`,
      }),
    ).toEqual([]);
  });

  it("has links that lead somewhere", () => {
    expect(check({"content/a.md": "[b](./bb.md)\n[c](b.md#x)", "content/b.md": "## y"})).toEqual([
      "content/a.md:4:1 unknown-page",
      "content/a.md:5:1 unknown-anchor",
    ]);
  });

  it("has each question's id once", () => {
    expect(check({"content/a.md": quiz("q"), "content/b.md": `text\n\n${quiz("q")}`})).toEqual([
      "content/b.md:6:1 duplicate-id",
    ]);
  });

  it("lists its files, and files for what it lists", () => {
    expect(check({"content/a.md": "", "content/b.md": ""}, "title: A\nlessons:\n  - a\n  - c")).toEqual([
      "content/course.yaml:4:5 missing-file",
      "content/b.md:1:1 unlisted-file",
    ]);
    expect(check({"content/a.md": "", "README.md": ""}, "title: A\nlessons: [a]")).toEqual([]);
  });

  it("has prerequisites that come before", () => {
    const files = {"content/a.md": "", "content/b.md": "", "content/c.md": ""};
    const course = (a: string, b: string, c: string) =>
      `title: A\nlessons:\n  - {slug: a, prerequisites: [${a}]}\n  - {slug: b, prerequisites: [${b}]}\n  - {slug: c, prerequisites: [${c}]}`;
    expect(check(files, course("", "a", "a, b"))).toEqual([]);
    expect(check(files, course("", "aa", ""))).toEqual(["content/course.yaml:4:12 unknown-prerequisite"]);
    expect(check(files, course("", "c", ""))).toEqual(["content/course.yaml:4:12 later-prerequisite"]);
    expect(check(files, course("c", "a", "b"))).toEqual(["content/course.yaml:3:12 cyclic-prerequisite"]);
    expect(check(files, course("a", "", ""))).toEqual(["content/course.yaml:3:12 cyclic-prerequisite"]);
  });

  it("embeds what there is", () => {
    const lab = cell("const a = 1");
    expect(check({"content/a.md": cell('import {b} from "./lab.md"'), "content/lab.md": lab})).toEqual([
      "content/a.md:5:1 unknown-embed",
    ]);
    expect(check({"content/a.md": cell('import {a} from "./lob.md"'), "content/lab.md": lab})).toEqual([
      "content/a.md:5:1 unknown-page",
    ]);
    expect(
      check({
        "content/a.md": `${cell("const m = 1")}\n\n${cell('import {a} from "./lab.md" with {c: "m"}')}`,
        "content/lab.md": lab,
      }),
    ).toEqual(["content/a.md:9:1 unknown-embed"]);
  });

  it("embeds a cell by its id, as the reader does, but replaces names alone", () => {
    const lab = "```js id=chart\n1\n```\n\n${2}";
    expect(check({"content/a.md": cell('import {chart} from "./lab.md"'), "content/lab.md": lab})).toEqual([]);
    const {cells} = page("content/lab.md", lab);
    const inline = `import {"${cells[1]?.id}" as two} from "./lab.md"`;
    expect(check({"content/a.md": cell(inline), "content/lab.md": lab})).toEqual(["content/a.md:5:1 unknown-embed"]);
    expect(
      check({
        "content/a.md": `${cell("const m = 1")}\n\n${cell('import {chart} from "./lab.md" with {chart: "m"}')}`,
        "content/lab.md": lab,
      }),
    ).toEqual(["content/a.md:9:1 unknown-embed"]);
  });

  it("does not embed in a circle", () => {
    expect(
      check({
        "content/a.md": `${cell("const x = 1")}\n\n${cell('import {y} from "./b.md"')}`,
        "content/b.md": `${cell("const y = 1")}\n\n${cell('import {x} from "./a.md"')}`,
      }),
    ).toEqual(["content/a.md:9:1 embed-cycle", "content/b.md:9:1 embed-cycle"]);
  });
});
