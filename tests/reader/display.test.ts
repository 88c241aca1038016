// @vitest-environment jsdom
import {afterEach, beforeEach, expect, it, vi} from "vitest";
import {enter, open, page} from "./page.ts";

const until = vi.waitFor;
let logged: ReturnType<typeof vi.spyOn>;
let opened: ReturnType<typeof open> | undefined;

beforeEach(() => {
  logged = vi.spyOn(console, "error").mockImplementation(() => {});
});

afterEach(() => {
  opened?.dispose();
  opened = undefined;
  logged.mockRestore();
});

const run = (...args: Parameters<typeof open>) => (opened = open(...args));

const fulfilled = (...ids: string[]) =>
  until(() => {
    for (const id of ids) expect(opened!.$(id).dataset.state, id).toBe("fulfilled");
  });

it("shows an expression, and what display() is given, and nothing for a declaration", async () => {
  const p = run(
    page([
      {id: "a", source: "1 + 2"},
      {id: "b", source: 'display("text"); display(document.createElement("hr"));'},
      {id: "c", source: "const x = 5;"},
      {id: "d", source: "x * 2"},
      {id: "e", source: "undefined"},
      {id: "f", source: "null"},
    ]),
  );
  expect(p.$("a").getAttribute("aria-busy")).toBe("true");
  await fulfilled("a", "b", "c", "d", "e", "f");
  expect(p.output("a").textContent).toBe("3");
  expect(p.output("b").textContent).toBe('"text"');
  expect(p.output("b").lastElementChild?.localName).toBe("hr");
  expect(p.output("c").childNodes).toHaveLength(0);
  expect(p.output("d").textContent).toBe("10");
  expect(p.output("e").childNodes).toHaveLength(0);
  expect(p.output("f").textContent).toBe("null");
  expect(p.$("a").hasAttribute("aria-busy")).toBe(false);
  expect(logged).not.toHaveBeenCalled();
});

it("unwraps promises and generators across cells", async () => {
  const p = run(
    page([
      {source: "const later = Promise.resolve(7);"},
      {source: "const many = (function* () { yield 1; yield 2; yield 3; })();"},
      {id: "sum", source: "later + many"},
      {id: "own", source: "(async function* () { yield 1; yield 5; })()"},
    ]),
  );
  await until(() => expect(p.output("sum").textContent).toBe("10"));
  await until(() => expect(p.output("own").textContent).toBe("5"));
});

it("writes into text without quotes, spreads iterables, and inserts nodes", async () => {
  const p = run(
    page([
      {mode: "inline", id: "s", source: '"a <b>"'},
      {mode: "inline", id: "n", source: "0.25"},
      {mode: "inline", id: "u", source: "undefined"},
      {mode: "inline", id: "z", source: "null"},
      {mode: "inline", id: "f", source: "false"},
      {mode: "inline", id: "l", source: '["x", "y", document.createElement("br"), ["z"]]'},
      {mode: "inline", id: "k", source: "new Float64Array([1, 2, 3])"},
      {mode: "inline", id: "e", source: 'Object.assign(document.createElement("b"), {textContent: "bold"})'},
      {mode: "inline", id: "o", source: "({x: 1})"},
    ]),
  );
  await fulfilled("s", "n", "u", "z", "f", "l", "k", "e", "o");
  expect(p.$("s").textContent).toBe("a <b>");
  expect(p.$("n").textContent).toBe("0.25");
  expect(p.$("u").textContent).toBe("");
  expect(p.$("z").textContent).toBe("");
  expect(p.$("f").textContent).toBe("false");
  expect(p.$("l").innerHTML).toBe("xy<br>z");
  expect(p.$("k").textContent).toBe("1, 2, 3");
  expect(p.$("e").innerHTML).toBe("<b>bold</b>");
  expect(p.$("o").textContent).toBe("{x: 1}");
});

it("does not write a million items into a sentence, nor walk an array that it inspects", async () => {
  const p = run(
    page([
      {mode: "inline", id: "i", source: 'Array.from({length: 1e6}, () => "x")'},
      {id: "b", source: "new Array(50_000_000)"},
      {id: "c", source: "for (let i = 0; i < 1e5; ++i) display(i);"},
      {mode: "inline", id: "g", source: "({*[Symbol.iterator]() { while (true) yield 'y'; }})"},
    ]),
  );
  await fulfilled("i", "b", "c", "g");
  expect(p.$("i").textContent).toMatch(/^x{1000}… \(1,000,000 items\)$/);
  expect(p.output("b").textContent).toMatch(/^Array\(50,000,000\)/);
  expect(p.output("c").childNodes).toHaveLength(1001);
  expect(p.output("c").textContent).toContain("more than 1,000 values were displayed");
  expect(p.$("g").textContent).toMatch(/^y{1000}… \(more than 1000 items\)$/);
});

it("keeps an input that did not change, and re-runs what depends on it", async () => {
  const p = run(
    page([
      {id: "s", source: 'const x = view(Object.assign(document.createElement("input"), {type: "range", value: 3}))'},
      {id: "twice", mode: "inline", source: "x * 2"},
    ]),
  );
  await until(() => expect(p.$("twice").textContent).toBe("6"));
  const slider = p.output("s").querySelector("input")!;
  enter(slider, "5");
  await until(() => expect(p.$("twice").textContent).toBe("10"));
  expect(p.output("s").querySelector("input")).toBe(slider);
});

