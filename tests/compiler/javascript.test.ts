// biome-ignore-all lint/suspicious/noTemplateCurlyInString: `${…}` is the syntax under test
import {describe, expect, it} from "vitest";
import {compile, expectProblem} from "./helper.ts";

const js = (source: string) => `text\n\n\`\`\`js\n${source}\n\`\`\``;
const ts = (source: string) => `- text\n\n  \`\`\`ts\n  ${source.replaceAll("\n", "\n  ")}\n  \`\`\``;

describe("syntax errors in JavaScript", () => {
  it.each([
    ["▲viewof x = Inputs.range()", /“const x = view\(…\)”/],
    ["const a = 1;\n▲mutable x = 1", /“const x = Mutable\(…\)”/],
    ["▲yield 1", /only in a generator/],
    ["const a = 1;\n▲return a", /“return” works only in a function/],
    ["▲x = 5", /write “const x = …”/],
    ["const y = () => { ▲x++ }", /write “const x = …”/],
    ["▲window = 5", /belongs to the browser/],
    ["const ▲Map = 5", /belongs to the browser/],
    ["let a = 1;\nlet ▲a = 2;", /declared twice in this cell/],
    ["▲export const a = 1", /Leave out “export”/],
    ["const a =▲ ", /ends too early/],
    ["const a = [1, 2▲", /ends too early/],
    ["const a = 1 ▲2", /“2” was not expected/],
    ["const a = {\n  b: 1\n  ▲c: 2\n}", /“c” was not expected/],
    ["const a = ▲'abc", /Unterminated string/],
    ["const a = ▲`abc", /template is never closed/],
    ["if (▲) {}", /“\)” was not expected/],
    ["▲FileAttachment(Plot)", /plain string/],
  ])("%s", (source, message) => {
    const problem = expectProblem(js(source), "syntax");
    expect(problem.message).toMatch(message);
    // The place is in the problem, where tools find it, and not in its words.
    expect(problem.message).not.toMatch(/\(\d+:\d+\)/);
    expect(problem.cell).toBe(compile(js(source.replace("▲", ""))).cells[0]?.id);
  });

  it("counts line separators as acorn does", () => {
    expectProblem(js("const a = '\u2028'; const ▲Map = 1"), "syntax");
  });
});

describe("syntax errors in TypeScript", () => {
  it.each([
    ["const a: number = ▲;", /Expression expected/],
    ["const a: ▲= 1;", /Type expected/],
    ["const a = 1;\nlet b: string[ ▲= [];", /'\]' expected|\]/],
    ["function f(a: number▲{ return a }", /./],
    ["const a = {b: 1 ▲c: 2}", /',' expected/],
    ["interface A { b: }▲".replace("}▲", "▲}"), /Type expected/],
    ["const x = 1;\nconst ▲Map: number = 1", /belongs to the browser/],
    ["const y = 1;\n▲x = 5 as number", /write “const x = …”/],
    ["▲viewof x = 1", /“const x = view\(…\)”/],
  ])("%s", (source, message) => {
    expect(expectProblem(ts(source), "syntax").message).toMatch(message);
  });
});

describe("a broken cell", () => {
  it("is thought to define what its text seems to define", () => {
    const outputs = (source: string) => compile(js(source)).cells[0]?.outputs;
    expect(outputs("viewof x = 1")).toEqual(["x"]);
    expect(outputs("const = 1")).toEqual([]);
    expect(outputs("const a = ;\nfunction b() {}\nclass C {}\n  const inner = 1")).toEqual(["a", "b", "C"]);
    expect(outputs("const {a, b: c} = ;\nx = 5")).toEqual(["a", "c", "x"]);
    // So whoever uses these names is not blamed for their absence.
    expect(compile(`${js("const a = ;")}\n\n\`\`\`js\na + 1\n\`\`\``).problems.map(({code}) => code)).toEqual([
      "syntax",
    ]);
  });

  it("shows its source still", () => {
    expect(compile(js("const = 1")).html).toContain('<details class="cell-source">');
  });
});

describe("imports", () => {
  it.each([
    ['import {a} from ▲"npm:d3";', /nothing is fetched from elsewhere/],
    ['import {a} from ▲"jsr:@std/x"', /nothing is fetched/],
    ['import a from ▲"https://example.org/a.js"', /nothing is fetched/],
    ['import a from ▲"//example.org/a.js"', /nothing is fetched/],
    ['import {a} from ▲"observable:@d3/x"', /nothing is fetched/],
    ['const a = 1;\nconst b = await import(▲"npm:d3")', /nothing is fetched/],
    ['const a = import.meta.resolve(▲"npm:d3")', /nothing is fetched/],
    ['import fs from ▲"node:fs"', /not in Node/],
    ['import * as d3 from ▲"d3"', /no file of this project/],
    ['import a from ▲"/a.js"', /Start with “\.\/”/],
  ])("%s is refused", (source, message) => {
    for (const wrap of [js, ts]) {
      const problem = expectProblem(wrap(source), "refused-import");
      expect(problem.message).toMatch(message);
      expect(problem.end?.column).toBe(problem.column + (/"[^"]*"/.exec(source)?.[0].length ?? 0));
    }
  });

  it("of another page's cells embed them", () => {
    for (const wrap of [js, ts]) {
      const page = compile(wrap('import {histograms, a as b} from "../notebooks/init-lab.md" with {scale: "mine"}'), {
        names: ["mine"],
      });
      expect(page.problems).toEqual([]);
      expect(page.cells[0]).toMatchObject({
        id: "histograms",
        outputs: ["histograms", "b"],
        inputs: ["mine"],
        imports: [],
        embed: {
          from: "../notebooks/init-lab.md",
          names: [
            {imported: "histograms", local: "histograms"},
            {imported: "a", local: "b"},
          ],
          replacements: [{name: "scale", by: "mine"}],
        },
      });
      expect(page.cells[0]).not.toHaveProperty("body");
    }
  });

  it.each([
    ['▲import {a} from "./b.md";\na + 1', "mixed-embed"],
    ['import {a} from "./b.md";\n▲import {c} from "./d.md";', "mixed-embed"],
    ['import ▲a from "./b.md"', "bad-embed"],
    ['import ▲* as a from "./b.md"', "bad-embed"],
    ['▲import "./b.md"', "bad-embed"],
    ['import {a} from "./b.md" with {▲c: "d e"}', "bad-embed"],
    ['import {a} from "./b.md" with {c: "▲nowhere"}', "undefined-name"],
    ['const a = await import(▲"./b.md")', "dynamic-embed"],
  ])("%s is wrong", (source, code) => {
    expectProblem(js(source), code);
  });
});
