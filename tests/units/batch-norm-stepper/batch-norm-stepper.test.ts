// @vitest-environment jsdom
import {afterEach, expect, test} from "vitest";
import {batchNormStepper} from "../../../src/units/batch-norm-stepper/index.ts";
import {richText, spokenText} from "../../../src/units/batch-norm-stepper/rich-text.ts";

afterEach(() => document.body.replaceChildren());

const X = [3, -1, 2, 6, 0, 3, 1, 2];
const UPSTREAM = [0.2, -0.1, 0.4, 0.1, -0.3, 0, 0.2, -0.1];

function mount(options = {}, x: readonly number[] = X) {
  const unit = batchNormStepper(x, {gamma: 3, beta: 1, upstream: x === X ? UPSTREAM : undefined, ...options});
  document.body.append(unit);
  const frame = unit.querySelector<HTMLElement>(".bn-frame")!;
  const press = (key: string, shiftKey = false) =>
    frame.dispatchEvent(new KeyboardEvent("keydown", {key, shiftKey, bubbles: true, cancelable: true}));
  const live = () => unit.querySelector("[aria-live]")!.textContent ?? "";
  const button = (name: string) => unit.querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`)!;
  const field = (name: string) => unit.querySelector<HTMLInputElement>(`input[aria-label="${name}"]`)!;
  const type = (name: string, text: string) => {
    field(name).value = text;
    field(name).dispatchEvent(new Event("input", {bubbles: true}));
  };
  return {unit, press, live, button, field, type};
}

test("stepped to the end and back by the keyboard alone, each step said and each taken back", () => {
  const {unit, press, live} = mount();
  const pictures: string[] = [];
  for (let step = 0; step < 15; step++) {
    pictures.push(unit.querySelector("svg.bn-picture")!.outerHTML);
    press("ArrowRight");
    expect(unit.value.step).toBe(step + 1);
    expect(live()).toContain(`Step ${step + 1} of 15.`);
  }
  expect(unit.value.phase).toBe("done");
  press("ArrowRight");
  expect(unit.value.step).toBe(15);
  for (let step = 14; step >= 0; step--) {
    press("ArrowLeft");
    expect(unit.querySelector("svg.bn-picture")!.outerHTML).toBe(pictures[step]);
  }
});

test("Shift goes from phase to phase, Home and End to the ends", () => {
  const {unit, press} = mount();
  const visited: number[] = [];
  for (let i = 0; i < 4; i++) {
    press("ArrowRight", true);
    visited.push(unit.value.step);
  }
  expect(visited).toEqual([5, 6, 15, 15]);
  press("ArrowLeft", true);
  expect(unit.value.step).toBe(6);
  press("Home");
  expect(unit.value.step).toBe(0);
  press("End");
  expect(unit.value.step).toBe(15);
});

test("the value holds what is computed so far", () => {
  const {unit} = mount();
  expect(unit.value).toMatchObject({step: 0, steps: 15, phase: "start", gradients: {}});
  expect(unit.value.y).toBeUndefined();
  unit.goTo(5);
  expect(unit.value.mean).toBe(2);
  expect(unit.value.variance).toBe(4);
  expect(unit.value.y![0]).toBeCloseTo(2.5, 4);
  expect(unit.value.gradients).toEqual({});
  unit.goTo(15);
  expect(unit.value.gradients.gamma![0]).toBeCloseTo(0.65, 4);
  expect(unit.value.gradients.x!.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 12);
});

test("the button that undoes the normalization makes y the same as x", () => {
  const {unit} = mount({step: "forward"});
  const undo = [...unit.querySelectorAll("button")].find(({textContent}) => textContent?.includes("σ²"))!;
  undo.click();
  for (const [i, y] of unit.value.y!.entries()) expect(y).toBeCloseTo(X[i]!, 12);
});

test("samples are chosen by ↑ and ↓, the list and a click, and their numbers written out", () => {
  const {unit, press} = mount({step: 2});
  const numbers = () => unit.querySelector(".bn-numbers")!.textContent;
  expect(numbers()).toBe("c1 = 3 − 2 = 1");
  press("ArrowDown");
  expect(numbers()).toBe("c2 = −1 − 2 = −3");
  expect(unit.value.sample).toBe(2);
  press("ArrowUp");
  press("ArrowUp");
  expect(unit.value.sample).toBe(1);
  unit.querySelector("[data-sample='4']")!.dispatchEvent(new MouseEvent("click", {bubbles: true}));
  expect(numbers()).toBe("c4 = 6 − 2 = 4");
});

test("a number that cannot be is named, and the last one stays", () => {
  const {unit, field, type} = mount({step: "forward"});
  const heard: number[] = [];
  unit.addEventListener("input", () => heard.push(unit.value.gamma));
  type("gamma", "−2");
  type("gamma", "");
  type("epsilon", "0");
  expect(unit.value).toMatchObject({gamma: -2, epsilon: 1e-5});
  expect(heard).toEqual([-2]);
  expect(field("epsilon").getAttribute("aria-invalid")).toBe("true");
  expect(unit.querySelector("[role=alert]")!.textContent).toMatch(
    /epsilon is a number above 0\. It is still 0\.00001\./,
  );
  expect(() => batchNormStepper([])).toThrow("a list of 1 to 12 numbers");
  expect(() => batchNormStepper([1, Number.NaN])).toThrow("x of sample 2 must be a finite number");
  expect(() => batchNormStepper([1, 2], {upstream: [1]})).toThrow("2 samples need 2 gradients");
  expect(() => unit.setBatch({x: [1]})).toThrow();
});

test("an edited sample moves all others, at the same step", () => {
  const {unit, type} = mount({step: "forward"});
  const before = unit.value.y!;
  type("x of sample 4", "14");
  expect(unit.value.step).toBe(5);
  expect(unit.value.mean).toBe(3);
  for (const [i, y] of unit.value.y!.entries()) expect(y).not.toBeCloseTo(before[i]!, 3);
});

test("a batch of one works", () => {
  const {unit} = mount({step: "end"}, [7]);
  expect(unit.value.y).toEqual([1]);
  expect(unit.value.gradients.x).toEqual([0]);
});

test("numbers not computed yet are “?”, in the picture and in the table", () => {
  const {unit} = mount();
  expect([...unit.querySelectorAll(".bn-box .bn-value")].map(({textContent}) => textContent)).toEqual([
    "?",
    "?",
    "3",
    "1",
  ]);
  const cells = [...unit.querySelectorAll(".bn-tables tbody tr:first-child td")].map(({textContent}) => textContent);
  expect(cells.slice(0, 8)).toEqual(["3", "?", "?", "?", "?", "?", "?", "?"]);
  expect(unit.querySelector("svg.bn-picture")!.getAttribute("aria-label")).toContain("mu ?");
});

test("formulas are lowered and raised for the eye, and spelled for the ear", () => {
  const div = document.createElement("div");
  div.append(richText("∂x̂_1 = u^−3/2 c_i"));
  expect(div.innerHTML).toBe("∂<i>x̂</i><sub>1</sub> = <i>u</i><sup>−3/2</sup> <i>c</i><sub>i</sub>");
  expect(spokenText("∂x̂_1 = (σ² + ε)^−3/2")).toBe(
    "gradient of x hat 1 = (sigma squared + epsilon) to the power of −3/2",
  );
});