it("does not touch an element that a cell returns again", async () => {
  const p = run(
    page([
      {source: 'const node = document.createElement("input");'},
      {id: "s", source: 'const n = view(Object.assign(document.createElement("input"), {type: "number", value: 1}))'},
      {id: "show", source: "((node.title = n), node)"},
    ]),
  );
  await fulfilled("show", "s");
  const node = p.output("show").querySelector("input")!;
  node.focus();
  enter(p.output("s").querySelector("input")!, "2");
  await until(() => expect(node.title).toBe("2"));
  await fulfilled("show");
  expect(document.activeElement).toBe(node);
});

it("Mutable is read and set where it stands, and followed elsewhere", async () => {
  const p = run(
    page([
      {source: "const n = Mutable(1);\nconst add = () => ++n.value;"},
      {id: "b", source: 'Object.assign(document.createElement("button"), {onclick: add})'},
      {id: "shown", mode: "inline", source: "n"},
    ]),
  );
  await until(() => expect(p.$("shown").textContent).toBe("1"));
  p.output("b").querySelector("button")!.click();
  await until(() => expect(p.$("shown").textContent).toBe("2"));
});

it("resolves invalidation, and ignores what a stale run displays", async () => {
  const p = run(
    page([
      {id: "s", source: 'const x = view(Object.assign(document.createElement("input"), {type: "number", value: 1}))'},
      {
        id: "d",
        source: `globalThis.displays = [...(globalThis.displays ?? []), display];
display(x);
invalidation.then(() => globalThis.ended = x);`,
      },
    ]),
  );
  await until(() => expect(p.output("d").textContent).toBe("1"));
  enter(p.output("s").querySelector("input")!, "2");
  await until(() => expect(p.output("d").textContent).toBe("2"));
  const outside = globalThis as unknown as {ended: number; displays: ((v: unknown) => unknown)[]};
  expect(outside.ended).toBe(1);
  expect(outside.displays[0]?.("stale")).toBe("stale");
  expect(p.output("d").textContent).toBe("2");
  outside.displays[1]?.("more");
  expect(p.output("d").textContent).toBe('2"more"');
});

it("says that an element stands elsewhere already, and takes a fragment apart", async () => {
  const p = run(
    page([
      {id: "one", source: 'const e = display(document.createElement("hr"));'},
      {id: "two", source: "e"},
      {id: "frag", source: 'const f = document.createDocumentFragment(); f.append("a", "b"); display(f);'},
    ]),
  );
  await fulfilled("one", "two", "frag");
  expect(p.output("one").innerHTML).toBe("<hr>");
  expect(p.output("two").textContent).toMatch(/stands in another place/);
  expect(p.output("frag").textContent).toBe("ab");
});

it("shows an object whose properties throw, and opens parts by a disclosure", async () => {
  const p = run(
    page([
      {
        id: "o",
        source: `({
  get bad() { throw new Error("no"); },
  list: Array.from({length: 250}, (_, i) => i)
})`,
      },
    ]),
  );
  await fulfilled("o");
  const details = p.output("o").querySelector("details")!;
  expect(details.querySelector("summary")?.textContent).toBe("{bad: (cannot be read), list: Array(250)}");
  details.open = true;
  await until(() => expect(details.querySelectorAll("li")).toHaveLength(2));
  const list = details.querySelector("details")!;
  list.open = true;
  await until(() => expect(list.querySelectorAll("li")).toHaveLength(101));
  list.querySelector("button")!.click();
  list.querySelector("button")!.click();
  expect(list.querySelectorAll("li")).toHaveLength(250);
  expect(list.querySelector("button")).toBeNull();
});

it("gives width and dark, and lets a page take such a name for its own", async () => {
  const p = run(
    page([
      {mode: "inline", id: "w", source: "width"},
      {mode: "inline", id: "d", source: "dark"},
      {mode: "inline", id: "v", source: "visibility().then(() => 'seen')"},
    ]),
  );
  await until(() => expect(p.$("w").textContent).toBe("640"));
  await until(() => expect(p.$("d").textContent).toBe("false"));
  await until(() => expect(p.$("v").textContent).toBe("seen"));
  document.documentElement.dataset.theme = "dark";
  await until(() => expect(p.$("d").textContent).toBe("true"));
  delete document.documentElement.dataset.theme;
  p.dispose();
  const q = run(page([{source: "const width = 12;"}, {mode: "inline", id: "w", source: "width"}]));
  await until(() => expect(q.$("w").textContent).toBe("12"));
});

it("reads library names once, and only when they are used", async () => {
  const used = vi.fn(() => Promise.resolve({five: 5}));
  const unused = vi.fn();
  const p = run(
    page([
      {mode: "inline", id: "a", source: "lib.five"},
      {mode: "inline", id: "b", source: "lib.five"},
    ]),
    {
      lib: used,
      unused,
    },
  );
  await fulfilled("a", "b");
  expect(p.$("a").textContent).toBe("5");
  expect(used).toHaveBeenCalledTimes(1);
  expect(unused).not.toHaveBeenCalled();
});

it("copies the source", async () => {
  const written: string[] = [];
  Object.defineProperty(navigator, "clipboard", {
    configurable: true,
    value: {writeText: async (text: string) => written.push(text)},
  });
  const p = run(page([{id: "a", source: "1 +\n2"}]));
  const button = p.$("a").querySelector<HTMLButtonElement>(".cell-source button")!;
  button.click();
  await until(() => expect(p.$("a").querySelector("[role=status]")?.textContent).toBe("Copied"));
  expect(written).toEqual(["1 +\n2"]);
});
