// @vitest-environment jsdom
import {afterEach, expect, test} from "vitest";
import {surface} from "../../../src/core/descent/index.ts";
import {momentumStep} from "../../../src/units/momentum-step/index.ts";
import {iterations, STAGES} from "../../../src/units/momentum-step/stages.ts";

afterEach(() => document.body.replaceChildren());
const ravine = surface("ravine");

test("the pieces add up to what core's momentum does", () => {
  const rows = iterations(ravine.f, {start: ravine.start, rate: 0.05, momentum: 0.9, steps: 30});
  expect(rows).toHaveLength(30);
  for (const {w, velocity, next} of rows) {
    expect(w[0] + velocity[0]).toBeCloseTo(next[0], 10);
    expect(w[1] + velocity[1]).toBeCloseTo(next[1], 10);
  }
  expect(rows[1]!.decayed).toEqual([0.9 * 0.5, 0.9 * -1]);
});

test("six stages a step; what is not computed yet is “?”; back is the same as forward", () => {
  const unit = momentumStep({...ravine, rate: 0.05, momentum: 0.5, steps: 3});
  document.body.append(unit);
  const cells = () => [...unit.querySelectorAll("tbody tr")].map((row) => row.children[1]!.textContent);
  const press = (key: string, shiftKey = false) =>
    unit.dispatchEvent(new KeyboardEvent("keydown", {key, shiftKey, bubbles: true, cancelable: true}));
  expect(cells()).toEqual(["−10", "0", "?", "?", "?", "?", "?"]);
  const seen = STAGES.map(() => {
    const now = unit.innerHTML;
    press("ArrowRight");
    return now;
  });
  expect(unit.value).toMatchObject({iteration: 2, stage: "here"});
  for (const past of seen.toReversed()) {
    press("ArrowLeft");
    // The live region's text differs, as it was said on the way.
    const strip = (text: string) => text.replace(/<p class="visually-hidden".*?<\/p>/, "").replace(/contours-\d+/g, "");
    expect(strip(unit.innerHTML)).toBe(strip(past));
  }
  press("End");
  expect(cells()).not.toContain("?");
  press("ArrowLeft", true);
  expect(unit.value).toMatchObject({iteration: 3, stage: "here"});
});

test("the stage is told by its number and title; the step is one of the optimizer", () => {
  const unit = momentumStep({...ravine, steps: 3, step: 8, names: ["x", "y"]});
  document.body.append(unit);
  expect(unit.value).toMatchObject({iteration: 2, stageNumber: 3, title: "Gradient"});
  expect(unit.querySelector(".transport-count")!.textContent).toBe("Step 2 of 3, stage 3");
  expect([...unit.querySelectorAll("thead th")].map((head) => head.textContent)).toEqual([
    "vector",
    "along x",
    "along y",
  ]);
});
