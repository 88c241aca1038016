import {describe, expect, it} from "vitest";
import {defaultAlpha, type NonlinearityName, nonlinearity, nonlinearityNames} from "../../../src/core/index.ts";

describe.each(nonlinearityNames)("%s", (name) => {
  const {value, derivative} = nonlinearity(name);

  it("has the slope that a difference quotient shows", () => {
    for (let z = -8.05; z < 8; z += 0.11) {
      const h = 1e-5;
      expect(derivative(z)).toBeCloseTo((value(z + h) - value(z - h)) / (2 * h), 8);
    }
  });

  it("takes the slope from the left at a kink, and lets NaN through", () => {
    expect(derivative(0)).toBeCloseTo((value(0) - value(-1e-7)) / 1e-7, 5);
    expect(value(Number.NaN)).toBeNaN();
  });
});

it("keeps the slope's digits where tanh is flat", () => {
  expect(nonlinearity("tanh").derivative(30)).toBeCloseTo(4 * Math.exp(-60), 40);
  expect(nonlinearity("tanh").derivative(800)).toBe(0);
});

it("takes α, and has one where none is given", () => {
  expect(nonlinearity("leaky-relu").value(-1)).toBe(-defaultAlpha("leaky-relu"));
  expect(nonlinearity("leaky-relu", {alpha: 0.3}).value(-1)).toBe(-0.3);
  expect(nonlinearity("elu", {alpha: 2}).value(-1e3)).toBe(-2);
});

it("lists the names it knows", () => {
  expect(() => nonlinearity("gelu" as NonlinearityName)).toThrow(/there is no nonlinearity "gelu".*leaky-relu/);
});
