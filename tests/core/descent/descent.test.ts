import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  bestGradientDescent,
  bestMomentum,
  convergenceFactor,
  descend,
  dualNorm,
  isStable,
  lowestValue,
  NORMS,
  normOf,
  planeFunction,
  SURFACES,
  steepestStep,
  stepAt,
  surface,
  tape,
} from "../../../src/core/descent/index.ts";
import {ComputationalGraph, ExpressionError} from "../../../src/core/graph/index.ts";
import {Adam, Momentum, SGD} from "../../../src/core/nn/index.ts";

const ravine = surface("ravine");
const run = (optimizer: SGD | Momentum, steps = 500) =>
  descend({f: ravine.f, start: ravine.start, optimizer, target: 1e-3, steps});

describe("the ravine ½(x² + 20y²) from (−10, 1)", () => {
  it.each([
    [0.05, 106],
    [0.0952, 55],
  ])("gradient descent with α = %d arrives after %d steps", (rate, steps) => {
    expect(run(new SGD({rate}))).toMatchObject({iterations: steps, outcome: "arrived"});
  });

  it("never arrives at 0.1, and diverges at 0.101", () => {
    expect(run(new SGD({rate: 0.1}))).toMatchObject({outcome: "on its way"});
    expect(run(new SGD({rate: 0.1})).points.at(-1)!.value).toBeCloseTo(10, 6);
    expect(run(new SGD({rate: 0.101}))).toMatchObject({outcome: "diverged"});
  });

  it.each([
    [0.05, 0.5, 46],
    [0.05, 0.9, 77],
    [0.133, 0.404, 17],
  ])("momentum with α = %d, μ = %d arrives after %d steps", (rate, momentum, steps) => {
    expect(run(new Momentum({rate, momentum}))).toMatchObject({iterations: steps, outcome: "arrived"});
  });

  it("a run that is lost says where, and keeps the points before", () => {
    const {outcome, problem, points} = run(new SGD({rate: 1}));
    expect(outcome).toBe("diverged");
    expect(problem).toMatch(/At step \d+ it is more than a million away/);
    expect(points.every(({value}) => Number.isFinite(value))).toBe(true);
  });

  it("begins afresh with the same optimizer, and obeys a schedule", () => {
    const momentum = new Momentum({rate: 0.05, momentum: 0.9});
    expect(run(momentum)).toEqual(run(momentum));
    const schedule = (step: number) => ({momentum: step <= 1 ? 0 : 0.5});
    const {points} = descend({f: ravine.f, start: [1, 0], optimizer: momentum, steps: 2, schedule});
    expect(points.map(({x}) => x)).toEqual([1, 0.95, 0.95 + 0.5 * (0.95 - 1) - 0.05 * 0.95]);
  });
});

describe("quadratics", () => {
  const rates = fc.double({min: 0.001, max: 3, noNaN: true});
  const momenta = fc.double({min: 0, max: 0.99, noNaN: true});
  const curvatures = fc.double({min: 0.01, max: 50, noNaN: true});

  it("stable, 0 < αλ < 2 + 2μ, is the same as a convergence factor below 1", () => {
    fc.assert(
      fc.property(rates, momenta, curvatures, (rate, momentum, curvature) => {
        fc.pre(Math.abs(rate * curvature - 2 - 2 * momentum) > 1e-6);
        expect(isStable(rate, momentum, curvature)).toBe(convergenceFactor(rate, momentum, curvature) < 1);
      }),
    );
  });

  it("runs agree with the limit, on both sides of it", () => {
    fc.assert(
      fc.property(fc.double({min: 0, max: 0.9, noNaN: true}), fc.constantFrom(1, 5, 20), (momentum, curvature) => {
        const f = planeFunction(`0.5*${curvature}*x^2 + 0.5*y^2`);
        const go = (share: number) =>
          descend({
            f,
            start: [1, 0],
            optimizer: new Momentum({rate: (share * (2 + 2 * momentum)) / curvature, momentum}),
            steps: 3000,
            target: 1e-3,
          }).outcome;
        expect(go(0.97)).toBe("arrived");
        expect(go(1.02)).toBe("diverged");
      }),
      {numRuns: 25},
    );
  });

  it("nothing beats the best settings", () => {
    const plain = bestGradientDescent(1, 20);
    const ball = bestMomentum(1, 20);
    expect(plain.rate).toBeCloseTo(2 / 21, 12);
    expect([ball.rate, ball.momentum]).toEqual([expect.closeTo(0.13358, 5), expect.closeTo(0.4026, 4)]);
    const worst = (rate: number, momentum: number) =>
      Math.max(convergenceFactor(rate, momentum, 1), convergenceFactor(rate, momentum, 20));
    expect(worst(plain.rate, 0)).toBeCloseTo(plain.factor, 10);
    expect(worst(ball.rate, ball.momentum)).toBeCloseTo(ball.factor, 6);
    fc.assert(
      fc.property(rates, momenta, (rate, momentum) => {
        expect(worst(rate, momentum)).toBeGreaterThanOrEqual(ball.factor - 1e-7);
        expect(worst(rate, 0)).toBeGreaterThanOrEqual(plain.factor - 1e-9);
      }),
    );
    expect(() => bestMomentum(0, 1)).toThrow("Curvatures are positive");
  });
});

