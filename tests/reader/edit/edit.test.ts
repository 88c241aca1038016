// @vitest-environment jsdom
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {type CellText, open, page} from "../page.ts";

const until = vi.waitFor;
let opened: ReturnType<typeof open> | undefined;

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});

afterEach(() => {
  opened?.dispose();
  vi.restoreAllMocks();
});

const texts: CellText[] = [
  {id: "a", source: "const a = 2;", line: 5},
  {id: "double", source: "a * 2", line: 9},
  {id: "other", source: "new Date(0)", line: 12},
];
const run = (live = page(texts), library: Record<string, unknown> = {}) => (opened = open(live, library));
const shows = (id: string, text: string | RegExp) =>
  until(() =>
    expect(opened!.output(id).textContent).toMatch(typeof text === "string" ? new RegExp(`^${text}$`) : text),
  );

/** A slow machine has used its time up before its memory: here only the memory counts. */
const stopClock = () => vi.spyOn(performance, "now").mockReturnValue(0);

describe("an edit", () => {
  it("runs the cell and what depends on it, nothing else, and is taken back", async () => {
    const p = run();
    await shows("double", "4");
    const other = p.output("other").firstChild;
    expect(await p.edit("a", "const a = 21;")).toMatchObject({id: "a", edited: {name: "edit of a"}});
    await shows("double", "42");
    expect(p.output("other").firstChild).toBe(other);
    expect(p.original("a")?.source).toBe("const a = 2;");
    await p.edit("a", undefined);
    await shows("double", "4");
  });

  it("tells its problem in its place, and what waits for it; a better text mends both", async () => {
    const p = run();
    const cell = await p.edit("a", "const a = \n  (1 +;");
    expect(cell?.problem).toMatchObject({path: "edit of a", line: 2});
    await shows("a", /edit of a:2:\d+/);
    await shows("double", /waiting for a, which failed at edit of a:2/);
    await p.edit("a", "const a = 3;");
    await shows("double", "6");
    expect(p.$("a").dataset.state).toBe("fulfilled");
  });

  it("takes away a name that others use, and they say so", async () => {
    const p = run();
    await p.edit("a", "const b = 3;");
    await shows("double", /No cell of this page defines “a”/);
    await p.edit("a", undefined);
    await shows("double", "4");
  });

  it("that throws names its own line", async () => {
    const p = run();
    await p.edit("a", "const x = 1;\nconst y = 2;\nconst a = x.y.z;");
    await shows("a", /TypeError.*edit of a:3:/);
  });

  it.each([
    "while (true) {}",
    "const f = () => { f(); }; f();",
    "const g = async () => { for (;;) await 0; }; await g();",
  ])("is stopped: %s", async (text) => {
    const p = run();
    await p.edit("a", `${text}\nconst a = 1;`);
    await until(() => expect(p.output("a").textContent).toMatch(/Stopped: .*2?|RangeError|call stack/), {
      timeout: 4000,
    });
    await p.edit("a", "const a = 5;");
    await shows("double", "10");
  });

  it.each([
    ["throw undefined", /undefined/],
    ["throw {get message() { throw 1; }}", /threw|Error/],
    ["await Promise.reject(new Error('no'))", /Error: no/],
    ["display(new Proxy({}, {get() { throw 1; }, ownKeys() { throw 2; }}))", /./],
    ["display({get x() { throw new Error('getter'); }})", /./],
    ["new Array(-1)", /RangeError/],
    ["'x'.repeat(2 ** 30)", /RangeError: .*edit of other:1:5/],
    ["new ArrayBuffer(2 ** 53)", /RangeError/],
  ])("may throw anything: %s", async (text, message) => {
    const p = run();
    await p.edit("other", text);
    await until(() => expect(p.output("other").textContent).toMatch(message));
    await p.edit("other", "1 + 1");
    await shows("other", "2");
    await shows("double", "4");
  });

  it("imports what the page was built with, and nothing else", async () => {
    const live = {...page(texts), modules: {"./m.ts": async () => ({k: 7})}};
    const p = run(live);
    await p.edit("a", 'import {k as a} from "./m.ts"');
    await shows("double", "14");
    await p.edit("a", 'import {k as a} from "./n.ts"');
    await shows("a", /was built without “.\/n.ts”/);
    await p.edit("a", 'const a = (await import("./" + "n.ts")).k');
    await shows("a", /was built without “.\/n.ts”/);
  });

  it("stays through an update of the page, and goes with its cell", async () => {
    const p = run();
    await p.edit("a", "const a = 10;");
    await shows("double", "20");
    await p.update(page([texts[0]!, {...texts[1]!, source: "a * 3"}, texts[2]!]));
    await shows("double", "30");
    await p.update(page([{id: "double", source: "5"}]));
    await shows("double", "5");
    await p.update(page(texts));
    await shows("double", "20");
  });

  it("knows the library's names", async () => {
    const p = run(page(texts), {halve: () => (x: number) => x / 2});
    await p.edit("a", "const a = halve(8);");
    await shows("double", "8");
    expect(await p.edit("nobody", "1")).toBeUndefined();
  });

  it.each([
    ["Array(1e9).fill(0)", /an array with a length of 1,000,000,000.*edit of other:1:7/],
    ["new Float64Array(2e8)", /an array with a length of 200,000,000/],
    ["let all = [], big = Array(1e6).fill(1); while (true) all.push(big.slice());", /more than 1024 MB/],
    ["let b = [1]; while (true) b = [...b, ...b];", /RangeError|Stopped/],
    ["let b = [1]; while (true) b = b.concat(b);", /RangeError|Stopped/],
    ["let s = 'x'; while (true) s += s;", /RangeError/],
    ["Array.from({length: 1e9}, (_, i) => i)", /an array with a length of 1,000,000,000/],
  ])("does not get more memory than a page has: %s", async (text, message) => {
    stopClock();
    const p = run();
    await p.edit("other", text);
    await until(() => expect(p.output("other").textContent).toMatch(message), {timeout: 5000});
    await shows("double", "4");
  });

  it("is guarded in the cells that depend on it, at their own places", async () => {
    const lines: CellText[] = [
      {id: "n", source: "const n = 3;", line: 5},
      {id: "sum", source: "let sum = 0;\nfor (let i = 0; i < n; i++) sum += i;", line: 9},
      {id: "list", source: "const list = [];\nlist.push(...Array(n));", line: 14},
      {id: "twice", source: "sum * 2", line: 20},
    ];
    const p = run(page(lines));
    await shows("twice", "6");
    await p.edit("n", "const n = 1e15;");
    await shows("sum", /Stopped: .*content\/x.md:10:/);
    await shows("twice", /waiting for sum, which failed at content\/x.md:10/);
    await shows("list", /RangeError.*content\/x.md:15:20/);
    expect(p.$("sum").querySelector("summary")?.textContent).toBe("show code");
    await p.edit("n", "const n = 4;");
    await shows("twice", "12");
    await p.edit("n", undefined);
    await shows("twice", "6");
  });

  it("runs anew with the same text", async () => {
    let count = 0;
    const p = run(page([{id: "a", source: "const a = count();"}]), {count: () => () => ++count});
    await until(() => expect(count).toBe(1));
    await p.edit("a", "const a = 1 + count();");
    await until(() => expect(count).toBe(2));
    await p.edit("a", "const a = 1 + count();");
    await until(() => expect(count).toBe(3));
    await p.edit("a", undefined);
    await until(() => expect(count).toBe(4));
  });

  it.each([
    "const a = await new Promise(() => {});",
    "const a = (async function* () { await new Promise(() => {}); yield 1; })();",
    "const a = (function* () { let i = 0; while (true) yield i++; })();",
  ])("can be stopped, whatever it waits for, and used again: %s", async (text) => {
    const p = run();
    await p.edit("a", text);
    await p.stop("a");
    await shows("a", /You stopped this cell/);
    await shows("double", /waiting for a/);
    await p.edit("a", "const a = 8;");
    await shows("double", "16");
  });

  it("tells a cell of what its timers and promises throw later, below what it shows", async () => {
    const p = run();
    const fail = (error: Error) => {
      const cellUrl = /\/edit-\d+\/other\.js/.exec(String(error.stack));
      expect(cellUrl).not.toBeNull();
      const event = new ErrorEvent("error", {error, cancelable: true});
      dispatchEvent(event);
      return event.defaultPrevented;
    };
    // The error is made in the cell, so that its stack names the cell.
    await p.edit("other", "window.later = () => new Error('from a timer'); display(document.createElement('b'))");
    await until(() => expect(p.output("other").querySelector("b")).not.toBeNull());
    expect(fail((window as unknown as {later: () => Error}).later())).toBe(true);
    await shows("other", /from a timer.*edit of other:1:/);
    expect(p.output("other").querySelector("b")).not.toBeNull();
    expect(p.$("other").dataset.state).toBe("fulfilled");
  });

  it.each([
    "document.body.innerHTML = '<h1>gone</h1>'",
    "document.documentElement.remove()",
    "document.body.remove()",
    "document.querySelector('main').textContent = ''",
    "for (const e of [...document.body.children]) e.remove()",
    "document.querySelector('#cell-double').remove()",
  ])("cannot take the page away: %s", async (text) => {
    const p = run();
    await shows("double", "4");
    const before = document.body.innerHTML.length;
    await p.edit("other", `${text};\n1`);
    await until(() => expect(p.output("other").textContent).toMatch(/They were put back/));
    expect(p.output("double").textContent).toBe("4");
    expect(document.querySelector("h1")).toBeNull();
    expect(document.body.innerHTML.length).toBeGreaterThan(before);
    await p.edit("a", "const a = 4;");
    await shows("double", "8");
  });

  it("cannot write the document anew", async () => {
    const p = run();
    await p.edit("other", "document.write('x')");
    await shows("other", /would erase this page/);
    opened?.dispose();
    expect(Object.hasOwn(document, "write")).toBe(false);
  });

  it.each([
    ["display({toString() { throw 1; }, valueOf() { throw 2; }, [Symbol.iterator]() { throw 3; }})", /./],
    ["display(Object.defineProperty([1, 2], 0, {get() { throw 1; }}))", /cannot be read|Array/],
    ["const o = {}; o.o = o; display(o)", /o: Object/],
    ["let o = {}; for (let i = 0; i < 1e5; i++) o = {o}; display(o)", /o: Object/],
    ["display(Array.from({length: 1e6}, (_, i) => ({i})))", /Array\(1,000,000\)/],
    ["for (let i = 0; i < 1e5; i++) display(i)", /more than 1,000 values/],
    ["display(document.createTextNode('x'.repeat(2e6)))", /2,000,000 characters/],
    ["throw new Error('x'.repeat(1e6))", /x{100}…/],
    ["display({get x() { for (;;); }})", /./],
    ["display({then() {}})", /./],
    ["Object.setPrototypeOf(function () {}, null)", /./],
  ])("may show anything: %s", async (text, message) => {
    if (text.includes("1e6")) stopClock();
    const p = run();
    await p.edit("other", text);
    await until(() => expect(p.output("other").textContent).toMatch(message), {timeout: 4000});
    expect(p.output("other").textContent!.length).toBeLessThan(30_000);
    await p.edit("other", "1 + 1");
    await shows("other", "2");
  });
});
