// @vitest-environment jsdom
import {describe, expect, test} from "vitest";
import {panels, type Run} from "../../../src/units/training-sweep/groups.ts";
import {sweepPlot, sweepStatus, sweepTable} from "../../../src/units/training-sweep/index.ts";

const run = (rate: number, batchNorm: boolean, seed: number, loss: number): Run => ({
  rate,
  initialization: "he",
  batchNorm,
  seed,
  loss,
  diverged: Number.isNaN(loss),
  ...(Number.isNaN(loss) ? {reason: "At step 3, the loss became NaN."} : {}),
});
const runs = [
  run(1, false, 1, Number.NaN),
  run(1, false, 2, 1.1),
  run(0.1, false, 1, 0.01),
  run(0.1, false, 2, 0.04),
  run(1, true, 1, 0.05),
];

describe("panels", () => {
  test("sorts by rate, and takes the geometric mean of runs that all ended", () => {
    const [panel] = panels(runs);
    const [without, withNorm] = panel!.series;
    expect(without!.points.map(({rate}) => rate)).toEqual([0.1, 1]);
    expect(without!.points[0]!.middle).toBeCloseTo(0.02, 12);
    expect(without!.points[1]!.diverged).toBe(1);
    expect(without!.points[1]!.middle).toBeUndefined();
    expect(withNorm!.batchNorm).toBe(true);
  });
});

describe("the plot", () => {
  test("puts what diverged on the rail, above all that did not, and each run once", () => {
    const plot = sweepPlot(runs, {rates: [0.1, 1], initializations: ["he"]});
    const marks = [...plot.querySelectorAll("circle.sweep-mark")].filter((mark) => /seed/.test(mark.textContent ?? ""));
    expect(marks).toHaveLength(4);
    const height = (text: string) => Number(marks.find((mark) => mark.textContent?.includes(text))!.getAttribute("cy"));
    const rail = Number(plot.querySelector(".sweep-rail")!.getAttribute("y1"));
    expect(height("became NaN")).toBe(rail);
    expect(height("seed 2: loss 1.1")).toBeGreaterThan(rail);
    expect(height("seed 1: loss 0.01")).toBeGreaterThan(height("seed 2: loss 0.04"));
    expect(plot.outerHTML).not.toMatch(/NaN(?!\.)/);
  });

  test("says its figures, also while there are none", () => {
    expect(sweepPlot(runs, {initializations: ["he"]}).getAttribute("aria-label")).toContain("1 of 2 diverged at 1");
    expect(sweepPlot([]).getAttribute("aria-label")).toContain("No run yet");
  });

  test("stands one below the other where it is narrow, and survives empty choices", () => {
    const heights = [900, 340].map((width) => Number(sweepPlot([], {width}).getAttribute("height")));
    expect(heights[1]).toBe(2 * heights[0]!);
    expect(sweepPlot([], {rates: [], initializations: []}).outerHTML).not.toContain("NaN");
  });

  test("the axis grows for a loss beyond it", () => {
    const plot = sweepPlot([run(0.1, true, 1, 1e-5), run(0.1, true, 2, 9)], {initializations: ["he"], height: 300});
    for (const mark of plot.querySelectorAll("path.sweep-mark")) {
      const y = Number(/M[\d.]+ ([\d.]+)/.exec(mark.getAttribute("d")!)![1]);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(300);
    }
  });
});

test("the table has every run, a column a rate", () => {
  const table = sweepTable(runs);
  expect([...table.querySelectorAll("thead th")].map(({textContent}) => textContent)).toEqual([
    "initialization",
    "batch norm",
    "0.1",
    "1",
  ]);
  const [first] = table.querySelectorAll("tbody tr");
  expect(
    [...first!.querySelectorAll("td")].map((cell) => [...cell.children].map(({textContent}) => textContent)),
  ).toEqual([
    ["0.0100", "0.0400"],
    ["diverged", "1.1000"],
  ]);
});

test("the status tells what waits, what is done, and that all is", () => {
  expect(sweepStatus({done: 0, total: 3, waiting: "3 runs."}).textContent).toBe("3 runs.");
  expect(sweepStatus({done: 1, total: 3}).textContent).toBe("1 of 3 runs done …");
  expect(sweepStatus({done: 3, total: 3}).textContent).toBe("All 3 runs are done.");
});
