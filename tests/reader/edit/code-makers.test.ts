import {describe, expect, it} from "vitest";
import {GUARD, guardBody, guardScript, IMPORT} from "../../../src/compiler/edit.ts";
import {withCodeMakers} from "../../../src/reader/edit/code-makers.ts";

/** Runs a function body among the names that make code; its guard gives up at the hundredth call. */
function run(body: string): unknown {
  let calls = 0;
  const guard = () => {
    if (++calls === 100) throw new Error("enough");
  };
  const given = {
    [GUARD]: Object.assign(guard, {sized: <T>(object: T) => object, ofLength: <T>(argument: T) => argument}),
    [IMPORT]: (specifier: string) => `module ${specifier}`,
  };
  const names = withCodeMakers(given, "/edit-1/a.js", {guardBody, guardScript});
  return new Function(...Object.keys(names), body)(...Object.values(names));
}

describe("code that is made of a text", () => {
  it.each([
    ["eval('1 + 1')", 2],
    ["eval('let a = 6; const b = 7;\\na * b;')", 42],
    ["eval('(1, 2)')", 2],
    ["eval('if (true) { 5 }')", undefined],
    ["eval(3)", 3],
    ["eval('eval(\"4\")')", 4],
    ["eval('import(\"x\")')", "module x"],
    ["new Function('return 5')()", 5],
    ["Function('a', 'b = 2', 'return a ** b')(3)", 9],
    ["Function('...all', 'return all.length // ')(1, 2)", 2],
    ["Function()()", undefined],
    ["(() => {}) instanceof Function", true],
    ["new Function('return eval(\"2 + 3\")')()", 5],
  ])("%s is %s", (code, value) => {
    expect(run(`return ${code}`)).toBe(value);
  });

  it.each([
    "eval('while (true) {}')",
    "eval('const f = () => f(); f()')",
    "eval('eval(\"for (;;);\")')",
    "new Function('for (;;);')()",
    "Function('a', 'do ; while (a)')(1)",
    "Function('return Function(\"for (;;);\")')()()",
    "Function('x = (() => { for (;;); })()', '')()",
  ])("is stopped: %s", (code) => {
    expect(() => run(`return ${code}`)).toThrow("enough");
  });

  it.each(["eval('1 +')", "Function('}, function () {')", "Function('a b', '1')", "eval('return 1')"])(
    "says what is wrong with it: %s",
    (code) => {
      expect(() => run(`return ${code}`)).toThrow(SyntaxError);
    },
  );

  it("may be a timer's", async () => {
    const set = run(
      "globalThis.ticks = 0; const id = setInterval('globalThis.ticks++'); return () => clearInterval(id)",
    );
    await expect.poll(() => (globalThis as {ticks?: number}).ticks).toBeGreaterThan(1);
    (set as () => void)();
    const later = run("return new Promise((resolve) => setTimeout(resolve, 1, 'given'))");
    expect(await later).toBe("given");
  });

  it("is named after the code that made it", () => {
    expect((run("return eval('new Error()')") as Error).stack).toContain("/edit-1/a.js?made");
  });
});
