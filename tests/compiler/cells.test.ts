// biome-ignore-all lint/suspicious/noTemplateCurlyInString: `${…}` is the syntax under test
import {describe, expect, it} from "vitest";
import type {Cell} from "../../src/page/index.ts";
import {compile, expectProblem, html} from "./helper.ts";

const cellOf = (markdown: string) => compile(markdown, {names: undefined}).cells[0] as Cell;
const fence = (source: string, info = "js") => `\`\`\`${info}\n${source}\n\`\`\``;

/** Runs a cell's body as the reader does. */
async function run(cell: Cell, ...inputs: unknown[]): Promise<unknown> {
  return new Function(`return ${cell.body}`)()(...inputs);
}

describe("a cell", () => {
  it("that is an expression shows itself", async () => {
    const cell = cellOf(fence("a + b"));
    expect(cell).toMatchObject({inputs: ["a", "b"], outputs: [], autodisplay: true, mode: "block", language: "js"});
    expect(await run(cell, 1, 2)).toBe(3);
  });

  it.each(["js", "ts"])("that defines names returns them (%s)", async (language) => {
    const cell = cellOf(fence("const {x, y: [z]} = a;\nfunction f() { return x }", language));
    expect(cell).toMatchObject({inputs: ["a"], outputs: ["x", "z", "f"], autodisplay: false, id: "x", language});
    expect(await run(cell, {x: 1, y: [2]})).toMatchObject({x: 1, z: 2});
  });

  it("with a semicolon, or that calls display, does not show itself", () => {
    expect(cellOf(fence("a;")).autodisplay).toBe(false);
    expect(cellOf(fence("display(a)")).autodisplay).toBe(false);
    expect(cellOf(fence("a as number", "ts")).autodisplay).toBe(true);
  });

  it("may be empty, or hold a comment alone", () => {
    expect(compile("```js\n```").problems).toEqual([]);
    expect(compile(fence("// nothing")).problems).toEqual([]);
  });

  it("in TypeScript loses its types", async () => {
    const cell = cellOf(fence("interface A { b: number }\nconst c = (a: A): number => a.b as number;", "ts"));
    const {c} = (await run(cell)) as {c: (a: unknown) => number};
    expect(c({b: 3})).toBe(3);
  });

  it("knows the modules and files that it reads", () => {
    const cell = cellOf(
      fence('import {spiral} from "./spiral.ts";\nimport "../a.js";\nFileAttachment("d.csv").csv();'),
    );
    expect(cell.imports).toEqual(["./spiral.ts", "../a.js"]);
    expect(cell.files).toEqual(["d.csv"]);
    expect(cell.body).toContain('import("./spiral.ts")');
    const typed = cellOf(fence('import type {A} from "./a.ts";\nimport {b} from "./b.ts";\nconst c: A = b;', "ts"));
    expect(typed.imports).toEqual(["./b.ts"]);
  });

  it("stands in a list or a quotation as well, without their marks", () => {
    const cell = cellOf("> - ```js\n>   const a = 1\n>     + 2\n>   ```");
    expect(cell).toMatchObject({source: "const a = 1\n  + 2", position: {line: 2, column: 5}});
  });
});

describe("the id of a cell", () => {
  const ids = (markdown: string) => compile(markdown, {names: undefined}).cells.map(({id}) => id);

  it("is what the fence says, else the first output, else made of the source", () => {
    const [a, b, c] = ids([fence("1", "js id=one"), fence("const two = 2"), fence("3")].join("\n\n"));
    expect([a, b]).toEqual(["one", "two"]);
    expect(c).toMatch(/^cell-[a-z0-9]+$/);
  });

  it("does not change when the cell moves, and repeats are counted", () => {
    const [first, second] = ids(`${fence("f()")}\n\n${fence("g()")}`);
    expect(ids(`${fence("g()")}\n\ntext\n\n${fence("f()")}`)).toEqual([second, first]);
    expect(ids(`${fence("f()")}\n\n${fence("f()")}\n\n${fence("f()")}`)).toEqual([first, `${first}-2`, `${first}-3`]);
  });

  it("that a fence asks for comes before others", () => {
    expect(ids(`${fence("const a = 1")}\n\n${fence("2", "js id=a")}`)).toEqual(["a-2", "a"]);
  });
});

