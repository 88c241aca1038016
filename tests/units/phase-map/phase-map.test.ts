// @vitest-environment jsdom
import {afterEach, expect, test} from "vitest";
import {DIVERGED, descentMap, NOT_YET} from "../../../src/lab/descent-map.ts";
import {phaseMap} from "../../../src/units/phase-map/index.ts";
import {binOf, placeAmong} from "../../../src/units/phase-map/phase-grid.ts";

afterEach(() => document.body.replaceChildren());
const options = {rates: [0.025, 0.05, 0.1, 0.15], momenta: [0, 0.5, 0.9]};

test("arrows and sliders choose a run, and its steps are told", async () => {
  const unit = phaseMap(descentMap(options), {rate: 0.05, momentum: 0});
  document.body.append(unit);
  await unit.finished;
  expect(unit.value).toEqual({rate: 0.05, momentum: 0, iterations: 106, outcome: "106 steps", done: 1});
  const frame = unit.querySelector<HTMLElement>(".phase-frame")!;
  const press = (key: string) =>
    frame.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
  press("ArrowUp");
  expect(unit.value).toMatchObject({momentum: 0.5, iterations: 46});
  press("ArrowUp");
  press("ArrowUp");
  expect(unit.value).toMatchObject({momentum: 0.9, iterations: 77});
  const slider = unit.querySelector<HTMLInputElement>('input[aria-label="learning rate α"]')!;
  slider.value = "3";
  slider.dispatchEvent(new Event("input", {bubbles: true}));
  expect(unit.value.rate).toBe(0.15);
  unit.choose(0.15, 0);
  expect(unit.value).toMatchObject({outcome: "diverges"});
  expect(unit.value.iterations).toBeUndefined();
  expect(unit.querySelector(".phase-reading")!.textContent).toBe("α = 0.15, μ = 0: diverges");
});

test("what cannot be drawn is told in the unit", async () => {
  const unit = phaseMap(descentMap({...options, expression: "x +"}));
  document.body.append(unit);
  await unit.finished;
  expect(unit.querySelector("[role=alert]")!.textContent).toContain("The map cannot be drawn");
});

test("shades and places", () => {
  const counts = [Number.NaN, DIVERGED, NOT_YET, 0, 20, 21, 999];
  expect(counts.map(binOf)).toEqual(["unknown", "diverged", "late", "0", "0", "1", "5"]);
  expect(placeAmong([1, 2, 4], 3)).toBe(1.5);
  expect(placeAmong([1, 2, 4], 6), "beyond the end too").toBe(3);
});
