// @vitest-environment jsdom
import {afterEach, expect, test} from "vitest";
import {sigmoidCurve} from "../../../src/units/sigmoid-curve/sigmoid-curve.ts";
import {percent} from "../../../src/units/sigmoid-curve/sigmoid-text.ts";

afterEach(() => document.body.replaceChildren());

function mount(options = {}) {
  const unit = sigmoidCurve(options);
  document.body.append(unit);
  const slider = unit.querySelector<HTMLInputElement>("input[type=range]")!;
  const field = unit.querySelector<HTMLInputElement>("input[type=text]")!;
  const type = (input: HTMLInputElement, text: string) => {
    input.value = text;
    input.dispatchEvent(new Event("input", {bubbles: true}));
  };
  const range = (name: number) => unit.querySelector<HTMLInputElement>(`input[type=radio][value="${name}"]`)!.click();
  return {unit, slider, field, type, range};
}

test("the value is s, σ and the slope", () => {
  const {unit} = mount({s: 1});
  expect(unit.value.s).toBe(1);
  expect(unit.value.sigma).toBeCloseTo(0.73105858, 8);
  expect(unit.value.slope).toBeCloseTo(0.19661193, 8);
});

test("slider, field and setS move it, each heard once", () => {
  const {unit, slider, field, type} = mount();
  const heard: number[] = [];
  unit.addEventListener("input", () => heard.push(unit.value.s));
  type(slider, "-2.5");
  expect(field.value).toBe("−2.5");
  type(field, "−1000");
  unit.setS(3);
  unit.setS(3);
  expect(heard).toEqual([-2.5, -1000, 3]);
  expect(slider.value).toBe("3");
});

test("what is no number is named, and the last s stays", () => {
  const {unit, field, type} = mount({s: 2});
  for (const wrong of ["", "abc", "1001"]) {
    type(field, wrong);
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(unit.querySelector("[role=alert]")!.textContent).toContain("The curve still stands at s = 2.");
    expect(unit.value.s).toBe(2);
  }
  field.dispatchEvent(new Event("change", {bubbles: true}));
  expect(field.value).toBe("2");
  expect(unit.querySelector("[role=alert]")!.textContent).toBe("");
  expect(() => sigmoidCurve({s: Number.NaN})).toThrow("s is a number from −1000 to 1000, not NaN");
  expect(() => sigmoidCurve({range: 7})).toThrow("range is 6, 10, 40, not 7");
});

test("saturation is named from 5 on", () => {
  const {unit} = mount({s: 4.9});
  const status = unit.querySelector(".sigmoid-saturation")!;
  expect(status.textContent).toBe("");
  unit.setS(5);
  expect(status.textContent).toContain("Saturated near 1");
  unit.setS(-8);
  expect(status.textContent).toContain("Saturated near 0");
});

test("the table of formulas belongs to ±40", () => {
  const {unit, range} = mount({s: 89});
  const frame = unit.querySelector<HTMLElement>(".sigmoid-precision-frame")!;
  expect(frame.hidden).toBe(true);
  range(40);
  expect(frame.hidden).toBe(false);
  const cells = [...frame.querySelectorAll("tbody tr:nth-child(2) td")].map((td) => td.textContent);
  expect(cells[0]).toBe("1");
  expect(cells[1]).toContain("NaN es is ∞");
});

test("the picture says what it shows", () => {
  const {unit} = mount({s: 0});
  expect(unit.querySelector("svg")!.getAttribute("aria-label")).toBe(
    "s = 0: σ = 0.5, slope 0.25, 100 % of the largest",
  );
});

test("shares keep enough digits to be told from 0", () => {
  expect([1, 0.786, 0.0266, 0.0001, 0].map(percent)).toEqual(["100 %", "79 %", "2.7 %", "0.01 %", "0 %"]);
});
