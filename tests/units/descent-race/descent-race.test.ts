// @vitest-environment jsdom
import {afterEach, expect, test} from "vitest";
import {surface} from "../../../src/core/descent/index.ts";
import {Momentum, SGD} from "../../../src/core/nn/index.ts";
import {type DescentRaceOptions, descentRace} from "../../../src/units/descent-race/index.ts";

afterEach(() => document.body.replaceChildren());

function mount(options: Partial<DescentRaceOptions> = {}) {
  const unit = descentRace({
    ...surface("ravine"),
    target: 1e-3,
    runs: [
      {name: "plain", optimizer: new SGD({rate: 0.05})},
      {name: "ball", optimizer: new Momentum({rate: 0.05, momentum: 0.9})},
    ],
    ...options,
  });
  document.body.append(unit);
  const heard: unknown[] = [];
  unit.addEventListener("input", () => heard.push(unit.value));
  const press = (key: string, shiftKey = false) =>
    unit.dispatchEvent(new KeyboardEvent("keydown", {key, shiftKey, bubbles: true, cancelable: true}));
  return {unit, heard, press};
}

test("shows when each run arrives, in the table that is also the legend", () => {
  const {unit} = mount();
  const rows = [...unit.querySelectorAll(".race-table tbody tr")].map((row) => row.lastElementChild!.textContent);
  expect(rows).toEqual(["after 106 steps", "after 77 steps"]);
  expect(unit.value.step).toBe(150);
});

test("keys step, and every step can be taken back", () => {
  const {unit, heard, press} = mount({step: 0});
  press("ArrowRight");
  const one = unit.value;
  press("ArrowRight", true);
  expect(unit.value.step).toBe(11);
  press("ArrowLeft", true);
  expect(unit.value).toEqual(one);
  expect(one.runs[0]!.x).toBeCloseTo(-9.5, 12);
  expect(one.runs[0]!.y).toBeCloseTo(0, 12);
  expect(heard).toHaveLength(3);
  expect(unit.querySelector("[aria-live]")!.textContent).toContain("Step 1 of 150. plain: f =");
});

test("divergence is said, and lost runs stand on the rail", () => {
  const {unit} = mount({runs: [{name: "wild", optimizer: new SGD({rate: 0.5})}]});
  expect(unit.querySelector(".race-table")!.textContent).toContain("diverged. At step");
  expect(unit.querySelector(".race-table")!.textContent).toContain("outside the picture");
  expect(unit.querySelector(".race-losses")!.textContent).toContain("overflow");
  expect(unit.innerHTML).not.toMatch(/NaN|undefined/);
});

test("a moved start runs everything anew; one without a value is told and the unit lives on", () => {
  const {unit} = mount({f: "log(x + 13) + y^2", target: undefined});
  unit.setStart([-20, 0]);
  expect(unit.querySelector(".unit-problem")!.textContent).toContain("no value at this start");
  expect(unit.value.runs).toEqual([]);
  unit.setStart([-5, 1]);
  expect(unit.querySelector(".unit-problem")!.textContent).toBe("");
  expect(unit.value.runs).toHaveLength(2);
});

test("losses below the least number of the axis stand on its rail", () => {
  const {unit} = mount({steps: 300, runs: [{name: "fast", optimizer: new SGD({rate: 0.095})}]});
  expect(unit.querySelector(".race-losses")!.textContent).toContain("≈ 0");
});

test("the function and the axes are called what the lesson calls them", () => {
  const {unit, press} = mount({symbol: "g", names: ["w₁", "w₂"], step: 0, minimum: -1});
  const names = [...unit.querySelectorAll(".race-map .contours-name")].map(({textContent}) => textContent);
  expect(names).toEqual(["w₁", "w₂"]);
  expect(unit.querySelector('input[aria-label="start, w₁"]')).not.toBeNull();
  expect(unit.querySelector(".race-table thead")!.textContent).toContain("g there");
  expect(unit.querySelector(".race-losses")!.textContent).toContain("g + 1 after each step");
  press("ArrowRight");
  expect(unit.querySelector("[aria-live]")!.textContent).toContain("plain: g =");
});

test("a link carries the start and the step, checked", () => {
  const {unit, heard} = mount();
  expect(unit.linked.start!.read()).toBe("-10,1");
  expect(unit.linked.step!.read()).toBe("150");
  expect(unit.linked.start!.write("2,-1.5")).toBeUndefined();
  expect(unit.linked.step!.write("40")).toBeUndefined();
  expect(unit.value).toMatchObject({step: 40, start: [2, -1.5]});
  expect(unit.linked.start!.write("99,0")).toMatch(/outside/);
  expect(unit.linked.start!.write("0")).toMatch(/two numbers/);
  expect(unit.linked.step!.write("151")).toMatch(/up to 150/);
  expect(unit.linked.step!.write("-1")).toMatch(/whole number/);
  expect(heard).toHaveLength(2);
  expect(mount({movable: false}).unit.linked.start).toBeUndefined();
});
