import {describe, expect, it} from "vitest";
import {ComputationalGraph, centralDifference, gradientCheck, relativeError} from "../../../src/core/index.ts";

describe("centralDifference", () => {
  it("takes a function or a graph, and leaves the graph as it is", () => {
    const graph = ComputationalGraph.parse("x^3 * y");
    graph.forward({x: 1, y: 1});
    graph.backward();
    expect(centralDifference(({x, y}) => x! ** 3 * y!, {x: 2, y: 5}, "x")).toBeCloseTo(60, 6);
    expect(centralDifference(graph, {x: 2, y: 5}, "x")).toBeCloseTo(60, 6);
    expect(graph.node("x")).toMatchObject({value: 1, grad: 3});
  });

  it("is off by h² f‴/6, and by rounding when h is tiny", () => {
    const cube = ({x}: Readonly<Record<string, number>>) => x! ** 3;
    expect(centralDifference(cube, {x: 1}, "x", 0.1) - 3).toBeCloseTo(0.01, 12);
    expect(Math.abs(centralDifference(cube, {x: 1}, "x", 1e-13) - 3)).toBeGreaterThan(1e-5);
  });

  it("needs to know the input", () => {
    expect(() => centralDifference(() => 0, {x: 1}, "y")).toThrow('There is no input "y" to vary. Given are x.');
  });
});

describe("gradientCheck", () => {
  it("compares every input", () => {
    const check = gradientCheck(ComputationalGraph.parse("tanh(x * y) + z"), {x: 0.3, y: -2, z: 1}, {h: 1e-5});
    expect(Object.keys(check)).toEqual(["x", "y", "z"]);
    for (const {relativeError} of Object.values(check)) expect(relativeError).toBeLessThan(1e-8);
  });

  it("finds a wrong gate", () => {
    const graph = new ComputationalGraph();
    let operands: number[] = [];
    const wrong = {
      op: "×",
      arity: 2,
      forward: (x: number, y: number) => {
        operands = [x, y];
        return x * y;
      },
      backward: (dz: number) => [operands[0]! * dz, operands[1]! * dz],
    };
    graph.apply(wrong, graph.input("x"), graph.input("y"));
    expect(gradientCheck(graph, {x: 3, y: 2}).x!.relativeError).toBeGreaterThan(0.3);
  });

  it("measures relative to the larger of the two", () => {
    expect(relativeError(0, 0)).toBe(0);
    expect(relativeError(1, 2)).toBe(0.5);
    expect(relativeError(-1, 1)).toBe(2);
  });
});
