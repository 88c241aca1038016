import {describe, expect, it} from "vitest";
import {stepSentence} from "../../../src/units/circuit/sentence.ts";
import {finiteDifferences, type RunSetup, run, sameMoment} from "../../../src/units/circuit/setup.ts";
import {build, type Setup} from "../../../src/units/shared/circuit/build.ts";
import {nextStop, pictureState, revealStep} from "../../../src/units/shared/circuit/state.ts";
import {formatter} from "../../../src/units/shared/number-text.ts";

function circuitOf(
  expression: string,
  inputs: Record<string, number>,
  setup: Partial<Setup> = {},
  running: Partial<RunSetup> = {},
) {
  const built = build({expression, branches: "shared", ties: "first", ...setup});
  const passes = run(built, inputs, {accumulation: "add", ...running});
  const at = (step: number) => pictureState(passes, step);
  const format = formatter(running.roundEachGate ?? 4);
  const says = (step: number) => stepSentence(built.model, built.graph, at(step), format);
  return {built, passes, at, says, end: at(passes.steps.length)};
}

const A = {expression: "q = x + y; f = q * z", inputs: {x: -2, y: 5, z: -4}};
const NEURON = "1/(1+exp(-(w0*x0+w1*x1+w2)))";
const NEURON_INPUTS = {w0: 2, x0: -1, w1: -3, x1: -2, w2: -3};

describe("Unit A, step by step", () => {
  const {at, says, passes} = circuitOf(A.expression, A.inputs);

  it("computes nothing before the first step", () => {
    expect(at(0)).toMatchObject({step: 0, steps: 7, phase: "start", values: A.inputs, gradients: {}, flows: {}});
  });

  it("has the figures of every step, and no more than have been computed", () => {
    const inputs = A.inputs;
    const shown = (step: number) => {
      const {phase, values, gradients} = at(step);
      return {phase, values, gradients};
    };
    const all = {...inputs, q: 3, f: -12};
    expect(shown(1)).toEqual({phase: "forward", values: {...inputs, q: 3}, gradients: {}});
    expect(shown(2)).toEqual({phase: "forward", values: all, gradients: {}});
    expect(shown(3)).toEqual({phase: "seed", values: all, gradients: {f: 1}});
    expect(shown(4)).toEqual({phase: "backward", values: all, gradients: {f: 1, q: -4}});
    expect(shown(5)).toEqual({phase: "backward", values: all, gradients: {f: 1, q: -4, z: 3}});
    expect(shown(6)).toEqual({phase: "backward", values: all, gradients: {f: 1, q: -4, z: 3, x: -4}});
    expect(shown(7)).toEqual({phase: "done", values: all, gradients: {f: 1, q: -4, z: 3, x: -4, y: -4}});
  });

  it("says each step in one sentence", () => {
    expect(says(1)).toBe("Step 1 of 7. Add gate: q = x + y = −2 + 5 = 3.");
    expect(says(2)).toBe("Step 2 of 7. Multiply gate: f = q × z = 3 × (−4) = −12.");
    expect(says(3)).toBe("Step 3 of 7. The backward pass begins at the output: ∂f/∂f = 1.");
    expect(says(4)).toBe("Step 4 of 7. Multiply gate, edge q: upstream 1 times local z = −4 gives −4.");
    expect(says(5)).toBe("Step 5 of 7. Multiply gate, edge z: upstream 1 times local q = 3 gives 3.");
    expect(says(6)).toBe("Step 6 of 7. Add gate, edge x: upstream −4 times local 1 gives −4.");
  });

  it("can be taken back: a state does not depend on how it was reached", () => {
    const before = at(4);
    at(7);
    expect(at(4)).toEqual(before);
    expect(at(99)).toEqual(at(7));
    expect(at(-3)).toEqual(at(0));
  });

  it("knows the ends of the phases and when a gradient shows first", () => {
    expect([0, 2, 3, 7].map((step) => nextStop(passes, step, 1))).toEqual([2, 3, 7, 7]);
    expect([0, 2, 3, 7].map((step) => nextStop(passes, step, -1))).toEqual([0, 0, 2, 3]);
    expect(revealStep(passes, "z")).toBe(5);
    expect(revealStep(passes, "f")).toBe(3);
  });
});

