import {describe, expect, it} from "vitest";
import {ComputationalGraph, collapse, gradientCheck} from "../../../src/core/index.ts";

/** Every node's label, value and gradient, in topological order. */
function table(graph: ComputationalGraph) {
  return graph.nodesTopologicallySorted().map(({label, value, grad}) => [label, value, grad] as const);
}

function expectTable(graph: ComputationalGraph, expected: [string, number, number][]) {
  const actual = table(graph);
  expect(actual.map(([label]) => label)).toEqual(expected.map(([label]) => label));
  for (const [i, [, value, grad]] of expected.entries()) {
    expect(Math.abs(actual[i]![1]! - value)).toBeLessThan(1e-12);
    expect(Math.abs(actual[i]![2]! - grad)).toBeLessThan(1e-12);
  }
}

function expectDifferencesAgree(graph: ComputationalGraph, inputs: Record<string, number>) {
  for (const {analytic, numerical} of Object.values(gradientCheck(graph, inputs))) {
    expect(Math.abs(analytic - numerical)).toBeLessThan(1e-6);
  }
}

describe("Unit A: (x + y) z", () => {
  const inputs = {x: -2, y: 5, z: -4};

  it("has the figures of the slides at every node", () => {
    const graph = ComputationalGraph.parse("q = x + y; f = q * z");
    expect(graph.forward(inputs)).toBe(-12);
    expect(graph.backward()).toEqual({x: -4, y: -4, z: 3});
    expectTable(graph, [
      ["x", -2, -4],
      ["y", 5, -4],
      ["q", 3, -4],
      ["z", -4, 3],
      ["f", -12, 1],
    ]);
    expectDifferencesAgree(graph, inputs);
  });

  it("goes through the steps in the order of the course", () => {
    const graph = ComputationalGraph.parse("q = x + y; f = q * z");
    const forward = [...graph.forwardSteps(inputs)].map(({node, operands, value}) => [node.id, operands, value]);
    expect(forward).toEqual([
      ["q", [-2, 5], 3],
      ["f", [3, -4], -12],
    ]);
    const backward = [...graph.backwardSteps()].map((step) =>
      step.phase === "seed"
        ? ["seed", step.node.id, step.downstream]
        : [step.node.id, step.input.id, step.argument, step.upstream, step.local, step.downstream, step.total],
    );
    expect(backward).toEqual([
      ["seed", "f", 1],
      ["f", "q", 0, 1, -4, -4, -4],
      ["f", "z", 1, 1, 3, 3, 3],
      ["q", "x", 0, -4, 1, -4, -4],
      ["q", "y", 1, -4, 1, -4, -4],
    ]);
  });
});

describe("Unit B: the sigmoid neuron", () => {
  const text = "1/(1+exp(-(w0*x0+w1*x1+w2)))";
  const inputs = {w0: 2, x0: -1, w1: -3, x1: -2, w2: -3};
  const e = Math.exp(-1);
  const slope = e / (1 + e) ** 2;

  it("has closed forms at every node", () => {
    const graph = ComputationalGraph.parse(text);
    graph.forward(inputs);
    graph.backward();
    const s = "w0 × x0 + w1 × x1 + w2";
    expectTable(graph, [
      ["w0", 2, -slope],
      ["x0", -1, 2 * slope],
      ["w0 × x0", -2, slope],
      ["w1", -3, -2 * slope],
      ["x1", -2, -3 * slope],
      ["w1 × x1", 6, slope],
      ["w0 × x0 + w1 × x1", 4, slope],
      ["w2", -3, slope],
      [s, 1, slope],
      [`−(${s})`, -1, -slope],
      [`exp(−(${s}))`, e, -1 / (1 + e) ** 2],
      [`1 + exp(−(${s}))`, 1 + e, -1 / (1 + e) ** 2],
      [`1 / (1 + exp(−(${s})))`, 1 / (1 + e), 1],
    ]);
    expectDifferencesAgree(graph, inputs);
  });

  it("has the local derivatives of the table, and its eight digits", () => {
    const graph = ComputationalGraph.parse(text);
    graph.forward(inputs);
    graph.backward();
    const digits = (id: string) => {
      const {value, grad, localGradients} = graph.node(id);
      return [value, localGradients?.[0], grad].map((number) => number?.toFixed(8));
    };
    expect(digits("1/x:1")).toEqual(["0.73105858", "-0.53444665", "1.00000000"]);
    expect(digits("+1:1")).toEqual(["1.36787944", "1.00000000", "-0.53444665"]);
    expect(digits("exp:1")).toEqual(["0.36787944", "0.36787944", "-0.53444665"]);
    expect(digits("×−1:1")).toEqual(["-1.00000000", "-1.00000000", "-0.19661193"]);
    expect(digits("+:2")).toEqual(["1.00000000", "1.00000000", "0.19661193"]);
    const leaves = Object.fromEntries(graph.inputs.map(({id, grad}) => [id, grad!.toFixed(8)]));
    expect(leaves).toEqual({
      w0: "-0.19661193",
      x0: "0.39322387",
      w1: "-0.39322387",
      x1: "-0.58983580",
      w2: "0.19661193",
    });
  });

  it("rounded at each gate, has the numbers that the slides print", () => {
    const graph = ComputationalGraph.parse(text);
    expect(graph.forward(inputs, {roundEachGate: 2})).toBe(0.73);
    expect(graph.backward()).toEqual({w0: -0.2, x0: 0.4, w1: -0.4, x1: -0.6, w2: 0.2});
    const values = ["exp:1", "+1:1", "1/x:1"].map((id) => graph.node(id).value);
    expect(values).toEqual([0.37, 1.37, 0.73]);
    const gradients = ["+1:1", "exp:1", "×−1:1", "+:2", "+:1", "×:1", "×:2"].map((id) => graph.node(id).grad);
    expect(gradients).toEqual([-0.53, -0.53, -0.2, 0.2, 0.2, 0.2, 0.2]);
    // Every product on the way is rounded, so that a step reads true to the reader: 2 × 0.2 = 0.4.
    for (const step of graph.backwardSteps()) {
      if (step.phase === "seed") continue;
      expect(step.downstream).toBe(Number((step.upstream * step.local).toFixed(2)) + 0);
    }
  });

  it("rounds only while asked to", () => {
    const graph = ComputationalGraph.parse(text);
    graph.forward(inputs, {roundEachGate: 2});
    graph.forward();
    expect(graph.backward().x0).toBeCloseTo(2 * slope, 12);
  });

  it("sends the same gradient into s when the four gates are one", () => {
    const graph = ComputationalGraph.parse(text);
    graph.forward(inputs);
    graph.backward();
    const folded = collapse(graph);
    expect(Math.abs(folded.node("+:2").grad! - slope)).toBeLessThan(1e-12);
    expect([...folded.backwardSteps()]).toHaveLength([...graph.backwardSteps()].length - 3);
  });
});

