// @vitest-environment jsdom
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import type {SeenValue} from "../../src/reader/index.ts";
import {type CellText, open, page} from "./page.ts";

const until = vi.waitFor;
let opened: ReturnType<typeof open> | undefined;
/** Ids of the cells that have run, in that order. */
let ran: string[];
/** Distance of each cell from the page's top, in windows. */
let places: Record<string, number>;
let observers: FakeObserver[];
let idle: (() => void)[];
let touch: () => void;

class FakeObserver {
  readonly observed = new Set<Element>();
  readonly #callback: (entries: unknown[]) => void;
  readonly #margin: number;
  constructor(callback: (entries: unknown[]) => void, {rootMargin}: {rootMargin: string}) {
    this.#callback = callback;
    this.#margin = Number.parseFloat(rootMargin) / 100;
    observers.push(this);
  }
  observe(element: Element): void {
    this.observed.add(element);
  }
  unobserve(element: Element): void {
    this.observed.delete(element);
  }
  disconnect(): void {
    this.observed.clear();
  }
  /** As a browser does when the reader scrolls. */
  scroll(y: number): void {
    for (const id of Object.keys(places)) places[id]! -= y;
    const entries = [...this.observed].map((target) => {
      const boundingClientRect = target.getBoundingClientRect();
      const top = boundingClientRect.top / innerHeight;
      return {target, boundingClientRect, isIntersecting: top >= -this.#margin && top < 1 + this.#margin};
    });
    this.#callback(entries);
  }
}

beforeEach(() => {
  [ran, places, observers, idle] = [[], {}, [], []];
  Object.assign(globalThis, {ran: (id: string) => void ran.push(id)});
  vi.stubGlobal("IntersectionObserver", FakeObserver);
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(function (this: Element) {
    const top = (places[(this as HTMLElement).dataset.cell!] ?? 0) * innerHeight;
    return {top, bottom: top + 10} as DOMRect;
  });
  vi.spyOn(console, "error").mockImplementation(() => {});
});

afterEach(() => {
  opened?.dispose();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const text = (id: string, source: string, extra?: CellText["extra"]): CellText => ({id, source, extra});
const state = (id: string) => opened!.$(id).dataset.state;
const done = (...ids: string[]) => until(() => expect(ids.map(state)).toEqual(ids.map(() => "fulfilled")));

function openAt(at: Record<string, number>, texts: CellText[], library: Record<string, unknown> = {}): void {
  places = {...at};
  const touched = new Promise<void>((resolve) => {
    touch = resolve;
  });
  opened = open(page(texts), library, {
    now: () => 0,
    nextPaint: async () => {},
    sleep: {touched, whenIdle: (work) => void idle.push(work)},
  });
}

/** Whatever is under way has time to run. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 60));

describe("a cell far from the window", () => {
  it("sleeps, and asks for nothing from the library, until it is seen", async () => {
    const Plot = vi.fn(() => ({}));
    openAt(
      {top: 0, bottom: 0.9, far: 1.1},
      [text("top", 'ran("top")'), text("bottom", 'ran("bottom")'), text("far", 'ran("far"), Plot')],
      {Plot},
    );
    await done("top", "bottom");
    await aWhile();
    expect(ran).toEqual(["top", "bottom"]);
    expect(state("far")).toBe("pending");
    expect(opened!.$("far").hasAttribute("aria-busy")).toBe(false);
    expect(Plot).not.toHaveBeenCalled();
    observers[0]!.scroll(0.5);
    await done("far");
    expect(Plot).toHaveBeenCalledOnce();
    expect(ran).toEqual(["top", "bottom", "far"]);
  });

  it("wakes before it is seen once the page was touched", async () => {
    openAt({top: 0, near: 1.4, far: 4}, [text("top", "1"), text("near", 'ran("near")'), text("far", 'ran("far")')]);
    await done("top");
    touch();
    await until(() => expect(idle).toHaveLength(1));
    observers.at(-1)!.scroll(0); // As a browser tells of all that it begins to watch.
    await done("near");
    await aWhile();
    expect(ran).toEqual(["near"]);
  });

  it("runs at once for a cell above that reads a name of its, with all that it reads itself, and but once", async () => {
    openAt({top: 0, a: 5, b: 6, c: 7}, [
      text("top", "b + 1"),
      text("a", 'ran("a"); const a = 1;'),
      text("b", 'ran("b"); const b = a + 1;'),
      text("c", 'ran("c"); const c = b;'),
    ]);
    await done("top", "a", "b");
    expect(opened!.output("top").textContent).toBe("3");
    observers[0]!.scroll(7);
    await done("c");
    expect(ran).toEqual(["a", "b", "c"]);
  });

  it("runs when it is watched, and when its value is asked for", async () => {
    openAt({a: 5, b: 6, c: 7}, [
      text("a", "const a = 1;"),
      text("b", "const b = Promise.resolve(a + 1);"),
      text("c", 'ran("c");'),
    ]);
    let seen: SeenValue | undefined;
    const end = opened!.watch("a", (now) => {
      seen = now;
    });
    await until(() => expect(seen).toEqual({state: "fulfilled", value: 1}));
    end();
    expect(await opened!.latest("b")).toBe(2);
    expect(await opened!.latest("nothing")).toBeUndefined();
    expect(ran).toEqual([]);
  });

  it("shows an error as ever, and so does what waits for it", async () => {
    openAt({top: 0, bad: 5}, [
      text("top", "bad + 1"),
      text("bad", 'const bad = (() => { throw new Error("on purpose"); })();'),
    ]);
    await until(() => expect(opened!.output("bad").textContent).toContain("on purpose"));
    await until(() => expect(opened!.output("top").textContent).toContain("bad"));
    expect([state("top"), state("bad")]).toEqual(["rejected", "rejected"]);
  });

  it("is told as defined twice together with the other, however far that is", async () => {
    openAt({top: 0, one: 5, two: 9}, [text("top", "x"), text("one", "const x = 1;"), text("two", "const x = 2;")]);
    await until(() => expect([state("one"), state("two"), state("top")]).toEqual(["rejected", "rejected", "rejected"]));
  });
});

describe("a touched page", () => {
  const ids = Array.from({length: 20}, (_, i) => `cell${i}`);
  const openTwenty = () => {
    openAt(
      Object.fromEntries(ids.map((id, i) => [id, 5 + i])),
      ids.map((id) => text(id, `ran("${id}")`)),
    );
  };
  const nextIdle = async () => {
    await until(() => expect(idle).toHaveLength(1));
    idle.shift()!();
  };

  it("runs the other cells too, a few in each idle moment, in the order of the page", async () => {
    openTwenty();
    await aWhile();
    expect(ran).toEqual([]);
    touch();
    await nextIdle();
    await done(...ids.slice(0, 8));
    await aWhile();
    expect(ran).toEqual(ids.slice(0, 8));
    await nextIdle();
    await nextIdle();
    await done(...ids);
    expect(ran).toEqual(ids);
    expect(observers.at(-1)!.observed.size).toBe(0);
  });

  it("runs what comes near before what is next", async () => {
    openTwenty();
    touch();
    await nextIdle();
    await done(...ids.slice(0, 8));
    observers.at(-1)!.scroll(24);
    await done(ids[19]!);
    expect(ran.slice(8)).toEqual([ids[19]]);
  });

  it("runs everything when it is printed", async () => {
    openTwenty();
    dispatchEvent(new Event("beforeprint"));
    await done(...ids);
  });

  it("goes on with nothing after it was disposed of", async () => {
    openTwenty();
    touch();
    await until(() => expect(idle).toHaveLength(1));
    opened!.dispose();
    idle.shift()!();
    await aWhile();
    expect(ran).toEqual([]);
    expect(idle).toHaveLength(0);
  });
});

describe("an update", () => {
  it("runs a changed cell that ran, and lets one sleep that slept", async () => {
    openAt({top: 0, far: 5}, [text("top", '"old top"'), text("far", '"old far"')]);
    await done("top");
    const {root} = opened!;
    await opened!.update(page([text("top", '"new top"'), text("far", '"new far"')]));
    await until(() => expect(opened!.output("top").textContent).toContain("new top"));
    await aWhile();
    expect(state("far")).toBe("pending");
    expect(root.textContent).not.toContain("old far");
    observers[0]!.scroll(5);
    await until(() => expect(opened!.output("far").textContent).toContain("new far"));
  });

  it("keeps an unchanged cell asleep, and wakes it when a changed one reads it", async () => {
    openAt({top: 0, far: 5}, [text("top", "1"), text("far", 'ran("far"); const far = 41;')]);
    await done("top");
    await opened!.update(page([text("top", "2"), text("far", 'ran("far"); const far = 41;')]));
    await until(() => expect(opened!.output("top").textContent).toBe("2"));
    await aWhile();
    expect(ran).toEqual([]);
    await opened!.update(page([text("top", "far + 1"), text("far", 'ran("far"); const far = 41;')]));
    await until(() => expect(opened!.output("top").textContent).toBe("42"));
  });

  it("wakes a new cell to which a name passes that a running one reads", async () => {
    openAt({top: 0, giver: 0.5}, [text("top", "x + 1"), text("giver", "const x = 1;"), text("other", "0")]);
    await done("top", "giver");
    await opened!.update(page([text("top", "x + 1"), text("other", "0"), text("late", "const x = 10;")]));
    await until(() => expect(opened!.output("top").textContent).toBe("11"));
  });

  it("runs everything new once the page has been touched", async () => {
    openAt({top: 0}, [text("top", "1")]);
    await done("top");
    touch();
    places.far = 5;
    await Promise.resolve();
    await opened!.update(page([text("top", "1"), text("far", "2")]));
    await done("far");
  });

  it("forgets a sleeping cell that the page has no more", async () => {
    openAt({top: 0, far: 5}, [text("top", "1"), text("far", 'ran("far");')]);
    await done("top");
    await opened!.update(page([text("top", "1")]));
    expect(observers.at(-1)!.observed.size).toBe(0);
    touch();
    await aWhile();
    expect(ran).toEqual([]);
  });
});

it("a reader's text runs at once wherever its cell is, and so does what reads its values", async () => {
  openAt(
    {far: 5, reads: 6, other: 7},
    [text("far", "const far = 1;"), text("reads", 'ran("reads"); display(far + 1);'), text("other", 'ran("other");')],
    {ran: () => (id: string) => ran.push(id)},
  );
  await opened!.giveBack(new Map([["far", "const far = 5;"]]));
  await done("far", "reads");
  expect(opened!.output("reads").textContent).toBe("6");
  await aWhile();
  expect(ran).toEqual(["reads"]);
});

it("an embedded page is not loaded before its place comes near", async () => {
  const lab = page(
    [
      {id: "double", source: "const double = 2 * scale;"},
      {id: "scale", source: "const scale = 1;"},
    ],
    undefined,
    "notebooks/lab.md",
  );
  const load = vi.fn(async () => ({page: lab}));
  const names = [{imported: "double", local: "double"}];
  const embed = {from: "../notebooks/lab.md", names, replacements: [{name: "scale", by: "mine"}], load};
  const extra = {inputs: ["mine"], outputs: ["double"], embed};
  openAt({top: 0, embeds: 5, mine: 9}, [
    text("top", "1"),
    text("embeds", 'import {double} from "../notebooks/lab.md"', extra),
    text("mine", "const mine = 21;"),
  ]);
  await done("top");
  await aWhile();
  expect(load).not.toHaveBeenCalled();
  observers[0]!.scroll(5);
  await done("embeds", "mine");
  expect(await opened!.latest("double")).toBe(42);
});
