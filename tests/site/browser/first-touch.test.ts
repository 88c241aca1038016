// @vitest-environment jsdom
import {afterEach, expect, it, vi} from "vitest";
import {atRest, firstTouch, nearOrTouched} from "../../../src/site/browser/first-touch.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  Object.assign(window, {scrollY: 0});
  document.body.replaceChildren();
});

const isDone = async (promise: Promise<void>) => {
  const open = Symbol("open");
  return (await Promise.race([promise, new Promise((resolve) => setTimeout(resolve, 60, open))])) !== open;
};

it.each(["pointerdown", "keydown", "wheel", "touchstart", "focusin", "scroll"])("%s is a touch", async (type) => {
  const touched = firstTouch();
  expect(await isDone(touched)).toBe(false);
  document.dispatchEvent(new Event(type, {bubbles: true}));
  expect(await isDone(touched)).toBe(true);
});

it("a box that scrolls in the page is none, nor is a notice; a page that is scrolled already is touched", async () => {
  const box = document.body.appendChild(document.createElement("div"));
  box.className = "notices";
  const touched = firstTouch();
  box.dispatchEvent(new Event("scroll"));
  box.dispatchEvent(new Event("pointerdown", {bubbles: true}));
  expect(await isDone(touched)).toBe(false);
  Object.assign(window, {scrollY: 100});
  expect(await isDone(firstTouch())).toBe(true);
});

it("what is near comes before the touch, and what is far with it", async () => {
  let see: (isIntersecting: boolean) => void = () => {};
  class Observer {
    constructor(callback: (entries: {isIntersecting: boolean}[]) => void) {
      see = (isIntersecting) => callback([{isIntersecting}]);
    }
    observe(): void {}
    disconnect(): void {}
  }
  vi.stubGlobal("IntersectionObserver", Observer);
  const near = nearOrTouched([document.body], new Promise(() => {}));
  see(false);
  expect(await isDone(near)).toBe(false);
  see(true);
  expect(await isDone(near)).toBe(true);
  expect(await isDone(nearOrTouched([], Promise.resolve()))).toBe(true);
});

it("a page is at rest when it stands where it stood before", async () => {
  const timer = setInterval(() => Object.assign(window, {scrollY: scrollY + 1}), 20);
  const rest = atRest();
  expect(await isDone(rest.then(() => {}))).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(await isDone(rest)).toBe(false);
  clearInterval(timer);
  await rest;
});
