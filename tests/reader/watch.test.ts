// @vitest-environment jsdom
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import type {SeenValue} from "../../src/reader/index.ts";
import {cell, enter, open, page} from "./page.ts";

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

const x = {
  id: "x",
  source: 'const x = view(Object.assign(document.createElement("input"), {type: "range", value: 50}));',
};
const steps = {id: "steps", source: "const steps = (function* () { for (const i of [1, 2, 3]) yield [i, x]; })();"};

describe("a watched name", () => {
  it("is told at each change, with a generator's newest value, until the watch ends", async () => {
    opened = open(page([x, steps]));
    const seen: unknown[] = [];
    const stop = opened.watch("steps", (now) => {
      if (now.state === "fulfilled") seen.push(now.value);
    });
    expect(opened.value("steps")).toBeUndefined();
    await until(() => expect(seen.at(-1)).toEqual([3, 50]));
    expect(opened.value("steps")).toEqual([3, 50]);
    enter(opened.output("x").querySelector("input")!, "70");
    await until(() => expect(seen.at(-1)).toEqual([3, 70]));
    stop();
    const count = seen.length;
    enter(opened.output("x").querySelector("input")!, "80");
    await until(() => expect(opened!.value("steps")).toEqual([3, 80]));
    expect(seen).toHaveLength(count);
  });

  it("is rejected where no cell defines it, also if the library or the window does, and recovers", async () => {
    opened = open(page([x]), {steps: 5});
    let last: SeenValue | undefined;
    opened.watch("steps", (now) => (last = now));
    await until(() => expect(last?.state).toBe("rejected"));
    expect(String((last as {error: unknown}).error)).toContain("No cell of this page defines `steps`.");
    expect(opened.value("steps")).toBeUndefined();
    await opened.update(page([x, steps]));
    await until(() => expect(last).toEqual({state: "fulfilled", value: [3, 50]}));
  });

  it("is rejected while its cell fails, and keeps the value that it had", async () => {
    opened = open(page([x, {id: "y", source: 'const y = x > 60 ? (() => { throw new Error("too much"); })() : x;'}]));
    let last: SeenValue | undefined;
    opened.watch("y", (now) => (last = now));
    await until(() => expect(last).toEqual({state: "fulfilled", value: 50}));
    enter(opened.output("x").querySelector("input")!, "70");
    await until(() => expect(last?.state).toBe("rejected"));
    expect(opened.value("y")).toBe(50);
  });

  it("may come from an embedded page", async () => {
    const lab = page([{id: "double", source: "const double = 42;"}], undefined, "notebooks/lab.md");
    const embedding = cell({
      id: "e",
      source: 'import {double} from "../notebooks/lab.md"',
      extra: {
        outputs: ["double"],
        embed: {
          from: "../notebooks/lab.md",
          names: [{imported: "double", local: "double"}],
          replacements: [],
          load: async () => ({page: lab}),
        },
      },
    });
    const host = page([x]);
    opened = open({...host, cells: [...host.cells, embedding]});
    let last: SeenValue | undefined;
    opened.watch("double", (now) => (last = now));
    await until(() => expect(last).toEqual({state: "fulfilled", value: 42}));
    await until(() => expect(opened!.value("double")).toBe(42));
  });
});
