// @vitest-environment jsdom
import {Runtime, RuntimeError} from "@observablehq/runtime";
import {expect, it, vi} from "vitest";
import {open, page} from "./page.ts";

// What the reader relies on in @observablehq/runtime beyond its documented interface. An update that breaks one of
// these breaks the reader.

it("`visibility` waits for the element in the observer's _node: the cell's root", async () => {
  const observed: Element[] = [];
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      observe(element: Element) {
        observed.push(element);
      }
      disconnect() {}
    },
  );
  const p = open(page([{id: "v", source: "visibility().then(() => 1)"}]));
  await vi.waitFor(() => expect(observed).toEqual([p.$("v")]));
  p.dispose();
  vi.unstubAllGlobals();
});

it("a failed input is a RuntimeError with its name", async () => {
  const module = new Runtime().module();
  module.define("a", [], () => {
    throw new Error("no");
  });
  const error = await new Promise((rejected) => module.variable({rejected}).define(null, ["a"], () => 1));
  expect(error).toBeInstanceOf(RuntimeError);
  expect(error).toMatchObject({message: "no", input: "a"});
});

it("every variable that a pass computes is told so before any of them goes on", async () => {
  const events: string[] = [];
  const module = new Runtime().module();
  await new Promise<void>((done) => {
    module.variable({pending: () => events.push("a is pending")}).define("a", [], () => events.push("a runs"));
    module
      .variable({pending: () => events.push("b is pending"), fulfilled: () => done()})
      .define(null, ["a"], (a: unknown) => a);
    module
      .variable({pending: () => Promise.resolve().then(() => events.push("a microtask"))})
      .define(null, [], () => 0);
  });
  const last = Math.max(events.indexOf("a is pending"), events.indexOf("b is pending"));
  expect(events.indexOf("a runs")).toBeGreaterThan(last);
  expect(events.indexOf("a microtask")).toBeGreaterThan(last);
});
