import {describe, expect, it} from "vitest";
import {nonlinearity} from "../../../src/core/index.ts";
import {saturatedBands, saturation} from "../../../src/units/activation-plot/saturation.ts";

/** Where 4σ(1 − σ) is 5 %: σ = (1 + √0.95)/2, and z = ln(σ/(1 − σ)). */
const top = (1 + Math.sqrt(0.95)) / 2;
const edge = Math.log(top / (1 - top));

describe("saturation", () => {
  it("of a sigmoid begins where its slope is 5 % of ¼, and of a tanh at half of that", () => {
    const [low, high] = saturatedBands(nonlinearity("sigmoid"), 6) as [[number, number], [number, number]];
    expect(low[0]).toBe(-6);
    expect(low[1]).toBeCloseTo(-edge, 6);
    expect(high[0]).toBeCloseTo(edge, 6);
    expect(high[1]).toBe(6);
    const [, tanh] = saturatedBands(nonlinearity("tanh"), 6) as [[number, number], [number, number]];
    expect(tanh[0]).toBeCloseTo(edge / 2, 6);
  });

  it("of a ReLU is all that is below 0, of a leaky ReLU nothing, of an ELU what is below ln 0.05", () => {
    expect(saturatedBands(nonlinearity("relu"), 6)).toEqual([[-6, 0]]);
    expect(saturatedBands(nonlinearity("leaky-relu"), 6)).toEqual([]);
    expect(saturatedBands(nonlinearity("leaky-relu", {alpha: 0.01}), 6)).toEqual([[-6, 0]]);
    const [[, end]] = saturatedBands(nonlinearity("elu"), 6) as [[number, number]];
    expect(end).toBeCloseTo(Math.log(0.05), 6);
  });

  it("is measured against the steepest slope, whatever the scale", () => {
    const flat = saturation({value: (z) => 100 * Math.tanh(z), derivative: (z) => 100 * (1 - Math.tanh(z) ** 2)});
    expect(flat(edge / 2 - 1e-6)).toBe(false);
    expect(flat(edge / 2 + 1e-6)).toBe(true);
  });

  it("of a function that is flat everywhere is everywhere", () => {
    expect(saturatedBands({value: () => 3, derivative: () => 0}, 4)).toEqual([[-4, 4]]);
  });
});
