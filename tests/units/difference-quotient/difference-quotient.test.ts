// @vitest-environment jsdom
import {afterEach, expect, test} from "vitest";
import {functionPanel, pictureHeight} from "../../../src/units/difference-quotient/draw-panels.ts";
import {
  type DifferenceQuotientOptions,
  differenceQuotientUnit,
  testFunctions,
} from "../../../src/units/difference-quotient/index.ts";
import {reading} from "../../../src/units/difference-quotient/reading.ts";
import {digitsRight, stepText} from "../../../src/units/difference-quotient/reading-text.ts";

afterEach(() => document.body.replaceChildren());

function mount(options: DifferenceQuotientOptions = {}) {
  const unit = differenceQuotientUnit(options);
  document.body.append(unit);
  const picture = unit.querySelector("svg")!;
  const box = {width: 640, height: pictureHeight(640)};
  Object.defineProperty(picture, "viewBox", {value: {baseVal: box}});
  picture.getBoundingClientRect = () => ({left: 0, top: 0, ...box}) as DOMRect;
  const point = (type: string, x: number, y: number) =>
    picture.dispatchEvent(Object.assign(new Event(type), {clientX: x, clientY: y, button: 0, pointerId: 1}));
  const slide = (name: string, value: number) => {
    const slider = unit.querySelector<HTMLInputElement>(`input[aria-label="${name}"]`)!;
    slider.value = String(value);
    slider.dispatchEvent(new Event("input", {bubbles: true}));
  };
  const choose = (text: string) =>
    [...unit.querySelectorAll("label")]
      .find((label) => label.textContent === text)!
      .querySelector("input")!
      .click();
  const heard: unknown[] = [];
  unit.addEventListener("input", () => heard.push(unit.value));
  return {unit, point, slide, choose, heard};
}

test("the slider of h is a power of ten; each change is heard once", () => {
  const {unit, slide, choose, heard} = mount();
  slide("step h, as a power of ten", -5);
  expect(unit.value.h).toBeCloseTo(1e-5, 12);
  expect(unit.value.error).toBeCloseTo(0.5e-5 * Math.E, 8);
  choose("centred");
  expect(unit.value.relativeError).toBeLessThan(1e-9);
  choose("32 bits");
  expect(unit.value.relativeError).toBeGreaterThan(1e-4);
  expect(heard).toHaveLength(3);
  expect(unit.querySelector("svg")!.getAttribute("aria-label")).toContain("centred difference with h = 10⁻⁵");
});

test("the point is dragged along its function, and stays in the picture", () => {
  const {unit, point} = mount({f: "sin", x: 1});
  const {x, y} = functionPanel("sin", 640);
  point("pointerdown", x(1) + 4, y(Math.sin(1)) - 4);
  point("pointermove", x(-2), 50);
  expect(unit.value.x).toBeCloseTo(-2, 1);
  point("pointermove", -900, 50);
  expect(unit.value.x).toBe(-4);
  point("pointerup", 0, 0);
  point("pointerdown", x(3), y(-1.5));
  point("pointermove", x(0), y(0));
  expect(unit.value.x, "a press beside the point").toBe(-4);
});

test("another function keeps x where its picture reaches", () => {
  const {unit, choose} = mount({f: "sigmoid", x: 5});
  choose("x²");
  expect(unit.value).toMatchObject({f: "square", x: 2});
  expect(unit.value.analytic).toBe(4);
});

test("the subtraction is shown in all digits, and a staircase is drawn where the machine has few numbers", () => {
  const {unit} = mount({h: 1e-15, kind: "central"});
  const digits = [...unit.querySelectorAll(".difference-numbers td")].map((cell) => cell.textContent);
  expect(digits[0]).toMatch(/^2\.718281828459\d+$/);
  expect(digits[0]).not.toBe(digits[1]);
  const {fHigh, fLow} = unit.value;
  expect((fHigh - fLow) / Number.EPSILON).toBe(Math.round((fHigh - fLow) / Number.EPSILON));
  const heights = (h: number) => {
    unit.set({h});
    const curve = [...unit.querySelectorAll(".difference-curve")].at(-1)!.getAttribute("d")!;
    return new Set([...curve.matchAll(/,([-\d.]+)/g)].map((match) => match[1])).size;
  };
  expect(heights(1e-15)).toBeLessThan(40);
  expect(heights(1e-3)).toBeGreaterThan(150);
});

test("the derivatives of the test functions are those of their values", () => {
  for (const {value, derivatives, name} of Object.values(testFunctions)) {
    for (const x of [-0.83, 0.41, 0.97]) {
      const chain = [value, ...derivatives];
      for (const [k, derivative] of derivatives.entries()) {
        const f = chain[k]!;
        const numerical = (f(x + 1e-5) - f(x - 1e-5)) / 2e-5;
        expect(derivative(x), `${name}, derivative ${k + 1} at ${x}`).toBeCloseTo(numerical, 8);
      }
    }
  }
});

test("words for steps and digits", () => {
  expect([0, 0.1, 1e-5, 10 ** -5.5, 1].map(stepText)).toEqual(["0", "0.1", "10⁻⁵", "3.2×10⁻⁶", "1"]);
  const at = reading({f: "exp", x: 1, h: 1e-5, kind: "central", precision: "double"});
  expect(digitsRight({...at, relativeError: 0})).toBe("all digits are right");
  expect(digitsRight({...at, relativeError: 0.03})).toBe("about 1 digit is right");
  expect(digitsRight({...at, relativeError: 3e-9})).toBe("about 8 digits are right");
  expect(digitsRight({...at, relativeError: Number.POSITIVE_INFINITY})).toBe("no digit is right");
});

test("what is out of range is refused, with the range", () => {
  expect(() => mount({x: 9})).toThrow("x lies between -2 and 2, not at 9");
  expect(() => mount({h: 0})).toThrow("h lies between 1e-16 and 1, not at 0");
  expect(() => mount({f: "log" as "exp"})).toThrow("f is exp, sin, sigmoid, square, relu, not log");
});
