// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {nonlinearity, random} from "../../../src/core/index.ts";
import {activationPlot, activationTables} from "../../../src/units/activation-plot/index.ts";

const inputs = random(1).data.fillNormal(new Float64Array(2000));
const pictureOf = (name: Parameters<typeof nonlinearity>[0], options = {}) =>
  activationPlot(nonlinearity(name), {inputs, ...options}).querySelector("svg")!;

describe("activationPlot", () => {
  it("says in words what it shows, and how many inputs are where it is flat", () => {
    const below = inputs.filter((z) => z <= 0).length / inputs.length;
    const label = pictureOf("relu").getAttribute("aria-label")!;
    expect(label).toContain("histograms of 2000 outputs and slopes");
    expect(label).toContain(`saturated below 0, where ${(100 * below).toFixed(0)} % of the inputs lie`);
    expect(pictureOf("leaky-relu").getAttribute("aria-label")).toContain("saturated nowhere");
  });

  it("shades the flat parts of both plots", () => {
    expect(pictureOf("sigmoid").querySelectorAll(".activation-band")).toHaveLength(4);
    expect(pictureOf("relu").querySelectorAll(".activation-band")).toHaveLength(2);
    expect(pictureOf("leaky-relu").querySelectorAll(".activation-band")).toHaveLength(0);
  });

  it("shows a ReLU’s slopes as two bars", () => {
    expect(pictureOf("relu").querySelectorAll(".activation-slopes")).toHaveLength(2);
    expect(pictureOf("elu").querySelectorAll(".activation-slopes").length).toBeGreaterThan(20);
  });

  it("tells of outputs that leave the plot", () => {
    const far = activationPlot(nonlinearity("relu"), {inputs: [-1, 2, 50, 60]});
    expect(far.textContent).toContain("50 % above");
  });

  it("draws no number that is not finite, whatever the function and the inputs", () => {
    const functions = [
      nonlinearity("elu", {alpha: 3}),
      {value: Math.log, derivative: (z: number) => 1 / z},
      {value: () => Number.NaN, derivative: () => Number.NaN},
      {value: (z: number) => 1e9 * z, derivative: () => 1e9},
      {value: () => 0, derivative: () => 0},
    ];
    for (const phi of functions) {
      for (const inputs of [[], [0], [Number.NaN, Infinity, -Infinity], [1e300]]) {
        const {outerHTML} = activationPlot(phi, {inputs, width: 300});
        expect(/="[^"]*(NaN|Infinity)/.exec(outerHTML)?.[0]).toBeUndefined();
      }
    }
    expect(activationPlot({value: Math.log, derivative: (z) => 1 / z}, {inputs: [-1, 1]}).textContent).toContain(
      "50 % not a number",
    );
  });

  it("says what it needs", () => {
    expect(() => activationPlot(Math.tanh as never, {inputs})).toThrow(
      "activationPlot() takes a function with its derivative",
    );
    expect(() => activationPlot(nonlinearity("tanh"), {} as never)).toThrow("activationPlot() needs inputs");
    expect(() => activationPlot(nonlinearity("tanh"), {inputs, range: 0})).toThrow("range is above 0, not 0");
    expect(() => activationTables(nonlinearity("tanh"), {} as never)).toThrow("activationTables() needs inputs");
  });
});

describe("activationTables", () => {
  it("holds the curve and both distributions, each of which sums to all", () => {
    const [curve, outputs, slopes] = activationTables(nonlinearity("tanh"), {inputs}).querySelectorAll("table");
    const rows = [...curve!.tBodies[0]!.rows].map((row) => [...row.cells].map((cell) => cell.textContent));
    expect(rows[3]).toEqual(["0", "0", "1", "no"]);
    expect(rows[0]).toEqual(["−6", "−1", "2.46×10−5", "yes"]);
    for (const table of [outputs!, slopes!]) {
      const shares = [...table.tBodies[0]!.rows].map((row) => Number.parseFloat(row.cells[1]!.textContent!));
      // Each share is rounded to the nearest percent.
      expect(Math.abs(shares.reduce((a, b) => a + b, 0) - 100)).toBeLessThan(2);
    }
  });
});
