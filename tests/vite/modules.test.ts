import {rmSync} from "node:fs";
import {join} from "node:path";
import {expect, it} from "vitest";
import {importsOf, ModuleHashes} from "../../src/vite/modules.ts";
import {temporary, write} from "./temporary.ts";

it("finds imports of every kind, and no import of types", () => {
  const source = `
    import type {T} from "./type.ts"; import {type A} from "./also-type.ts"; import {a, type B} from "./a.ts";
    export * from "./b.ts"; export type {C} from "./c.ts"; import "./d.css";
    const e = await import("./e.ts"); const f = import(\`./f.ts\`); import(name); import(\`./\${name}.ts\`);
    new URL("./g.csv", import.meta.url); // import "./comment.ts"`;
  expect(importsOf("x.ts", source).sort()).toEqual(["./a.ts", "./b.ts", "./d.css", "./e.ts", "./f.ts", "./g.csv"]);
});

it("reads what it can of a module with a syntax error", () => {
  expect(() => importsOf("x.ts", "const = ;")).not.toThrow();
});

it("resolves relative and root paths with and without extension", async () => {
  const root = temporary({"content/a.ts": "", "src/b/index.ts": "", "content/a.md": "", "node_modules/known/x.js": ""});
  const modules = new ModuleHashes(root);
  const resolve = (specifier: string) => modules.resolve(specifier, join(root, "content/a.md"));
  expect(await resolve("./a.ts")).toEqual({file: join(root, "content/a.ts")});
  expect(await resolve("./a")).toEqual({file: join(root, "content/a.ts")});
  expect(await resolve("./a.js")).toEqual({file: join(root, "content/a.ts")});
  expect(await resolve("./a.ts?url")).toEqual({file: join(root, "content/a.ts")});
  expect(await resolve("../src/b")).toEqual({file: join(root, "src/b/index.ts")});
  expect(await resolve("/src/b/index.ts")).toEqual({file: join(root, "src/b/index.ts")});
  expect(await resolve("./none.ts")).toBe("missing");
  expect(await resolve("known")).toBe("package");
  expect(await resolve("known/deep.js")).toBe("package");
  expect(await resolve("unknown-to-all")).toBe("missing");
  expect(await resolve("node:fs")).toBe("package");
});

it("hashes a module with all that it imports, circles included", async () => {
  const root = temporary({
    "a.ts": 'import {b} from "./b.ts";',
    "b.ts": 'export {c as b} from "./c.ts";',
    "c.ts": 'import "./a.ts"; export const c = 1;',
    "d.ts": "export const d = 1;",
  });
  const modules = new ModuleHashes(root);
  const at = (name: string) => modules.closure(join(root, name));
  const [a, d] = [await at("a.ts"), await at("d.ts")];
  expect([...a.files].sort()).toEqual(["a.ts", "b.ts", "c.ts"].map((name) => join(root, name)));

  modules.forget(write(root, "c.ts", 'import "./a.ts"; export const c = 2;'));
  expect((await at("a.ts")).hash).not.toBe(a.hash);
  expect((await at("d.ts")).hash).toBe(d.hash);

  modules.forget(write(root, "c.ts", 'import "./a.ts"; export const c = 1;'));
  expect((await at("a.ts")).hash).toBe(a.hash);
});

it("notices that a file is gone and that it is back", async () => {
  const root = temporary({"a.ts": 'import "./b.ts";', "b.ts": "1"});
  const modules = new ModuleHashes(root);
  const at = async () => (await modules.closure(join(root, "a.ts"))).hash;
  const before = await at();
  rmSync(join(root, "b.ts"));
  modules.forget(join(root, "b.ts"));
  expect(await at()).not.toBe(before);
  modules.forget(write(root, "b.ts", "1"));
  expect(await at()).toBe(before);
});
