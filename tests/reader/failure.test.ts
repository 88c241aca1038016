// @vitest-environment jsdom
import {afterEach, beforeEach, expect, it, vi} from "vitest";
import type {Problem} from "../../src/page/index.ts";
import {enter, open, page} from "./page.ts";

const until = vi.waitFor;
let logged: ReturnType<typeof vi.spyOn>;
let opened: ReturnType<typeof open> | undefined;

beforeEach(() => {
  logged = vi.spyOn(console, "error").mockImplementation(() => {});
});

afterEach(() => {
  opened?.dispose();
  logged.mockRestore();
});

const run = (...args: Parameters<typeof open>) => (opened = open(...args));
const state = (id: string, value: string) => until(() => expect(opened!.$(id).dataset.state, id).toBe(value));

it("shows a broken cell's message, place and code in its own place, and the rest lives on", async () => {
  const problem: Problem = {
    severity: "error",
    code: "syntax",
    message: "The bracket `(` is not closed.",
    path: "content/x.md",
    line: 11,
    column: 7,
    cell: "bad",
  };
  const p = run(
    page([
      {id: "bad", source: "// first\nfoo = (\n// last", extra: {problem, outputs: ["foo"]}},
      {id: "good", source: "1"},
      {id: "needs", source: "foo + 1"},
      {id: "and", mode: "inline", source: "foo"},
    ]),
  );
  await state("bad", "rejected");
  const box = p.output("bad").querySelector("[role=alert]")!;
  expect(box.textContent).toContain("The bracket ( is not closed.");
  expect(box.querySelector(".cell-error-place")?.textContent).toBe("content/x.md:11:7");
  expect(box.querySelector("pre")?.textContent).toBe(
    "  10 | // first\n> 11 | foo = (\n     |       ^\n  12 | // last\n",
  );
  await state("good", "fulfilled");
  await state("needs", "rejected");
  expect(p.output("needs").textContent).toBe("waiting for foo, which failed at content/x.md:11");
  expect(p.output("needs").querySelector("a")?.getAttribute("href")).toBe("#cell-bad");
  await state("and", "rejected");
  expect(p.output("and").textContent).toBe("waiting for foo, which failed at content/x.md:11");
  expect(logged.mock.calls.map((args: unknown[]) => args[0])).toEqual([
    "content/x.md:11:7: The bracket `(` is not closed.",
  ]);
});

it("tells dependents of dependents which cell is to blame, and logs it once", async () => {
  const p = run(
    page([
      {source: 'const a = (() => { throw new TypeError("oh no"); })();', line: 20},
      {source: "const b = a + 1;", line: 30},
      {id: "c", source: "b + 1", line: 40},
    ]),
  );
  await state("c", "rejected");
  expect(p.output("a").textContent).toContain("TypeError: oh no");
  expect(p.output("a").textContent).toContain("content/x.md:20:1");
  expect(p.output("b").textContent).toBe("waiting for a, which failed at content/x.md:20");
  expect(p.output("c").textContent).toBe("waiting for b, which failed at content/x.md:20");
  expect(logged).toHaveBeenCalledTimes(1);
  expect(logged.mock.calls[0]?.[0]).toBe("content/x.md:20:1: TypeError: oh no");
});

it("names what is not defined, at its place, with the name that was meant", async () => {
  const p = run(
    page([
      {source: "const histogram = 1;"},
      {id: "typo", source: "// a comment\nhistogran + 1", line: 5},
      {id: "nobody", source: "frobnicate(2)"},
      {id: "element", source: "typo"},
      {id: "window", source: "status"},
    ]),
  );
  await state("typo", "rejected");
  expect(p.output("typo").textContent).toContain("histogran is not defined. Did you mean histogram?");
  expect(p.output("typo").textContent).toContain("content/x.md:6:1");
  await state("nobody", "rejected");
  expect(p.output("nobody").textContent).toContain("frobnicate is not defined. No cell of this page defines it");
  await state("window", "rejected"); // window.status is a string
  await state("element", "rejected");
});

