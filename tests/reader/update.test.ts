// @vitest-environment jsdom
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import type {LiveCell, LivePage} from "../../src/reader/index.ts";
import {blockHtml, type CellText, enter, inlineHtml, open, page} from "./page.ts";

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

const run = (live: LivePage) => (opened = open(live));
const shows = (id: string, text: string | RegExp) =>
  until(() =>
    expect(opened!.output(id).textContent).toMatch(typeof text === "string" ? new RegExp(`^${text}$`) : text),
  );

const slider: CellText = {
  id: "x",
  source: 'const x = view(Object.assign(document.createElement("input"), {type: "range", value: 50}));',
};
const double: CellText = {id: "double", source: "x * 2"};
const counted = (name: string): string => `globalThis.${name} = (globalThis.${name} ?? 0) + 1`;
const outside = globalThis as unknown as Record<string, number>;

describe("an update", () => {
  it("keeps a cell whose id and key are the same, with its DOM, value and focus", async () => {
    const p = run(page([slider, double], ([a, b]) => `<h2>One</h2>${blockHtml(a!)}<p>text</p>${blockHtml(b!)}`));
    await shows("double", "100");
    const input = p.output("x").querySelector("input")!;
    enter(input, "70");
    await shows("double", "140");
    input.focus();
    await p.update(
      page(
        [slider, {id: "double", source: "x * 3"}],
        ([a, b]) => `<h2>Two</h2><p>new</p>${blockHtml(a!)}<p>text!</p><div>${blockHtml(b!)}</div>`,
      ),
    );
    await shows("double", "210");
    expect(p.output("x").querySelector("input")).toBe(input);
    expect(input.value).toBe("70");
    expect(document.activeElement).toBe(input);
    expect(p.root.querySelector("h2")?.textContent).toBe("Two");
    expect(p.root.querySelectorAll("p")).toHaveLength(2);
    expect(logged).not.toHaveBeenCalled();
  });

  it("runs exactly the cells that changed, and what depends on them", async () => {
    for (const name of ["runsA", "runsB", "runsC"]) outside[name] = 0;
    const a = {id: "a", source: `${counted("runsA")}; const a = 1;`};
    const b = {id: "b", source: `${counted("runsB")}; const b = a + 1;`};
    const c = {id: "c", source: `${counted("runsC")}; const c = 1;`};
    const p = run(page([a, b, c]));
    await until(() => expect([outside.runsA, outside.runsB, outside.runsC]).toEqual([1, 1, 1]));
    await p.update(page([{...a, source: `${counted("runsA")}; const a = 2;`}, b, c]));
    await until(() => expect([outside.runsA, outside.runsB, outside.runsC]).toEqual([2, 2, 1]));
  });

  it("keeps the old output until there is a new one", async () => {
    const p = run(page([{id: "slow", source: '"old"'}]));
    await shows("slow", '"old"');
    await p.update(page([{id: "slow", source: "await new Promise((r) => globalThis.go = r)"}]));
    await until(() => expect(outside.go).toBeDefined());
    expect(p.$("slow").dataset.state).toBe("pending");
    expect(p.output("slow").textContent).toBe('"old"');
    (outside.go as unknown as (v: string) => void)("new");
    await shows("slow", '"new"');
    delete outside.go;
  });

  it("lets an anonymous cell whose id changed with its text stand where it stood", async () => {
    const p = run(page([slider, {id: "cell-1", source: '"old"'}, {id: "cell-2", source: "2"}]));
    await shows("cell-1", '"old"');
    const root = p.$("cell-1");
    await p.update(page([slider, {id: "cell-9", source: "await new Promise(() => {})"}, {id: "cell-2", source: "2"}]));
    expect(p.$("cell-9")).toBe(root);
    expect(p.output("cell-9").textContent).toBe('"old"');
    expect(root.querySelector("code")?.textContent).toBe("await new Promise(() => {})");
  });

  it("re-orders cells without running them again", async () => {
    outside.runsA = outside.runsB = 0;
    const a = {id: "a", source: `${counted("runsA")}; display("A");`};
    const b = {id: "b", source: `${counted("runsB")}; display("B");`};
    const p = run(page([a, b, slider]));
    await shows("b", '"B"');
    const roots = ["a", "b", "x"].map(p.$);
    await p.update(page([slider, b, a]));
    expect(["a", "b", "x"].map(p.$)).toEqual(roots);
    expect([...p.root.querySelectorAll<HTMLElement>("[data-cell]")].map((e) => e.dataset.cell)).toEqual([
      "x",
      "b",
      "a",
    ]);
    expect([outside.runsA, outside.runsB]).toEqual([1, 1]);
  });

  it("undefines a deleted cell, ends it, and tells who needed it", async () => {
    const p = run(
      page([
        {id: "a", source: "const a = 1; invalidation.then(() => globalThis.endedA = 1)"},
        {id: "b", source: "a + 1"},
      ]),
    );
    await shows("b", "2");
    await p.update(page([{id: "b", source: "a + 1"}]));
    await shows("b", /a is not defined/);
    expect(outside.endedA).toBe(1);
    expect(p.root.querySelector("#cell-a")).toBeNull();
    await p.update(
      page([
        {id: "a", source: "const a = 5;"},
        {id: "b", source: "a + 1"},
      ]),
    );
    await shows("b", "6");
  });

  it("renames a variable", async () => {
    const p = run(page([{source: "const a = 1;"}, {id: "n", source: "a + 1"}]));
    await shows("n", "2");
    await p.update(page([{source: "const b = 1;"}, {id: "n", source: "a + 1"}]));
    await shows("n", /a is not defined/);
    await p.update(page([{source: "const b = 1;"}, {id: "n", source: "b + 1"}]));
    await shows("n", "2");
  });

  it("breaks and repairs a cell, and its dependents with it", async () => {
    const good = [
      {id: "a", source: "const a = 1;"},
      {id: "b", source: "a + 1"},
    ];
    const problem = {
      severity: "error",
      code: "syntax",
      message: "No.",
      path: "content/x.md",
      line: 1,
      column: 1,
    } as const;
    const broken = [{id: "a", source: "const a = ;", extra: {problem, outputs: ["a"]}}, good[1]!];
    const p = run(page(good));
    await shows("b", "2");
    await p.update(page(broken));
    await shows("b", /^waiting for a/);
    await shows("a", /No\./);
    await p.update(page(good));
    await shows("b", "2");
    await shows("a", "");
  });

  it("defines anew a cell that never settled", async () => {
    const last: CellText[] = [
      {id: "b", source: "a"},
      {id: "c", mode: "inline", source: "a + 1"},
      {id: "z", source: "'z'"},
    ];
    const never = [
      "const a = await new Promise(() => {});",
      "const a = new Promise(() => {});",
      "const a = (async function* () { await new Promise(() => {}); })();",
      "const a = view(new EventTarget());",
    ];
    for (const source of never) {
      const p = run(page([{id: "a", source}, ...last]));
      await shows("z", '"z"'); // The others have run.
      expect(p.$("b").dataset.state).toBe("pending");
      await p.update(page([{id: "a", source: "const a = await 3;"}, ...last]));
      await shows("b", "3");
      await shows("c", "4");
      await p.update(page([{id: "a", source}, ...last]));
      await p.update(page(last));
      await shows("b", /a is not defined/);
      p.dispose();
    }
  });

  it("moves the place that a message tells when text above grows", async () => {
    const bad = {id: "bad", source: "throw new Error('no');"};
    const needs = {id: "needs", source: "bad2"};
    const p = run(page([{...bad, source: "const bad2 = (() => { throw new Error('no'); })();", line: 5}, needs]));
    await shows("bad", /content\/x\.md:5:1/);
    await shows("needs", /x\.md:5$/);
    await p.update(page([{...bad, source: "const bad2 = (() => { throw new Error('no'); })();", line: 9}, needs]));
    await shows("bad", /content\/x\.md:9:1/);
    await shows("needs", /x\.md:9$/);
    expect(logged).toHaveBeenCalledTimes(1);
  });

  it("leaves an opened <details>, a field and cells inside of a table and of <details> alone", async () => {
    const html =
      (text: string) =>
      ([a, b]: LiveCell[]) =>
        `<details><summary>${text}</summary>${blockHtml(a!)}</details><p><input id="field"> ${text}</p>
      <table><tbody><tr><td>${text}</td><td>${inlineHtml(b!)}</td></tr></tbody></table>`;
    const cells: CellText[] = [slider, {id: "double", mode: "inline", source: "x * 2"}];
    const p = run(page(cells, html("one")));
    await shows("double", "100");
    const details = p.root.querySelector("details")!;
    const source = p.$("x").querySelector("details")!;
    details.open = source.open = true;
    const field = p.root.querySelector<HTMLInputElement>("#field")!;
    field.value = "typed";
    const nodes = [p.$("double"), p.output("x").firstChild];
    await p.update(page(cells, html("two")));
    expect(details.isConnected && details.open && source.open).toBe(true);
    expect(field.value).toBe("typed");
    expect([p.$("double"), p.output("x").firstChild]).toEqual(nodes);
    expect(p.root.querySelector("summary")?.textContent).toBe("two");
    expect(p.root.querySelector("td")?.textContent).toBe("two");
  });

  it("keeps a <details> open when a block is added before it or taken away, and when it is renamed", async () => {
    const folded = (summary: string) => `<details><summary>${summary}</summary>\n<p>inside</p>\n</details>\n`;
    const html =
      (before: string, summary: string) =>
      ([a, b]: LiveCell[]) =>
        `<p>one</p>\n${blockHtml(a!)}\n${before}${folded(summary)}<p>two</p>\n${b ? blockHtml(b) : ""}\n${folded("Other")}`;
    const p = run(page([slider], html("", "More")));
    const details = p.root.querySelector("details:not(.cell-source)") as HTMLDetailsElement;
    details.open = true;
    const extra = page([{id: "n", source: "1"}]).html!;
    for (const [before, summary] of [
      [extra, "More"],
      ["", "More"],
      ["<p>zero</p>\n<p>a</p>\n", "More"],
      ["<p>zero</p>\n<p>a</p>\n", "Even more"],
    ] as const) {
      await p.update(page([slider], html(before, summary)));
      expect(details.isConnected, before + summary).toBe(true);
      expect(details.open).toBe(true);
      expect(details.id).toBe("");
      expect(p.root.querySelectorAll("details:not(.cell-source)[open]")).toHaveLength(1);
    }
  });

  it("copes with an id that appears twice", async () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    const a = {id: "same", source: '"one"'};
    const p = run(page([a, {id: "b", source: "1"}]));
    await shows("same", '"one"');
    await p.update(page([a, {id: "same", source: '"two"'}, {id: "b", source: "1"}]));
    await until(() => {
      const texts = [...p.root.querySelectorAll("#cell-same > .cell-output")].map((e) => e.textContent);
      expect(texts).toEqual(['"one"', '"two"']);
    });
    await p.update(page([a, {id: "b", source: "1"}]));
    expect([...p.root.querySelectorAll("#cell-same > .cell-output")].map((e) => e.textContent)).toEqual(['"one"']);
    warned.mockRestore();
  });

  it("an element goes over from a cell that was deleted to one that is new", async () => {
    const holder = {source: "const e = document.createElement('hr');"};
    const p = run(page([holder, {id: "one", source: "e"}, {id: "mid", source: "1"}]));
    await until(() => expect(p.output("one").innerHTML).toBe("<hr>"));
    await p.update(page([holder, {id: "mid", source: "1"}, {id: "two", source: "[e][0]"}]));
    await until(() => expect(p.output("two").innerHTML).toBe("<hr>"));
  });

  it("a name of the reader that a page takes for its own re-runs who used the reader's", async () => {
    const p = run(page([{id: "w", mode: "inline", source: "width"}]));
    await until(() => expect(p.$("w").textContent).toBe("640"));
    await p.update(page([{source: "const width = 3;"}, {id: "w", mode: "inline", source: "width"}]));
    await until(() => expect(p.$("w").textContent).toBe("3"));
  });

  it("carries out updates in the order in which they come, and none after dispose", async () => {
    const p = run(page([{id: "a", source: "1"}]));
    void p.update(page([{id: "a", source: "2"}]));
    await p.update(page([{id: "a", source: "3"}]));
    await shows("a", "3");
    p.dispose();
    await p.update(page([{id: "a", source: "4"}], () => "gone"));
    expect(p.root.textContent).not.toBe("gone");
  });

  it("works without the page's HTML: cells only", async () => {
    const p = run(page([{id: "a", source: "1"}]));
    await shows("a", "1");
    const {html: _, ...next} = page([{id: "a", source: "2"}]);
    await p.update(next);
    await shows("a", "2");
  });
});