describe("Unit C: patterns in backward flow", () => {
  it("2 (x y + max(z, w))", () => {
    const graph = ComputationalGraph.parse("2 * (x*y + max(z, w))");
    const inputs = {x: 3, y: -4, z: 2, w: -1};
    expect(graph.forward(inputs)).toBe(-20);
    expect(graph.backward()).toEqual({x: -8, y: 6, z: 2, w: 0});
    expectTable(graph, [
      ["x", 3, -8],
      ["y", -4, 6],
      ["x × y", -12, 2],
      ["z", 2, 2],
      ["w", -1, 0],
      ["max(z, w)", 2, 2],
      ["x × y + max(z, w)", -10, 2],
      ["2 × (x × y + max(z, w))", -20, 1],
    ]);
    expectDifferencesAgree(graph, inputs);
  });

  it("flips the route when w overtakes z, and keeps to the first at a tie", () => {
    const graph = ComputationalGraph.parse("2 * (x*y + max(z, w))");
    graph.forward({x: 3, y: -4, z: 2, w: 2.5});
    expect(graph.backward()).toMatchObject({z: 0, w: 2});
    graph.forward({w: 2});
    expect(graph.backward()).toMatchObject({z: 2, w: 0});
    const split = ComputationalGraph.parse("2 * (x*y + max(z, w))", {ties: "split"});
    split.forward({x: 3, y: -4, z: 2, w: 2});
    expect(split.backward()).toMatchObject({z: 1, w: 1});
  });

  const branches = "(x + y) * max(x, y)";
  it("adds gradients where a value branches", () => {
    const graph = ComputationalGraph.parse(branches);
    expect(graph.forward({x: 3, y: 2})).toBe(15);
    expect(graph.backward()).toEqual({x: 8, y: 3});
    const toX = [...graph.backwardSteps()].flatMap((step) =>
      step.phase === "backward" && step.input.id === "x" ? [[step.downstream, step.total]] : [],
    );
    expect(toX.map(([downstream]) => downstream).sort()).toEqual([3, 5]);
    expect(toX.at(-1)![1]).toBe(8);
    expectDifferencesAgree(graph, {x: 3, y: 2});
  });

  it("with explicit copies duplicates forward and adds backward", () => {
    const graph = ComputationalGraph.parse(branches, {branches: "copies"});
    expect(graph.forward({x: 3, y: 2})).toBe(15);
    expect(graph.backward()).toEqual({x: 8, y: 3});
    expect(graph.nodes.map(({id, op, value, grad}) => [id, op, value, grad])).toEqual([
      ["x", "input", 3, 8],
      ["copy:1", "copy", 3, 8],
      ["y", "input", 2, 3],
      ["copy:2", "copy", 2, 3],
      ["+:1", "+", 5, 3],
      ["max:1", "max", 3, 5],
      ["×:1", "×", 15, 1],
    ]);
    const readers = graph.edges.filter(({from}) => from.id === "x").map(({to}) => to.id);
    expect(readers).toEqual(["copy:1"]);
  });

  it("fails its check with = for +=, in either drawing", () => {
    for (const options of [{}, {branches: "copies"} as const]) {
      const graph = ComputationalGraph.parse(branches, options);
      const right = gradientCheck(graph, {x: 3, y: 2});
      const wrong = gradientCheck(graph, {x: 3, y: 2}, {accumulation: "overwrite"});
      expect(right.x!.relativeError).toBeLessThan(1e-7);
      expect(wrong.x!.analytic).not.toBe(8);
      expect(wrong.x!.relativeError).toBeGreaterThan(0.3);
      expect(wrong.x!.numerical).toBeCloseTo(8, 6);
    }
  });
});
