// biome-ignore-all lint/suspicious/noTemplateCurlyInString: `${…}` is the syntax under test
import {describe, expect, it} from "vitest";
import {compile, expectProblem} from "./helper.ts";

const cells = (...sources: string[]) => sources.map((source) => `\`\`\`js\n${source}\n\`\`\``).join("\n\n");

describe("a name that is defined twice", () => {
  it("is reported at the second place and names the first", () => {
    const problem = expectProblem(
      cells("const a = 1, b = 2", "const c = 3;\nfunction ▲b() {}"),
      "duplicate-definition",
    );
    expect(problem.message).toContain("content/lesson.md:2:14");
  });

  it("leaves the first cell alive and stops the second", () => {
    const {cells: made} = compile(cells("const a = 1", "const a = 2"));
    expect(made.map(({id, body, problem}) => [id, body !== undefined, problem?.code])).toEqual([
      ["a", true, undefined],
      ["a-2", false, "duplicate-definition"],
    ]);
  });
});

describe("a name that every cell has", () => {
  it.each([
    ["const ▲display = 3", "redefined-builtin"],
    ["const x = 1;\nfunction ▲view() {}", "redefined-builtin"],
    ["class ▲FileAttachment {}", "redefined-builtin"],
    ["const {a, ▲Mutable} = {}", "redefined-builtin"],
    ['import {▲invalidation} from "./a.ts"', "redefined-builtin"],
    ['import {a as ▲visibility} from "./b.md"', "redefined-builtin"],
    ["▲FileAttachment = 3", "syntax"],
    ["▲html = 3", "syntax"],
    ["▲Plot += 3", "syntax"],
    ["const f = () => { ▲width++ }", "syntax"],
  ])("cannot be taken: %s", (marked, code) => {
    for (const options of [{}, {names: ["Plot", "html", "display"]}]) {
      const problem = expectProblem(cells(marked), code, options);
      expect(problem.message).toMatch(/hat every cell has/);
      expect(problem.message).toContain(`“${/▲(\w+)/.exec(marked)?.[1]}”`);
    }
  });

  it("keeps its meaning in all other cells", () => {
    const taken = ["const display = 3", "html = 3", "const view = ;", "function Mutable( {}", "html = ;"];
    const {cells: made, problems} = compile(cells(...taken, "display(html`${view}${Mutable}`)"));
    expect(made.map(({outputs}) => outputs)).toEqual(taken.concat("").map(() => []));
    expect(made.at(-1)?.problem).toBeUndefined();
    expect(problems).toHaveLength(taken.length);
  });

  it("may be hidden if it is a value or the library's", () => {
    const {cells: made, problems} = compile(cells("const width = 640, dark = true", "const html = String.raw"));
    expect(problems).toEqual([]);
    expect(made.map(({outputs}) => outputs)).toEqual([["width", "dark"], ["html"]]);
  });

  it("is not what a broken cell would define or assign of its own", () => {
    const {cells: made} = compile(cells("const html = ;", "x = 3"));
    expect(made.map(({outputs}) => outputs)).toEqual([["html"], ["x"]]);
    expect(made[1]?.problem?.message).toContain("const x = …");
  });
});

describe("a name that no one defines", () => {
  it.each([
    [cells("const loss = 1", "▲losss + 1"), /Did you mean “loss”/],
    [cells("Plot.dot(▲dta)", "const data = 1"), /Did you mean “data”/],
    ["text ${▲Plott.plot()}", /Did you mean “Plot”/],
    [cells("▲xyzzy"), /Define it in a cell/],
    [cells("▲name"), /window\.name/],
    [cells("▲length"), /window\.length/],
    ["```ts\nconst a: number = ▲bcd as number\n```", /bcd/],
  ])("%s", (marked, message) => {
    const problem = expectProblem(marked, "undefined-name");
    expect(problem.message).toMatch(message);
    expect(
      compile(marked.replace("▲", "")).cells.filter((cell) => cell.problem && cell.body === undefined),
    ).toHaveLength(1);
  });

  it("is not one of the browser's, the language's, the notebook's or the library's", () => {
    const source =
      "[display, view, invalidation, width, dark, Mutable, Generators, document, fetch, structuredClone, AbortController, globalThis, BigInt64Array, Iterator, Plot]";
    expect(compile(cells(source, "function f() { return arguments }", "this")).problems).toEqual([]);
  });

  it("is not looked for without a list of names", () => {
    expect(compile(cells("Foo.bar"), {names: undefined}).problems).toEqual([]);
  });
});

describe("cells that need each other", () => {
  it("are reported once, with the chain, and all stopped", () => {
    const text = cells("const start = 1", "const a = ▲c + start", "const b = a", "const c = b", "a");
    const problem = expectProblem(text, "cycle");
    expect(problem.message).toMatch(/[abc] → [abc] → [abc] → [abc] \(lines/);
    const {cells: made} = compile(text.replace("▲", ""));
    expect(made.map(({problem: one}) => one?.code)).toEqual([undefined, "cycle", "cycle", "cycle", undefined]);
  });

  it("each show their own place", () => {
    const {cells: made, problems} = compile(cells("const a = b + 1", "const b = 2 * c", "const c = a"));
    expect(problems).toEqual([made[0]?.problem]);
    expect(problems[0]?.message).toContain("a → b → c → a (lines 2, 6, 10)");
    expect(made.map(({id, problem}) => [id, problem?.cell, problem?.line, problem?.column])).toEqual([
      ["a", "a", 2, 11],
      ["b", "b", 6, 15],
      ["c", "c", 10, 11],
    ]);
  });

  it("are each reported if they are apart", () => {
    const {problems} = compile(cells("const a = b", "const b = a", "const c = d", "const d = c"));
    expect(problems.map(({code, line}) => [code, line])).toEqual([
      ["cycle", 2],
      ["cycle", 10],
    ]);
  });

  it("may be a long chain if it has an end", () => {
    const chain = Array.from({length: 3000}, (_, i) => `const a${i} = ${i === 2999 ? "1" : `a${i + 1}`}`);
    expect(compile(cells(...chain)).problems).toEqual([]);
    const circle = chain.with(2999, "const a2999 = a0");
    expect(compile(cells(...circle)).problems.map(({code}) => code)).toEqual(["cycle"]);
  });

  it("may be an embedding that replaces a name by itself", () => {
    expectProblem(cells('import {a} from "./b.md" with {c: "▲a"}'), "cycle");
  });
});
