// @vitest-environment jsdom
import {afterEach, beforeEach, expect, it, vi} from "vitest";
import {reachScrollable} from "../../../src/site/browser/scrollable.ts";

/** jsdom has no layout: widths are what the test says, and observers report when it says so. */
let report: (targets: Element[]) => void = () => {};
const observed = new Set<Element>();
let root: HTMLElement;

beforeEach(() => {
  observed.clear();
  root = document.createElement("main");
  document.body.replaceChildren(root);
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(callback: ResizeObserverCallback) {
        report = (targets) =>
          callback(
            targets.map((target) => ({target}) as unknown as ResizeObserverEntry),
            this as never,
          );
      }
      observe(target: Element) {
        observed.add(target);
      }
      unobserve(target: Element) {
        observed.delete(target);
      }
      disconnect() {}
    },
  );
});

function setWidths(element: Element, scrollWidth: number, clientWidth = 300): void {
  Object.defineProperty(element, "scrollWidth", {value: scrollWidth, configurable: true});
  Object.defineProperty(element, "clientWidth", {value: clientWidth, configurable: true});
}

// What watches a root that has left the document is not called any more.
afterEach(() => root.remove());

it("makes a box a named stop of the keyboard for as long as it scrolls", () => {
  root.innerHTML = "<pre>code</pre><table></table><p>text</p>";
  reachScrollable(root, Promise.resolve());
  const [pre, table] = [root.querySelector("pre")!, root.querySelector("table")!];
  expect([...observed]).toEqual([pre, table]);
  setWidths(pre, 500);
  setWidths(table, 500);
  report([pre, table]);
  expect([pre.tabIndex, pre.getAttribute("role"), pre.getAttribute("aria-label")]).toEqual([
    0,
    "group",
    "Code, scrolls sideways",
  ]);
  expect([table.tabIndex, table.getAttribute("role")]).toEqual([0, null]);
  setWidths(pre, 300);
  report([pre]);
  expect(pre.outerHTML).toBe("<pre>code</pre>");
});

it("measures in idle moments what no observer reports yet, being far away", async () => {
  vi.stubGlobal("requestIdleCallback", (call: IdleRequestCallback) => {
    setTimeout(() => call({didTimeout: false, timeRemaining: () => 1}), 0);
  });
  root.innerHTML = "<pre>one</pre><pre>two</pre>";
  for (const pre of root.querySelectorAll("pre")) setWidths(pre, 500);
  reachScrollable(root, Promise.resolve());
  await vi.waitFor(() => expect([...root.querySelectorAll("pre")].map(({tabIndex}) => tabIndex)).toEqual([0, 0]));
  vi.unstubAllGlobals();
});

it("measures nothing on a page that nobody has touched; leaves a closed panel unmeasured, and measures it at once when it opens, also far away", async () => {
  const idle: IdleRequestCallback[] = [];
  vi.stubGlobal("requestIdleCallback", (call: IdleRequestCallback) => idle.push(call));
  root.innerHTML = "<details><summary>show code</summary><pre>code</pre></details><pre>in the open</pre>";
  const [shut, open] = [...root.querySelectorAll("pre")];
  let measured = 0;
  setWidths(open!, 500);
  setWidths(shut!, 500);
  Object.defineProperty(shut, "scrollWidth", {get: () => ++measured && 500});
  let touch = () => {};
  reachScrollable(root, new Promise((resolve) => (touch = resolve)));
  expect(idle).toHaveLength(0);
  touch();
  await vi.waitFor(() => expect(idle).toHaveLength(1));
  while (idle.length > 0) idle.shift()!({didTimeout: false, timeRemaining: () => 10});
  expect([open!.tabIndex, shut!.tabIndex, measured]).toEqual([0, -1, 0]);
  root.querySelector("details")!.open = true;
  await vi.waitFor(() => expect(shut!.tabIndex).toBe(0));
  vi.unstubAllGlobals();
});

it("leaves a box alone that has a tab stop of its own", () => {
  root.innerHTML = `<pre tabindex="-1" role="img" aria-label="picture"></pre>`;
  const before = root.innerHTML;
  reachScrollable(root, Promise.resolve());
  const pre = root.querySelector("pre")!;
  setWidths(pre, 500);
  report([pre]);
  setWidths(pre, 100);
  report([pre]);
  expect(root.innerHTML).toBe(before);
});

it("finds boxes that cells bring later, and forgets those that went", async () => {
  root.innerHTML = "<div></div>";
  reachScrollable(root, Promise.resolve());
  root.querySelector("div")!.innerHTML = "<table></table>";
  await vi.waitFor(() => expect([...observed].map(({tagName}) => tagName)).toEqual(["TABLE"]));
  root.querySelector("div")!.innerHTML = "<pre></pre>";
  await vi.waitFor(() => expect([...observed].map(({tagName}) => tagName)).toEqual(["PRE"]));
});
