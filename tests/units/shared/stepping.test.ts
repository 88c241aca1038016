// @vitest-environment jsdom
import {afterEach, beforeEach, expect, it, vi} from "vitest";
import {type Stepping, stepping} from "../../../src/units/shared/stepping.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

/** A unit of ten steps with phases of four, and how often it has drawn itself and told of it. */
function unit(step: number | "end" = 0) {
  let last = 10;
  const stepper: Stepping = stepping({
    step,
    last: () => last,
    phase: (at, direction) => at + 4 * direction,
    sentence: () => `At ${stepper.step}.`,
    show() {
      seen.drawn++;
      stepper.update();
    },
    pace: 100,
  });
  const seen = {drawn: 0, told: 0};
  const root = document.createElement("div");
  stepper.attach(root);
  root.addEventListener("input", () => seen.told++);
  root.append(stepper.node, stepper.says.node);
  document.body.append(root);
  stepper.update();
  const press = (key: string, more: KeyboardEventInit = {}) =>
    root.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true, ...more}));
  const button = (name: string) => root.querySelector<HTMLElement>(`[aria-label="${name}"]`)!;
  return {stepper, root, seen, press, button, shorten: (to: number) => (last = to)};
}

it("goes by keys, buttons and the slider, says where it came to, and never leaves its steps", () => {
  const {stepper, root, seen, press, button} = unit();
  press("ArrowRight");
  expect(stepper.step).toBe(1);
  expect(root.querySelector("[role=status]")!.textContent).toBe("At 1.");
  expect(seen).toEqual({drawn: 1, told: 1});
  press("ArrowRight", {shiftKey: true});
  expect(stepper.step).toBe(5);
  press("End");
  press("ArrowRight");
  press("ArrowRight", {shiftKey: true});
  expect(stepper.step).toBe(10);
  expect(seen).toEqual({drawn: 3, told: 3});
  button("Previous step").click();
  expect(stepper.step).toBe(9);
  press("Home");
  press("ArrowLeft");
  expect(stepper.step).toBe(0);
  const slider = root.querySelector("input")!;
  slider.value = "7";
  slider.dispatchEvent(new Event("input", {bubbles: true}));
  expect(stepper.step).toBe(7);
  // The slider's own event stays inside: the unit speaks once.
  expect(seen.told).toBe(6);
});

it("plays to the end and stops there, begins anew from the end, and is stopped by a step of the reader's", () => {
  const {stepper, press, button} = unit("end");
  press(" ");
  expect(stepper.step).toBe(0);
  expect(button("Pause")).not.toBeNull();
  vi.advanceTimersByTime(250 + 100);
  expect(stepper.step).toBe(2);
  press("ArrowRight");
  vi.advanceTimersByTime(5000);
  expect(stepper.step).toBe(3);
  expect(button("Play")).not.toBeNull();
  button("Play").click();
  vi.advanceTimersByTime(5000);
  expect(stepper.step).toBe(10);
  expect(button("Play")).not.toBeNull();
});

it("keeps within its steps when there are fewer, and goes where code wants without a word", () => {
  const {stepper, root, seen, shorten} = unit(99);
  expect(stepper.step).toBe(10);
  shorten(4);
  stepper.set(8);
  expect(stepper.step).toBe(4);
  expect(seen).toEqual({drawn: 0, told: 0});
  stepper.goTo(2.4);
  expect(stepper.step).toBe(2);
  expect(root.querySelector("[role=status]")!.textContent).toBe("");
  stepper.goTo(Number.NaN);
  expect(stepper.step).toBe(0);
});
