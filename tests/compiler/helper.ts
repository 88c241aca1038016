import {expect} from "vitest";
import {type CompileOptions, compilePage} from "../../src/compiler/index.ts";
import type {GlossaryEntry, Page, Problem, Reference} from "../../src/page/index.ts";

export const PATH = "content/lesson.md";

const work = (key: string, authors: string[], year: number): Reference => ({
  key,
  authors,
  year,
  title: `On ${key}`,
  venue: "Journal of Tests",
  line: 1,
  column: 1,
});

export const references = [
  work("rosenblatt1958", ["Frank Rosenblatt"], 1958),
  work("glorot2010", ["Xavier Glorot", "Yoshua Bengio"], 2010),
  work("he2015", ["Kaiming He", "Xiangyu Zhang", "Shaoqing Ren", "Jian Sun"], 2015),
];

export const glossary: GlossaryEntry[] = [
  {key: "saturation", term: "saturation", definition: "Where $\\sigma' \\approx 0$.", line: 1, column: 1},
];

/** A page that has a title, so that its absence is no problem. */
export function compile(markdown: string, options: Partial<CompileOptions> = {}): Page {
  const page = compilePage(markdown, {path: PATH, references, glossary, names: ["Plot", "html"], ...options});
  return {...page, problems: page.problems.filter(({code}) => code !== "missing-title")};
}

/** Each formula as `KATEX`, for what KaTeX writes is not ours to test; nor are hashes of it. */
export function html(markdown: string, options?: Partial<CompileOptions>): string {
  return withoutMath(compile(markdown, options).html.trim());
}

export function withoutMath(text: string): string {
  let result = "";
  let rest = text;
  for (let start = rest.search(/<span class="katex(?:-display)?">/); start >= 0; ) {
    result += `${rest.slice(0, start)}KATEX`;
    let depth = 0;
    const tags = /<(\/?)span\b[^>]*>/g;
    tags.lastIndex = start;
    for (let tag = tags.exec(rest); tag; tag = tags.exec(rest)) {
      depth += tag[1] === "/" ? -1 : 1;
      if (depth === 0) break;
    }
    rest = rest.slice(tags.lastIndex);
    start = rest.search(/<span class="katex(?:-display)?">/);
  }
  return (result + rest).replaceAll(/ data-version="\w+"/g, "");
}

/** Compiles a text in which `▲` marks the place of the one problem, whose code is given. */
export function expectProblem(marked: string, code: string, options: Partial<CompileOptions> = {}): Problem {
  const before = marked.slice(0, marked.indexOf("▲")).split(/\r\n?|\n/);
  const page = compile(marked.replace("▲", ""), options);
  expect(page.problems.map((one) => `${one.line}:${one.column} ${one.code}`)).toEqual([
    `${before.length}:${(before.at(-1) as string).length + 1} ${code}`,
  ]);
  const [problem] = page.problems as [Problem];
  expect(problem.path).toBe(PATH);
  expect(problem.message).toMatch(/[.?)]$/);
  return problem;
}

/** Compiles a text in which `▲` marks where the source of the one cell starts. */
export function expectCellAt(marked: string, source: string): void {
  const before = marked.slice(0, marked.indexOf("▲")).split(/\r\n?|\n/);
  const {cells} = compile(marked.replace("▲", ""), {names: undefined});
  expect(cells.map((cell) => [cell.source, cell.position])).toEqual([
    [source, {line: before.length, column: (before.at(-1) as string).length + 1}],
  ]);
}

/** Everything on a page that has a place. */
export function placesOf({problems, cells, links, quizzes, exercises}: Page): {line: number; column: number}[] {
  return [
    ...problems,
    ...problems.flatMap(({end}) => end ?? []),
    ...cells.map(({position}) => position),
    ...links,
    ...[...quizzes, ...exercises].map(({position}) => position),
  ];
}
