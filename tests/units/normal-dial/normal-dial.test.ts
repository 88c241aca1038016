// @vitest-environment jsdom
import {afterEach, expect, test} from "vitest";
import {columns} from "../../../src/units/activation-plot/geometry.ts";
import {type NormalDialOptions, normalDial} from "../../../src/units/normal-dial/index.ts";

afterEach(() => document.body.replaceChildren());

/** Before it is laid out, the picture is 640 wide, and jsdom shows it at no size: the pointer's places are its own units then. */
function mount(options: NormalDialOptions = {}) {
  const unit = normalDial(options);
  document.body.append(unit);
  const picture = unit.querySelector("svg")!;
  Object.defineProperty(picture, "viewBox", {value: {baseVal: {width: 640, height: 96}}});
  picture.getBoundingClientRect = () => ({left: 0, top: 0, width: 640, height: 96}) as DOMRect;
  const point = (type: string, x: number, y: number) =>
    picture.dispatchEvent(Object.assign(new Event(type), {clientX: x, clientY: y, button: 0, pointerId: 1}));
  const [mean, std] = unit.querySelectorAll<HTMLInputElement>("input[type=range]") as unknown as HTMLInputElement[];
  const slide = (slider: HTMLInputElement, value: number) => {
    slider.value = String(value);
    slider.dispatchEvent(new Event("input", {bubbles: true}));
  };
  const heard: unknown[] = [];
  unit.addEventListener("input", () => heard.push(unit.value));
  return {unit, picture, point, mean: mean!, std: std!, slide, heard};
}

test("the sliders move the bell, each change heard once", () => {
  const {unit, mean, std, slide, heard} = mount();
  expect(unit.value).toEqual({mean: 0, std: 1});
  slide(mean, -1.5);
  slide(std, 2.25);
  slide(std, 2.25);
  expect(heard).toEqual([
    {mean: -1.5, std: 1},
    {mean: -1.5, std: 2.25},
  ]);
  expect(mean.getAttribute("aria-valuetext")).toBe("−1.5");
  expect(unit.querySelector("svg")!.getAttribute("aria-label")).toContain("mean −1.5 and standard deviation 2.25");
});

test("the bell is dragged anywhere, σ at its handle", () => {
  const {unit, point} = mount();
  const {x} = columns(640, 6);
  point("pointerdown", x(-1), 80);
  point("pointermove", x(1), 80);
  point("pointerup", x(1), 80);
  expect(unit.value).toEqual({mean: 2, std: 1});
  point("pointermove", x(5), 80);
  expect(unit.value.mean, "after the pointer is up").toBe(2);
  point("pointerdown", x(3), 48);
  point("pointermove", x(4.5), 48);
  expect(unit.value).toEqual({mean: 2, std: 2.5});
  point("pointermove", x(-4), 48);
  expect(unit.value.std, "never below its least").toBe(0.05);
});

test("what is out of range is refused, with the range", () => {
  const {unit} = mount();
  expect(() => unit.set({std: 0})).toThrow("from 0.05 to 5, not 0");
  expect(() => unit.set({mean: 7})).toThrow("between −6 and 6, not at 7");
  expect(() => normalDial({mean: Number.NaN})).toThrow("the mean lies between");
  unit.set({mean: 3});
  expect(unit.value).toEqual({mean: 3, std: 1});
});
