import {readFileSync} from "node:fs";
import {createContext, runInContext} from "node:vm";
import {transformWithOxc} from "vite";
import {beforeAll, describe, expect, it} from "vitest";

const FILE = "src/reader/exercises/worker/lock-down.ts";

/** Runs code in a realm of its own after the lock-down, which is of that realm too. */
let run: (code: string) => unknown;

beforeAll(async () => {
  const {code} = await transformWithOxc(readFileSync(FILE, "utf8"), FILE, {});
  const taken = [
    "fetch",
    "XMLHttpRequest",
    "indexedDB",
    "caches",
    "Worker",
    "postMessage",
    "close",
    "importScripts",
    "navigator",
    "somethingNew",
  ];
  const context = createContext(Object.fromEntries(taken.map((name) => [name, () => name])));
  const text = `(() => {${code.replaceAll(/^export /gm, "")}\nreturn lockDown(globalThis);\n})()`;
  expect([...runInContext(text, context)]).toEqual([]);
  run = (text) => runInContext(text, context);
});

describe("a realm that is locked down", () => {
  it.each([
    "fetch",
    "XMLHttpRequest",
    "indexedDB",
    "caches",
    "Worker",
    "postMessage",
    "close",
    "importScripts",
    "navigator",
    "somethingNew",
    "eval",
    "WebAssembly",
    "SharedArrayBuffer",
    "Atomics",
    "console",
  ])("has no %s", (name) => expect(run(`typeof globalThis[${JSON.stringify(name)}]`)).toBe("undefined"));

  it.each([
    "Object.prototype.x = 1",
    "Array.prototype.map = 1",
    "Math.max = 1",
    "JSON.parse = 1",
    "Promise.prototype.then = 1",
    "Float64Array.prototype.set = 1",
    "Object.getPrototypeOf(function* () {}).x = 1",
    "Array = 1",
    "JSON = {}",
    "Error.prepareStackTrace = 1",
  ])("cannot be changed by %s", (code) => expect(() => run(`"use strict"; ${code}`)).toThrow());

  it.each([
    "new Function('1')",
    "Function('1')",
    "(() => 1).constructor('1')",
    "(async () => 1).constructor('1')",
    "(function* () {}).constructor('1')",
    "(async function* () {}).constructor('1')",
    "[].map.constructor('1')",
  ])("makes no code from text by %s", (code) => expect(() => run(code)).toThrow(/cannot be made from text/));

  it("computes as before, and lets a reader's classes have names and texts of their own", () => {
    expect(run("[1, 2, 3].map((x) => x * x).join()")).toBe("1,4,9");
    expect(run("(() => 1) instanceof Function")).toBe(true);
    expect(run("class E extends Error { constructor(m) { super(m); this.name = 'E'; } } String(new E('own'))")).toBe(
      "E: own",
    );
    expect(run("const o = {}; o.toString = () => 'text'; String(o)")).toBe("text");
    expect(run("class A { toString() { return 'A' } } String(new A())")).toBe("A");
  });
});
