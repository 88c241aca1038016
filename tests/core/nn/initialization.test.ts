import {describe, expect, it} from "vitest";
import {Dense, type Initialization, random, weightStd} from "../../../src/core/index.ts";

describe("initialization", () => {
  const schemes: [Initialization, number][] = [
    ["zeros", 0],
    [0.01, 0.01],
    ["xavier", 1 / Math.sqrt(200)],
    ["glorot", Math.sqrt(2 / 500)],
    ["he", Math.sqrt(2 / 200)],
  ];

  it.each(schemes)("%s has its standard deviation", (initialization, std) => {
    expect(weightStd(initialization, 200, 300)).toBeCloseTo(std, 15);
    const {data} = new Dense(200, 300, {rng: random(1).init, initialization}).weights.value;
    const mean = data.reduce((a, b) => a + b) / data.length;
    const variance = data.reduce((a, b) => a + (b - mean) ** 2, 0) / data.length;
    expect(Math.abs(mean)).toBeLessThanOrEqual((4 * std) / Math.sqrt(data.length));
    expect(Math.abs(Math.sqrt(variance) - std)).toBeLessThanOrEqual((4 * std) / Math.sqrt(2 * data.length));
  });

  it("begins biases at 0 and draws nothing for zeros", () => {
    const {init} = random(1);
    const layer = new Dense(3, 2, {rng: init, initialization: "zeros"});
    expect(Array.from(layer.bias!.value.data)).toEqual([0, 0]);
    expect(init.word()).toBe(random(1).init.word());
  });

  it("says which there are", () => {
    expect(() => weightStd("kaiming" as Initialization, 1, 1)).toThrow(
      "there is no initialization kaiming; there are zeros, xavier, glorot, he, and a standard deviation",
    );
    expect(() => weightStd(Number.NaN, 1, 1)).toThrow("there is no initialization NaN");
  });
});
