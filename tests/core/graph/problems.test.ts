import {describe, expect, it} from "vitest";
import {ComputationalGraph} from "../../../src/core/index.ts";

function problems(text: string, inputs: Record<string, number>) {
  const graph = ComputationalGraph.parse(text);
  const steps = [...graph.forwardSteps(inputs), ...graph.backwardSteps()];
  return steps.flatMap((step) => ("problem" in step ? [`${step.phase} ${step.node.label}: ${step.problem}`] : []));
}

describe("values that are not finite", () => {
  it.each([
    ["log(x)", {x: -1}, "log of −1 is undefined"],
    ["log(x)", {x: 0}, "log of 0 is −∞"],
    ["1/x", {x: 0}, "1/0: division by zero"],
    ["y/x", {x: 0, y: 3}, "3 / 0: division by zero"],
    ["exp(x)", {x: 710}, "exp overflowed at 710 (the largest it can take is 709.78)"],
    ["sqrt(x)", {x: -4}, "the square root of −4 is not a real number"],
    ["x^0.5", {x: -8}, "(−8)^0.5 is not a real number"],
    ["x^y", {x: 0, y: -1}, "0^−1: division by zero"],
    ["x*y", {x: 1e300, y: -1e300}, "1e300 × (−1e300) overflowed: beyond ±1.8e308"],
  ] as [string, Record<string, number>, string][])("%s at %j", (text, inputs, words) => {
    const label = ComputationalGraph.parse(text).output.label;
    expect(problems(text, inputs)[0]).toBe(`forward ${label}: ${words}`);
  });

  it("are traced to the node that they come from", () => {
    expect(problems("q = log(x); q + 1", {x: -1}).slice(0, 2)).toEqual([
      "forward q: log of −1 is undefined",
      "forward q + 1: comes from q, which is NaN",
    ]);
  });

  it("do not stop the pass, and a good value mends it", () => {
    const graph = ComputationalGraph.parse("log(x) * y");
    expect(graph.forward({x: -1, y: 2})).toBeNaN();
    expect(graph.forward({x: 1})).toBe(0);
    expect(graph.backward()).toEqual({x: 2, y: 0});
  });
});

describe("gradients that are not finite", () => {
  it("are named at the edge", () => {
    expect(problems("sqrt(x)", {x: 0})).toEqual(["backward sqrt(x): the derivative of sqrt(0) is infinite"]);
    expect(problems("x^y", {x: -2, y: 2})).toEqual(["backward x^y: the derivative of (−2)^2 in y is undefined"]);
    expect(problems("q = sqrt(x); q*q*3", {x: 0})).toEqual(["backward q: the derivative of sqrt(0) is infinite"]);
    expect(problems("q = x * 1e200; r = q * 1e-200; 1e200 * r ", {x: 1})).toEqual([]);
  });
  it("are silent on fine ones", () => {
    expect(problems("max(x, y) * relu(x) + abs(y)", {x: 0, y: 0})).toEqual([]);
  });
});