describe("the key of a cell", () => {
  const key = (markdown: string) => cellOf(markdown).key;
  it("changes with source, language, mode and options, and with nothing else", () => {
    const keys = [
      fence("a"),
      fence("b"),
      fence("a", "ts"),
      fence("a", "js echo"),
      fence("a", "js height=3"),
      "${a}",
    ].map(key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(key(`text\n\n> ${fence("a").replaceAll("\n", "\n> ")}`)).toBe(keys[0]);
    expect(key(fence("a", "js id=z"))).toBe(keys[0]);
  });
});

describe("the markup of a cell", () => {
  it("is a placeholder with the source folded below", () => {
    const {id, key} = cellOf(fence("a"));
    expect(html(fence("a"), {names: undefined})).toBe(
      `<div class="cell" id="cell-${id}" data-cell="${id}" data-key="${key}" data-state="pending">
<div class="cell-output"></div>
<details class="cell-source"><summary>show code</summary><pre><code class="language-js hljs">a</code></pre></details>
</div>`,
    );
    expect(html("${a}", {names: undefined})).toMatch(
      /^<p><span class="cell-inline" id="cell-(cell-\w+)" data-cell="\1" data-key="\w+" data-state="pending"><\/span><\/p>$/,
    );
  });

  it("follows the fence's options", () => {
    expect(html(fence("1", "js echo height=320"))).toMatch(
      /style="--reserved: 320px".*\n.*\n<details class="cell-source" open>/,
    );
    expect(cellOf(fence("1", "js edit")).show).toBe("editor");
    for (const info of ["js edit", "js echo edit", "ts edit echo"])
      expect(html(fence("1", info))).toContain(
        '<details class="cell-source" data-show="editor" open><summary>show code</summary><pre><code',
      );
    expect(html(fence("1", "js edit=false"))).toContain('<details class="cell-source"><summary>');
    expect(cellOf(fence("1", "js echo=false")).show).toBe("folded");
    expect(cellOf(fence("1", "js height=320")).height).toBe(320);
    expect(compile(fence("1 +", "js run=false"))).toMatchObject({cells: [], problems: []});
    expect(html(fence("1 < 2", "js run=false"))).toBe(
      '<pre><code class="language-js hljs"><span class="hljs-number">1</span> &lt; <span class="hljs-number">2</span></code></pre>',
    );
    expect(html(fence("a < b", "unheard-of"))).toBe(
      '<pre><code class="language-unheard-of hljs">a &lt; b</code></pre>',
    );
    expect(html(fence("<b>", ""))).toBe('<pre><code class="hljs">&lt;b&gt;</code></pre>');
  });

  it.each([
    ["```js ▲ecko\n1\n```", /Did you mean “echo”/],
    ["- a\n\n  ```js echo ▲hight=3\n  1\n  ```", /Did you mean “height”/],
    ["```js ▲height=tall\n1\n```", /number of pixels/],
    ["```js ▲run=maybe\n1\n```", /true or false/],
    ["```js ▲id=1x\n1\n```", /starts with a letter/],
    ["```js ▲{echo}\n1\n```", /no option “{echo}”/],
  ])("warns of a wrong option: %s", (marked, message) => {
    const problem = expectProblem(marked, "fence-option");
    expect(problem.severity).toBe("warning");
    expect(problem.message).toMatch(message);
  });

  it("reports ids that are asked for twice", () => {
    expectProblem("```js id=a\n1\n```\n\n```js ▲id=a\n2\n```", "duplicate-id");
  });
});

describe("a fence without end", () => {
  it.each([["▲```js\nconst a = 1"], ["▲```js"], ["- a\n\n  ▲```python\n  b\n\nc"], ["> ▲~~~\n> b\n\nc"]])(
    "%j",
    (marked) => {
      expectProblem(marked, "unclosed-fence");
    },
  );
  it("is not seen where there is one", () => {
    for (const text of [
      "```js\n```",
      "```js\n\n\n```",
      "- ```\n  a\n  ```",
      "> ```\n> ```",
      "~~~~\n~~~\n~~~~~",
      "```\n```\n",
    ])
      expect(compile(text).problems, text).toEqual([]);
  });
});
