// @vitest-environment jsdom
import {afterEach, expect, test} from "vitest";
import {handlesOf, LINES_HEIGHT, linesScale} from "../../../src/units/maxout-lines/draw-lines.ts";
import {type MaxoutLinesOptions, maxoutLines} from "../../../src/units/maxout-lines/index.ts";
import {crossing, lineText, sentence} from "../../../src/units/maxout-lines/lines-text.ts";

afterEach(() => document.body.replaceChildren());

function mount(options: MaxoutLinesOptions = {}) {
  const unit = maxoutLines(options);
  document.body.append(unit);
  const picture = unit.querySelector("svg")!;
  Object.defineProperty(picture, "viewBox", {value: {baseVal: {width: 640, height: LINES_HEIGHT}}});
  picture.getBoundingClientRect = () => ({left: 0, top: 0, width: 640, height: LINES_HEIGHT}) as DOMRect;
  const point = (type: string, x: number, y: number) =>
    picture.dispatchEvent(Object.assign(new Event(type), {clientX: x, clientY: y, button: 0, pointerId: 1}));
  const slide = (name: string, value: number) => {
    const slider = unit.querySelector<HTMLInputElement>(`input[aria-label="${name}"]`)!;
    slider.value = String(value);
    slider.dispatchEvent(new Event("input", {bubbles: true}));
  };
  const heard: unknown[] = [];
  unit.addEventListener("input", () => heard.push(unit.value));
  return {unit, point, slide, heard};
}

test("four sliders make a ReLU, each change heard once", () => {
  const {unit, slide, heard} = mount();
  slide("slope w of line 1", 0);
  slide("bias b of line 2", 0);
  expect(unit.value).toEqual({w1: 0, b1: 0, w2: 1, b2: 0});
  expect(heard).toHaveLength(2);
  expect(unit.textContent).toContain("Left of z = 0 line 1 wins, with slope 0; right of it line 2, with slope 1.");
  const maxima = [...unit.querySelectorAll("tbody tr")].map((row) => row.lastElementChild!.textContent);
  expect(maxima).toEqual(["0", "0", "0", "0", "0", "1", "2", "3", "4"]);
});

test("an end that is dragged takes its line along and leaves the other end where it is", () => {
  const {unit, point} = mount({w1: 0, b1: 0, w2: 1, b2: 0});
  const {x, y} = linesScale(640);
  point("pointerdown", x(-2) + 5, y(0) - 5);
  point("pointermove", x(0), y(2));
  // Through (−2, 2) and (2, 0).
  expect(unit.value).toEqual({w1: -0.5, b1: 1, w2: 1, b2: 0});
  point("pointermove", x(-2), y(40));
  expect(Math.abs(unit.value.w1), "kept in range").toBeLessThanOrEqual(1.5);
  expect(Math.abs(unit.value.b1)).toBeLessThanOrEqual(2);
  point("pointerup", 0, 0);
  const before = unit.value;
  point("pointerdown", x(0), y(4));
  point("pointermove", x(0), y(-4));
  expect(unit.value, "a press beside all handles").toEqual(before);
});

test("all handles lie within the picture at the limits of the sliders", () => {
  for (const w of [-1.5, 1.5])
    for (const b of [-2, 2])
      for (const {y} of handlesOf({w1: w, b1: b, w2: -w, b2: b}, 640)) {
        expect(y).toBeGreaterThan(9);
        expect(y).toBeLessThan(LINES_HEIGHT - 50);
      }
});

test("words for lines that cross, are parallel, or the same", () => {
  const lines = {w1: 0.1, b1: 0, w2: 1, b2: -0.9};
  expect(crossing(lines)).toBeCloseTo(1);
  expect(lineText(lines, 2)).toBe("1 z − 0.9");
  expect(sentence({...lines, w1: 1, b1: 0.5})).toContain("parallel: line 1 wins everywhere");
  expect(sentence({w1: 1, b1: 0, w2: 1, b2: 0})).toContain("the unit is linear");
  expect(crossing({w1: 1, b1: 0, w2: 1, b2: 0})).toBeUndefined();
});

test("a slope out of range is refused, with the range", () => {
  expect(() => maxoutLines({w1: 9})).toThrow("w1 lies between −1.5 and 1.5, not at 9");
  expect(() => mount().unit.set({b2: Number.NaN})).toThrow("b2 lies between −2 and 2");
});