describe("Unit B, the sigmoid neuron", () => {
  const s = 1;
  const e = Math.exp(-s);
  const f = 1 / (1 + e);
  const slope = f * (1 - f);

  it("has exact values and gradients at every node", () => {
    const {end} = circuitOf(NEURON, NEURON_INPUTS);
    const values = [
      [-2, "×:1"],
      [6, "×:2"],
      [4, "+:1"],
      [1, "+:2"],
      [-1, "×−1:1"],
      [e, "exp:1"],
      [1 + e, "+1:1"],
      [f, "1/x:1"],
    ] as const;
    for (const [value, id] of values) expect(end.values[id], id).toBeCloseTo(value, 14);
    const d = -1 / (1 + e) ** 2;
    const gradients = {
      "1/x:1": 1,
      "+1:1": d,
      "exp:1": d,
      "×−1:1": d * e,
      "+:2": slope,
      "+:1": slope,
      "×:1": slope,
      "×:2": slope,
      w0: -slope,
      x0: 2 * slope,
      w1: -2 * slope,
      x1: -3 * slope,
      w2: slope,
    };
    for (const [id, gradient] of Object.entries(gradients)) expect(end.gradients[id], id).toBeCloseTo(gradient, 12);
    expect(end.gradients.w0).toBeCloseTo(-0.19661193, 8);
    expect(end.gradients.x0).toBeCloseTo(0.39322387, 8);
    expect(end.gradients.x1).toBeCloseTo(-0.5898358, 8);
  });

  it("has the same gradients folded into one σ gate, in fewer steps", () => {
    const open = circuitOf(NEURON, NEURON_INPUTS, {sigmoid: "expanded"});
    const folded = circuitOf(NEURON, NEURON_INPUTS, {sigmoid: "collapsed"});
    expect(folded.built.model.nodes.map(({op}) => op)).toContain("σ");
    expect(open.passes.steps.length - folded.passes.steps.length).toBe(6);
    for (const name of Object.keys(NEURON_INPUTS))
      expect(folded.end.gradients[name]).toBeCloseTo(open.end.gradients[name]!, 14);
  });

  it("unfolds a σ that was written as one", () => {
    expect(circuitOf("sigmoid(x)", {x: 1}, {sigmoid: "expanded"}).built.model.nodes.map(({op}) => op)).toEqual([
      "input",
      "×−1",
      "exp",
      "+1",
      "1/x",
    ]);
  });

  it("rounds at each gate as the slides do", () => {
    const {end} = circuitOf(NEURON, NEURON_INPUTS, {}, {roundEachGate: 2});
    expect(end.values["exp:1"]).toBe(0.37);
    expect(end.values["+1:1"]).toBe(1.37);
    expect(end.values["1/x:1"]).toBe(0.73);
    expect(end.gradients).toMatchObject({w0: -0.2, x0: 0.4, w1: -0.4, x1: -0.6, w2: 0.2});
  });

  it("reads as two decimals where two are asked for", () => {
    const {end} = circuitOf(NEURON, NEURON_INPUTS);
    const format = formatter(2);
    const shown = (ids: string[]) => ids.map((id) => format(end.gradients[id]));
    expect(shown(["w0", "x0", "w1", "x1", "w2"])).toEqual(["−0.20", "0.39", "−0.39", "−0.59", "0.20"]);
    expect(["+1:1", "exp:1", "1/x:1"].map((id) => format(end.values[id]))).toEqual(["1.37", "0.37", "0.73"]);
  });

  it("keeps the moment when the circuit changes under it", () => {
    const open = circuitOf(NEURON, NEURON_INPUTS).passes;
    const folded = circuitOf(NEURON, NEURON_INPUTS, {sigmoid: "collapsed"}).passes;
    const moved = (step: number) => sameMoment(open, step, folded);
    expect(moved(0)).toBe(0);
    expect(moved(open.steps.length)).toBe(folded.steps.length);
    expect(moved(open.forwardSteps)).toBe(folded.forwardSteps);
    expect(moved(open.forwardSteps + 1)).toBe(folded.forwardSteps + 1);
  });
});