describe("the steepest step", () => {
  const vector = fc.array(fc.double({min: -100, max: 100, noNaN: true}), {minLength: 1, maxLength: 6});

  it("has the size ε, keeps the promise −ε‖∇g‖*, and no step of that size promises more", () => {
    fc.assert(
      fc.property(vector, vector, fc.constantFrom(...NORMS), (gradient, other, norm) => {
        fc.pre(normOf(gradient, "L∞") > 1e-6);
        const step = steepestStep(gradient, 0.3, norm);
        expect(normOf(step, norm)).toBeCloseTo(0.3, 9);
        const promise = gradient.reduce((sum, g, i) => sum + g * step[i]!, 0);
        const best = -0.3 * normOf(gradient, dualNorm(norm));
        expect(promise).toBeCloseTo(best, 6);
        const size = normOf(other, norm);
        fc.pre(size === 0 || size > 1e-6); // What is near the smallest number there is cannot be scaled to a size.
        const tried = gradient.reduce((sum, g, i) => sum + g * (size > 0 ? (0.3 * (other[i] ?? 0)) / size : 0), 0);
        expect(tried).toBeGreaterThanOrEqual(best - 1e-9 * Math.abs(best) - 1e-9);
      }),
    );
  });

  it("of (3, −4): against it, all on the larger, both to the limit", () => {
    expect(steepestStep([3, -4], 0.1)).toEqual([expect.closeTo(-0.06, 12), expect.closeTo(0.08, 12)]);
    expect(steepestStep([3, -4], 0.1, "L1")).toEqual([0, 0.1]);
    expect(steepestStep([3, -4], 0.1, "L∞")).toEqual([-0.1, 0.1]);
    expect(steepestStep([0, 0], 1)).toEqual([0, 0]);
    expect(steepestStep([1e300, 1e300], 1)[0]).toBeCloseTo(-Math.SQRT1_2, 12);
    expect(stepAt(Math.PI / 4, 1, "L1")[0]).toBeCloseTo(0.5, 12);
  });
});

describe("functions of the plane", () => {
  it("agree with the graph they come from, value and gradient, to the last bit", () => {
    for (const text of [
      "(1 - x)^2 + 100*(y - x^2)^2",
      "max(x, y, x*y) + exp(-x^2)/sqrt(1 + y^2)",
      "q = x*y; sin(q) + q^3",
      "x",
      "3",
    ]) {
      const graph = ComputationalGraph.parse(text);
      const fast = tape(graph, ["x", "y"]);
      for (const [x, y] of [
        [0.3, -1.2],
        [-2, 0.5],
        [1, 1],
      ] as const) {
        const given = Object.fromEntries(graph.inputs.map(({id}) => [id, id === "x" ? x : y]));
        expect(fast.value(x, y)).toBe(graph.forward(given));
        const {x: dx = 0, y: dy = 0} = graph.backward();
        expect(fast.gradient(x, y)).toEqual([dx, dy]);
      }
    }
  });

  it.each([
    ["x^2 + z", 6, "z is neither"],
    ["x^2 + xy", 6, "x*y"],
    ["pi*x", 0, "3.14159265"],
    ["X + y", 0, "Write x."],
    ["", 0, ""],
    ["x +", 2, ""],
    ["alert(1)", 0, ""],
    ["x".padEnd(3000, "+x"), 2000, "shorten"],
    ["__proto__ + x", 0, ""],
  ])("%j is refused at its place", (text, position, message) => {
    let caught: unknown;
    try {
      planeFunction(text);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(ExpressionError);
    expect((caught as ExpressionError).position).toBe(position);
    expect((caught as ExpressionError).message).toContain(message);
  });

  it("too many operations are refused", () => {
    expect(() => planeFunction(Array.from({length: 400}, () => "x").join("+"))).toThrow("operations");
  });

  it("a start without a value is refused; a path into it is lost", () => {
    const f = planeFunction("log(x) + y^2");
    expect(() => descend({f, start: [-1, 0], optimizer: new SGD({rate: 0.1})})).toThrow("no finite value at the start");
    expect(descend({f, start: [0.5, 0], optimizer: new SGD({rate: 0.5})})).toMatchObject({
      outcome: "diverged",
      problem: expect.stringContaining("not a number"),
    });
  });
});

describe("landscapes", () => {
  it.each(SURFACES)("%s takes its minimum where it says, and Adam gets there", (name) => {
    const {f, minima, minimum, start, x, y} = surface(name);
    for (const [mx, my] of minima) {
      expect(f.value(mx, my)).toBeCloseTo(minimum, 12);
      expect(Math.hypot(...f.gradient(mx, my))).toBeLessThan(1e-9);
    }
    expect(lowestValue(f, x, y)!.value).toBeCloseTo(minimum, 3);
    expect(
      descend({f, start, optimizer: new Adam({rate: 0.1}), steps: 1000, target: minimum + 1e-3}).iterations,
    ).toBeDefined();
  });

  it("where there is no value there is no lowest one", () => {
    expect(lowestValue(planeFunction("log(-1 - x^2)"), [-1, 1], [-1, 1])).toBeUndefined();
    expect(() => surface("cliff" as "bowl")).toThrow("There is no surface");
  });
});
