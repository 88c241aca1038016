import {readdirSync, readFileSync} from "node:fs";
import {parseExpressionAt} from "acorn";
import {describe, expect, it} from "vitest";
import {compilePage} from "../../../src/compiler/index.ts";
import {GUARD, guardBody, IMPORT} from "../../../src/compiler/javascript/guard.ts";

/** Runs a guarded function; after so many calls the guard throws. */
function run(body: string, {most = 1000, load = (name: string): unknown => name} = {}) {
  let calls = 0;
  const guard = () => {
    if (++calls > most) throw new Error("stopped");
  };
  const given = {sized: [] as unknown[], length: [] as unknown[]};
  Object.assign(guard, {
    sized(object: unknown, method: string) {
      given.sized.push(method);
      return object;
    },
    ofLength(argument: unknown, bytes: number) {
      given.length.push([argument, bytes]);
      return argument;
    },
  });
  const value = new Function(GUARD, IMPORT, `return (${guardBody(body).code})`)(guard, load)();
  return {value, calls, given};
}

describe("guardBody", () => {
  it.each([
    ["() => { let s = 0; for (let i = 0; i < 4; i++) s += i; return s; }", 6, 5],
    ["() => { let s = 0; for (const i of [1, 2]) for (const k in [3, 4]) s += i * k; return s; }", 3, 7],
    ["() => { let i = 0; do i++; while (i < 3); return i; }", 3, 4],
    ["() => { let i = 0; while (i < 3) { i++; } return i; }", 3, 4],
    ["() => { outer: for (;;) { for (;;) break outer; } return 1; }", 1, 3],
    ["() => { for (let i = 0; i < 3; i++); return 2; }", 2, 4],
    ["() => { let i = 0; if (1) while (i < 2) i++; else while (1); return i; }", 2, 3],
    ["() => ({a: 1}).a", 1, 1],
    ["() => (x => y => ({x, y}))(1)(2).y", 2, 3],
    ["() => [3, 1, 2].sort((a, b) => a - b)[0]", 1, undefined],
    ["() => ((a, b = () => 5) => (a, b()))(1)", 5, 3],
    ['function () { "use strict"; return this === undefined }', true, 1],
    [
      "() => { class A extends Object { #x = 1; constructor() { super(); } get x() { return this.#x; } } return new A().x; }",
      1,
      3,
    ],
    ["() => [...(function* () { yield 1; yield* [2, 3]; })()].length", 3, 2],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder belongs to the cell
    ["() => (() => { return `${(() => 1)()}`; })()", "1", 3],
  ])("%s gives %j", (body, value, calls) => {
    const result = run(body);
    expect(result.value).toEqual(value);
    if (calls !== undefined) expect(result.calls).toBe(calls);
  });

  it.each([
    "() => { while (true) {} }",
    "() => { for (;;); }",
    "() => { do ; while (1) }",
    "() => { const f = () => { try { for (;;) ; } catch { f(); } }; f(); }",
    "() => { const f = n => n > 1e9 ? 0 : g(n), g = n => { try { return f(n + 1); } catch (e) { throw e; } }; return f(0); }",
    "() => { for (const x of (function* () { for (;;) yield 1; })()); }",
    "() => { [1].reduce(function f() { return f(); }, 0); [1].map(f => { for (;;) {} }); }",
  ])("stops %s", (body) => {
    expect(() => run(body)).toThrow("stopped");
  });

  it.each<[string, unknown, unknown[], unknown[]]>([
    ["() => Array(3).fill(0).length", 3, ["fill"], [[3, 8]]],
    ["() => new Float32Array(2).length", 2, [], [[2, 4]]],
    ["() => [...new Array(1, 2, 3)].length", 3, ["..."], []],
    ["() => Math.max(...[1, 2])", 2, ["..."], []],
    ["() => Array.from({length: 2}, (_, i) => [i].concat(i)).length", 2, ["from", "concat", "concat"], []],
    ["() => 'ab'.repeat(2).padStart(6).split('').length", 6, ["repeat", "padStart", "split"], []],
    ["() => { const a = undefined; return a?.b.fill(0); }", undefined, [], []],
    ["() => { const a = {b: [1]}; return a?.b?.slice()[0]; }", 1, [], []],
    ["() => { const a = [2]; return a?.slice()[0]; }", 2, ["slice"], []],
    [
      "() => { class A extends Array { fill(x) { return super.fill(x); } } return new A(2).fill(1)[0]; }",
      1,
      ["fill"],
      [],
    ],
    ["() => { const a = []; for (const x of [1, 2]) a.push(x); return a.length; }", 2, ["push", "push"], []],
  ])("looks at sizes in %s", (body, value, sized, length) => {
    const result = run(body);
    expect(result.value).toEqual(value);
    expect(result.given).toEqual({sized, length});
  });

  it("knows the column of the text at a column of what runs", () => {
    const body = "() => {\n  for (;;) a.push(...b, f(() => nothing));\n  return [1].map((x) => x.y);\n}";
    const {code, columnAt} = guardBody(body);
    for (const word of [".push(", "nothing", "f(", ".map(", "x.y"]) {
      const line = code.slice(0, code.indexOf(word)).split("\n").length - 1;
      const column = (text: string) => (text.split("\n")[line] as string).indexOf(word) + 1;
      expect(columnAt(line, column(code)), word).toBe(column(body));
    }
    expect(columnAt(1, (code.split("\n")[1] as string).indexOf("$guard.sized(a") + 3)).toBe(12);
  });

  it("asks the page for modules", async () => {
    const {value} = run('async () => { const {a} = await import("./a.ts"); return a; }', {
      load: async (name) => ({a: `from ${name}`}),
    });
    expect(await value).toBe("from ./a.ts");
  });

  it("keeps every line of every lesson's cells where it was, and is JavaScript", () => {
    for (const folder of ["content", "notebooks"])
      for (const file of readdirSync(folder).filter((name) => name.endsWith(".md")))
        for (const {body, id} of compilePage(readFileSync(`${folder}/${file}`, "utf8"), {path: file}).cells) {
          if (body === undefined) continue;
          const {code: guarded} = guardBody(body);
          expect(guarded.split("\n").length, `${file} ${id}`).toBe(body.split("\n").length);
          parseExpressionAt(guarded, 0, {ecmaVersion: "latest", sourceType: "module"});
        }
  });
});