describe("Unit C, patterns", () => {
  const inputs = {x: 3, y: -4, z: 2, w: -1};

  it("routes, distributes and swaps", () => {
    const {end} = circuitOf("2 * (x * y + max(z, w))", inputs);
    expect(end.values["×2:1"]).toBe(-20);
    expect(end.gradients).toMatchObject({x: -8, y: 6, z: 2, w: 0});
  });

  it("flips the route as z crosses w, and follows the convention at a tie", () => {
    const max = (z: number, w: number, ties: "first" | "split" = "first") =>
      circuitOf("max(z, w)", {z, w}, {ties}).end.gradients;
    expect(max(2, 1)).toMatchObject({z: 1, w: 0});
    expect(max(1, 2)).toMatchObject({z: 0, w: 1});
    expect(max(1, 1)).toMatchObject({z: 1, w: 0});
    expect(max(1, 1, "split")).toMatchObject({z: 0.5, w: 0.5});
  });

  it("adds at branches and says so", () => {
    const {end, passes, says, built} = circuitOf("(x + y) * max(x, y)", {x: 3, y: 2});
    expect(end.values[built.model.output]).toBe(15);
    expect(end.gradients).toMatchObject({x: 8, y: 3});
    const second =
      passes.steps.findIndex((step) => step.phase === "backward" && step.input === "x" && step.before !== undefined) +
      1;
    expect(says(second)).toMatch(/adds to the 5 that x already had: 5 \+ 3 = 8\.$/);
    expect(end.arrivals).toMatchObject({x: 2, y: 2});
  });

  it("makes the copy gates visible without changing a gradient", () => {
    const {end, built} = circuitOf("(x + y) * max(x, y)", {x: 3, y: 2}, {branches: "copies"});
    expect(built.model.nodes.filter(({op}) => op === "copy")).toHaveLength(2);
    expect(end.gradients).toMatchObject({x: 8, y: 3});
  });

  it("overwrites with the bug, so that the finite differences disagree", () => {
    const {end, built, says, passes} = circuitOf("(x + y) * max(x, y)", {x: 3, y: 2}, {}, {accumulation: "overwrite"});
    const differences = finiteDifferences(built, {x: 3, y: 2});
    expect(differences.x).toBeCloseTo(8, 6);
    expect(end.gradients.x).not.toBeCloseTo(8, 1);
    const second = passes.steps.findIndex((step) => step.phase === "backward" && step.before !== undefined) + 1;
    expect(says(second)).toMatch(/overwrites the/);
  });
});

describe("what is not finite", () => {
  it("is named at the step where it happens", () => {
    const {says, passes} = circuitOf("log(x) / y", {x: -1, y: 1});
    expect(passes.steps[0]).toMatchObject({phase: "forward", problem: expect.stringContaining("undefined")});
    expect(says(1)).toContain("NaN");
  });
});

describe("numbers", () => {
  it("shows ? for what is not there, a true minus, and all decimals of what was rounded", () => {
    const two = formatter(2);
    const four = formatter(4);
    expect(four(undefined)).toBe("?");
    expect([0, -0, -12, 0.5, -0.5].map(four)).toEqual(["0", "0", "−12", "0.5", "−0.5"]);
    expect([0.19661193, 0.2, -0.4].map(two)).toEqual(["0.20", "0.2", "−0.4"]);
    expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(four)).toEqual(["NaN", "∞", "−∞"]);
    expect(four(0.1 + 0.2)).toBe("0.3");
  });
});
