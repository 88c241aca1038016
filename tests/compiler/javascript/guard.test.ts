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
  const value = new Function(GUARD, IMPORT, `return (${guardBody(body)})`)(guard, load)();
  return {value, calls};
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
          const guarded = guardBody(body);
          expect(guarded.split("\n").length, `${file} ${id}`).toBe(body.split("\n").length);
          parseExpressionAt(guarded, 0, {ecmaVersion: "latest", sourceType: "module"});
        }
  });
});