it("says that a library name could not be loaded", async () => {
  const p = run(page([{id: "a", source: "Plot.plot()"}]), {
    Plot: () => Promise.reject(new Error("connection lost")),
  });
  await state("a", "rejected");
  expect(p.output("a").textContent).toContain("Plot could not be loaded: connection lost");
});

it.each([
  ["throws", 'throw new RangeError("too far");', "RangeError: too far"],
  ["rejects", 'await Promise.reject(new Error("refused"));', "Error: refused"],
  ["throws no error", "throw 'words';", 'The cell threw "words".'],
  ["throws nothing", "throw undefined;", "The cell threw undefined."],
  ["rejects in an output", 'const x = Promise.reject(new Error("later"));', "Error: later"],
  ["views a number", "view(3);", "view() takes an input"],
  ["reads no such file", 'FileAttachment("a.csv");', 'There is no file "a.csv"'],
])("a cell that %s", async (_, source, text) => {
  const p = run(
    page([
      {id: "a", source},
      {id: "b", source: "'fine'"},
    ]),
  );
  await state("a", "rejected");
  expect(p.output("a").textContent).toContain(text);
  expect(p.output("a").querySelector("[role=alert]")).not.toBeNull();
  await state("b", "fulfilled");
  expect(logged).toHaveBeenCalledTimes(1);
});

it("keeps what a cell displayed before it threw", async () => {
  const p = run(page([{id: "a", source: 'display("so far"); throw new Error("stop");'}]));
  await state("a", "rejected");
  expect(p.output("a").firstElementChild?.textContent).toBe('"so far"');
  expect(p.output("a").children).toHaveLength(2);
});

it("a value that cannot be shown is an error of its cell", async () => {
  const p = run(
    page([{id: "a", mode: "inline", source: '({*[Symbol.iterator]() { yield "x"; throw new Error("broken"); }})'}]),
  );
  await state("a", "rejected");
  expect(p.$("a").textContent).toContain("Error: broken");
});

it("a generator that throws later recovers on the next input", async () => {
  const p = run(
    page([
      {id: "s", source: 'const n = view(Object.assign(document.createElement("input"), {type: "number", value: 1}))'},
      {id: "g", source: "const g = (function* () { yield n; if (n === 1) throw new Error('odd'); yield n + 1; })();"},
      {id: "d", source: "g * 10"},
    ]),
  );
  await state("g", "rejected");
  expect(p.output("g").textContent).toContain("Error: odd");
  await until(() => expect(p.output("d").textContent).toMatch(/^waiting for g/));
  enter(p.output("s").querySelector("input")!, "2");
  await until(() => expect(p.output("d").textContent).toBe("30"));
  await state("g", "fulfilled");
  expect(p.output("g").textContent).toBe("");
});

it("a cell that never resolves stays pending and holds nobody else up", async () => {
  const p = run(
    page([
      {source: "const never = new Promise(() => {});"},
      {id: "waits", source: "never + 1"},
      {id: "hangs", source: "await new Promise(() => {})"},
      {id: "b", source: "2"},
    ]),
  );
  await state("b", "fulfilled");
  expect(p.$("waits").dataset.state).toBe("pending");
  expect(p.$("hangs").dataset.state).toBe("pending");
});

it("says that a name is defined twice", async () => {
  const p = run(
    page([
      {id: "one", source: "const x = 1;"},
      {id: "two", source: "const x = 2;"},
      {id: "three", source: "x"},
    ]),
  );
  await state("one", "rejected");
  await state("two", "rejected");
  expect(p.output("two").textContent).toContain("x is defined more than once on this page");
  await state("three", "rejected");
  expect(p.output("three").textContent).toContain("waiting for x");
});

it("an element's id is not a name", async () => {
  document.body.innerHTML = "";
  const p = run(
    page(
      [{id: "a", source: "softmax"}],
      ([c]) => `<h2 id="softmax">S</h2><div id="cell-a" data-cell="a" data-key="${c!.id}"></div>`,
    ),
  );
  await state("a", "rejected");
  expect(p.$("a").textContent).toContain("softmax is not defined");
});
