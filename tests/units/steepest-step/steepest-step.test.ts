// @vitest-environment jsdom
import {afterEach, expect, test} from "vitest";
import {type SteepestStepOptions, steepestStepUnit} from "../../../src/units/steepest-step/index.ts";

afterEach(() => document.body.replaceChildren());

function mount(options: SteepestStepOptions = {}) {
  const unit = steepestStepUnit("0.5*(x^2 + 4*y^2)", {w: [-1, 1], ...options});
  document.body.append(unit);
  const heard: unknown[] = [];
  unit.addEventListener("input", () => heard.push(unit.value));
  const slide = (name: string, value: number) => {
    const slider = unit.querySelector<HTMLInputElement>(`input[aria-label="${name}"]`)!;
    slider.value = String(value);
    slider.dispatchEvent(new Event("input", {bubbles: true}));
  };
  return {unit, heard, slide};
}

test("a slider turns the step, is heard once, and says what the step does", () => {
  const {unit, heard, slide} = mount({radius: 0.5});
  slide("direction of the step in degrees", -90);
  expect(heard).toHaveLength(1);
  expect(unit.value.degrees).toBe(-90);
  expect(unit.value.firstOrder).toBeCloseTo(-2, 10);
  expect(unit.value.change).toBeCloseTo(-1.5, 10);
  expect(unit.querySelector("[aria-live]")!.textContent).toContain("promises −2 and changes g by −1.5");
});

test("the steepest step is “?” until it is asked for", () => {
  const {unit} = mount({radius: 0.1});
  const row = () => [...unit.querySelectorAll("tbody tr")][1]!.textContent;
  expect(row()).toBe("steepest???");
  const button = [...unit.querySelectorAll("button")].find((each) => each.textContent!.includes("steepest"))!;
  button.click();
  expect(row()).toContain("−76°");
  expect(button.getAttribute("aria-pressed")).toBe("true");
  expect(unit.value.best.firstOrder).toBeCloseTo(-0.1 * Math.hypot(1, 4), 10);
});

test("as ε shrinks the truly best direction becomes the steepest, in every norm", () => {
  const {unit} = mount();
  for (const norm of ["L2", "L1", "L∞"] as const) {
    unit.set({norm, radius: 0.001});
    const {best, truly} = unit.value;
    expect(Math.abs(best.angle - truly.angle), norm).toBeLessThan(0.01);
    expect(best.change / best.firstOrder).toBeCloseTo(1, 2);
  }
  unit.set({norm: "L1", radius: 0.5});
  expect(unit.value.best.step).toEqual([0, -0.5]);
});

test("at the bottom no direction is better", () => {
  const {unit} = mount({w: [0, 0], reveal: true});
  expect(unit.value.best.firstOrder).toBeCloseTo(0, 12);
  expect(unit.querySelector(".steepest-lens")!.getAttribute("aria-label")).toContain("gradient is 0");
});

test("options out of range are refused", () => {
  expect(() => mount({radius: 0})).toThrow("ε is from");
  expect(() => mount({w: [9, 0]})).toThrow("w lies in the picture");
});

test("where the ground is level there is no steepest direction, and none is told", () => {
  const unit = steepestStepUnit("x^2 + y^2", {x: [-1, 1], y: [-1, 1], w: [0, 0], radius: 0.5, reveal: true});
  document.body.append(unit);
  const rows = [...unit.querySelectorAll(".steepest-table tbody tr")].map((row) => row.children[1]!.textContent);
  expect(rows.slice(1)).toEqual(["none", "none"]);
});
