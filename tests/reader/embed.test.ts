// @vitest-environment jsdom
import {afterEach, beforeEach, expect, it, vi} from "vitest";
import type {LivePage} from "../../src/reader/index.ts";
import {type CellText, enter, open, page} from "./page.ts";

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

function embed(
  id: string,
  names: string[],
  other: () => LivePage,
  replacements: Record<string, string> = {},
): CellText {
  const source = `import {${names.join(", ")}} from "../notebooks/lab.md"`;
  return {
    id,
    source,
    line: 50,
    extra: {
      outputs: names,
      embed: {
        from: "../notebooks/lab.md",
        names: names.map((name) => ({imported: name, local: name})),
        replacements: Object.entries(replacements).map(([name, by]) => ({name, by})),
        // Longer than a frame, as over a network: the cells of the page have run when it arrives.
        load: async () => {
          await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
          return {page: other()};
        },
      },
    },
  };
}

const input = (value: number) =>
  `view(Object.assign(document.createElement("input"), {type: "number", value: ${value}}))`;

const lab = page(
  [
    {id: "scale", source: `const scale = ${input(1)};`},
    {id: "double", source: "const double = scale * 2;"},
    {id: "chart", source: "Object.assign(document.createElement('b'), {textContent: 'chart of ' + double})"},
    {id: "heavy", source: "globalThis.heavyRuns = (globalThis.heavyRuns ?? 0) + 1; const heavy = 1;"},
    {id: "bad", source: "const bad = (() => { throw new Error('lab is broken'); })();", line: 7},
  ],
  undefined,
  "notebooks/lab.md",
);

it("shows what the embedded cells show, defines their names, and runs no other cell of that page", async () => {
  const p = run(page([embed("e", ["scale", "chart"], () => lab), {id: "n", mode: "inline", source: "scale + 0.5"}]));
  await shows("e", "chart of 2");
  await until(() => expect(p.$("n").textContent).toBe("1.5"));
  expect(p.$("e").dataset.state).toBe("fulfilled");
  enter(p.output("e").querySelector("input")!, "4");
  await shows("e", "chart of 8");
  expect(p.$("n").textContent).toBe("4.5");
  expect("heavyRuns" in globalThis).toBe(false);
  expect(logged).not.toHaveBeenCalled();
});

it("replaces a name by one of this page", async () => {
  const mine = {id: "mine", source: `const mine = ${input(10)};`};
  const p = run(page([mine, embed("e", ["chart", "double"], () => lab, {scale: "mine"}), {id: "d", source: "double"}]));
  await shows("e", "chart of 20");
  await shows("d", "20");
  enter(p.output("mine").querySelector("input")!, "11");
  await shows("e", "chart of 22");
});

it("two embedding cells share the page, unless they replace different names", async () => {
  const p = run(
    page([
      embed("s", ["scale"], () => lab),
      {id: "mine", source: "const mine = 100;"},
      embed("c", ["chart"], () => lab),
      {
        ...embed("other", ["chart"], () => lab, {scale: "mine"}),
        extra: {
          ...embed("other", ["chart"], () => lab, {scale: "mine"}).extra,
          outputs: ["chart2"],
          embed: {
            ...embed("other", ["chart"], () => lab, {scale: "mine"}).extra!.embed!,
            names: [{imported: "chart", local: "chart2"}],
          },
        },
      },
    ]),
  );
  await shows("c", "chart of 2");
  enter(p.output("s").querySelector("input")!, "3");
  await shows("c", "chart of 6");
  await shows("other", "chart of 200");
});

it("says what is there when a name is not", async () => {
  run(page([embed("e", ["charts"], () => lab), embed("f", ["foo"], () => lab), {id: "n", source: "foo"}]));
  await shows("e", /"\.\.\/notebooks\/lab\.md" has no cell or name charts\. Did you mean chart\?/);
  await shows("f", /has no cell or name foo\. It has scale, double, heavy, bad, chart\./);
  await shows("n", "waiting for foo, which failed at content/x\\.md:50");
});

it("says that a replaced name is not there, on either side", async () => {
  run(page([embed("e", ["chart"], () => lab, {scales: "mine"}), embed("f", ["chart"], () => lab, {scale: "mine"})]));
  await shows("e", /has no cell or name scales\. Did you mean scale\? So with has nothing to replace/);
});

it("says which name a page lacks that should replace another's", async () => {
  run(page([embed("f", ["double"], () => lab, {scale: "mine"})]));
  await shows("f", /scale was replaced by mine, which content\/x\.md does not define/);
});

it("tells an error of an embedded cell with that page's place", async () => {
  const p = run(page([embed("e", ["bad"], () => lab), {id: "n", source: "bad + 1"}]));
  await shows("e", /Error: lab is broken.*notebooks\/lab\.md:7:1/);
  expect(p.$("e").dataset.state).toBe("rejected");
  await shows("n", /^waiting for bad, which failed at notebooks\/lab\.md:7$/);
  expect(logged).toHaveBeenCalledTimes(1);
});

it("embeds through a page that embeds, and says so when pages embed each other in a circle", async () => {
  const middle = page(
    [embed("inner", ["double"], () => lab), {id: "triple", source: "const triple = double * 1.5;"}],
    undefined,
    "notebooks/middle.md",
  );
  const p = run(page([embed("e", ["triple"], () => middle), {id: "t", source: "triple"}]));
  await shows("t", "3");
  p.dispose();

  const first: LivePage = page([embed("a", ["b"], () => second)], undefined, "content/first.md");
  const second: LivePage = page(
    [embed("back", ["a"], () => first), {id: "b", source: "const b = a;"}],
    undefined,
    "content/second.md",
  );
  run(first);
  await shows(
    "a",
    /^waiting for a, which failed at content\/second\.md:50: .* circle: (content\/(first|second)\.md( → )?){3}\./,
  );
  expect(logged.mock.calls.flat().join(" ")).not.toContain("undefined");
});

it("says that the other page could not be loaded", async () => {
  const cell = embed("e", ["chart"], () => {
    throw new Error("not found");
  });
  run(page([cell]));
  await shows("e", /The page "\.\.\/notebooks\/lab\.md" could not be loaded: not found/);
});

it("takes an edited page in when the embedding cell's key changes, and lets go of a deleted one", async () => {
  const keyed = (key: string, other: LivePage): CellText => {
    const text = embed("e", ["chart"], () => other);
    return {...text, extra: {...text.extra, key}};
  };
  const edited = page(
    [{id: "chart", source: "Object.assign(document.createElement('b'), {textContent: 'edited'})"}],
    undefined,
    "notebooks/lab.md",
  );
  const p = run(page([keyed("1", lab)]));
  await shows("e", "chart of 2");
  await p.update(page([keyed("2", edited)]));
  await shows("e", "edited");
  await p.update(page([{id: "z", source: "chart"}]));
  await shows("z", /chart is not defined/);
});
