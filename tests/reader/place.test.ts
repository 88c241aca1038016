import {expect, it} from "vitest";
import {codeFrame} from "../../src/reader/failure/code-frame.ts";
import {framesOf, placeOfError} from "../../src/reader/failure/place.ts";
import {similarName} from "../../src/reader/failure/similar.ts";
import {cell} from "./page.ts";

const url = "http://localhost:5173/content/x.md?t=12";

function thrownAt(...frames: string[]): Error {
  return Object.assign(new Error("x"), {stack: `Error: x\n${frames.map((f) => `    at ${f}`).join("\n")}`});
}

it("reads stacks of V8, SpiderMonkey and JavaScriptCore", () => {
  expect(framesOf(thrownAt(`f (${url}:4:7)`, `async ${url}:9:1`))).toEqual([
    {url, line: 4, column: 7},
    {url, line: 9, column: 1},
  ]);
  const mozilla = Object.assign(new Error("x"), {stack: `f@${url}:4:7\n@http://localhost/a.ts:1:2\n`});
  expect(framesOf(mozilla)).toEqual([
    {url, line: 4, column: 7},
    {url: "http://localhost/a.ts", line: 1, column: 2},
  ]);
  expect(framesOf("words")).toEqual([]);
});

const source = "const a = 1;\nconst b = f(a);\nthrow b;";
const text = [
  "import {x} from 'x';",
  "export const page = {cells: [",
  "/*cell:first*/ () => {",
  "const b = f(a);",
  "},",
  "/*cell:a*/ (f) => {",
  ...source.split("\n"),
  "return {a, b};",
  "},",
];

it("maps a frame of the cell's function to the line in the Markdown file", async () => {
  const c = cell({id: "a", source, line: 30, column: 1});
  const place = (...frames: string[]) => placeOfError(thrownAt(...frames), c, {fetchText: async () => text.join("\n")});
  expect(await place(`${url}:8:11`)).toEqual({line: 31, column: 11});
  expect(await place(`f (http://localhost/core.ts:100:1)`, `${url}:9:1`)).toEqual({line: 32, column: 1});
  // Another cell's function, called by this one: this cell's line is the place.
  expect(await place(`${url}:4:3`, `${url}:8:11`)).toEqual({line: 31, column: 11});
  expect(await place(`${url}:4:3`)).toEqual({line: 30, column: 1});
  expect(await place(`http://localhost/core.ts:100:1`)).toEqual({line: 30, column: 1});
});

it("finds the line behind an import, which becomes several lines, and in an indented fence", async () => {
  const c = cell({id: "a", source: 'import {f} from "./f.ts";\nf();\ng();', line: 30, column: 3});
  const body = c.define!.toString().split("\n");
  const module = `/*cell:a*/ ${body.join("\n")}`.split("\n");
  const line = module.indexOf("g();") + 1;
  const found = await placeOfError(thrownAt(`${url}:${line}:1`), c, {fetchText: async () => module.join("\n")});
  expect(found).toEqual({line: 32, column: 3});
});

it("an expression has one line more before it", async () => {
  const c = cell({id: "a", source: "a +\nf()", line: 3, column: 8, mode: "inline"});
  const module = ["", "/*cell:a*/ (a,f) => {", "return (", "a +", "f()", ")", "}"].join("\n");
  const place = (frame: string) => placeOfError(thrownAt(frame), c, {fetchText: async () => module});
  expect(await place(`${url}:4:1`)).toEqual({line: 3, column: 8});
  expect(await place(`${url}:5:2`)).toEqual({line: 4, column: 2});
});

it("falls back to the cell's start when the served text is another one, or gone", async () => {
  const c = cell({id: "a", source, line: 30});
  const start = {line: 30, column: 1};
  expect(await placeOfError(thrownAt(`${url}:8:11`), c, {fetchText: async () => "other"})).toEqual(start);
  const edited = text.map((l) => l.replace("const b = f(a);", "changed();"));
  expect(await placeOfError(thrownAt(`${url}:8:11`), c, {fetchText: async () => edited.join("\n")})).toEqual(start);
  expect(await placeOfError(thrownAt(`${url}:8:11`), c, {fetchText: () => Promise.reject(new Error())})).toEqual(start);
});

it("frames the line with two neighbours on either side", () => {
  const c = cell({id: "a", source: "1\n2\n3\n4\n5\n6", line: 10, column: 3});
  expect(codeFrame(c, {line: 13, column: 4})).toEqual([
    {number: 11, text: "2"},
    {number: 12, text: "3"},
    {number: 13, text: "4", caret: 1},
    {number: 14, text: "5"},
    {number: 15, text: "6"},
  ]);
  expect(codeFrame(c, {line: 9, column: 1})).toEqual([]);
  expect(codeFrame(c, {line: 10, column: 99})[0]?.caret).toBe(1);
});

it("finds the name that was meant", () => {
  expect(similarName("histogran", ["width", "histogram"])).toBe("histogram");
  expect(similarName("plot", ["Plot", "plat"])).toBe("Plot");
  expect(similarName("x", ["y", "z"])).toBeUndefined();
});
