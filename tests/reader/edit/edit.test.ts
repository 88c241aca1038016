// @vitest-environment jsdom
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {type CellText, open, page} from "../page.ts";

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
    ["'x'.repeat(2 ** 30)", /RangeError/],
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
});
