// @vitest-environment jsdom
import {afterEach, beforeEach, expect, it, vi} from "vitest";
import {open, page} from "./page.ts";

const until = vi.waitFor;
let opened: ReturnType<typeof open> | undefined;
let frames: (() => void)[];
let logged: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  frames = [];
  logged = vi.spyOn(console, "error").mockImplementation(() => {});
});

afterEach(() => {
  opened?.dispose();
  logged.mockRestore();
});

/** Opens a page whose cells cost a whole slice each: a frame must be drawn after every one. */
function openInTurn(...args: Parameters<typeof page>) {
  let time = 0;
  const turns = {
    now: () => {
      time += 100;
      return time;
    },
    nextPaint: () => new Promise<void>((drawn) => frames.push(drawn)),
  };
  opened = open(page(...args), {}, turns);
  return opened;
}

const state = (id: string) => opened!.$(id).dataset.state;
const drawn = () => until(() => expect(frames).toHaveLength(1)).then(() => frames.shift()!());

it("runs one cell after the other, with frames between, and its dependents after their inputs", async () => {
  const {output} = openInTurn([
    {id: "sum", source: "a + b"},
    {id: "a", source: "const a = 1;"},
    {id: "b", source: "const b = 2;"},
  ]);
  await until(() => expect(state("a")).toBe("fulfilled"));
  expect(state("b")).toBe("pending");
  await drawn();
  await until(() => expect(state("b")).toBe("fulfilled"));
  await drawn();
  await until(() => expect(state("sum")).toBe("fulfilled"));
  expect(output("sum").textContent).toBe("3");
});

it("takes generators, promises and errors as ever", async () => {
  const {output} = openInTurn([
    {id: "g", source: "const g = (function* () { yield 1; yield 2; })();"},
    {id: "twice", source: "g * 2"},
    {id: "p", source: "Promise.resolve(5)"},
    {id: "bad", source: 'throw new Error("on purpose");'},
  ]);
  for (let i = 0; i < 4; i++) await drawn();
  await until(() => expect(output("twice").textContent).toBe("4"));
  await until(() => expect(output("p").textContent).toBe("5"));
  await until(() => expect(output("bad").textContent).toContain("on purpose"));
  expect(state("bad")).toBe("rejected");
});

it("does not run a cell that was replaced before its turn came", async () => {
  const ran = vi.fn();
  Object.assign(globalThis, {ran});
  const {output, update} = openInTurn([
    {id: "first", source: "1"},
    {id: "second", source: 'ran("old"), "old"'},
  ]);
  await until(() => expect(state("first")).toBe("fulfilled"));
  await update(
    page([
      {id: "first", source: "1"},
      {id: "second", source: 'ran("new"), "new"'},
    ]),
  );
  await until(() => expect(output("second").textContent).toContain("new"));
  await drawn();
  await until(() => expect(state("second")).toBe("fulfilled"));
  expect(ran.mock.calls).toEqual([["new"]]);
});
