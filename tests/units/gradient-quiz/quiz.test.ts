import * as fc from "fast-check";
import {describe, expect, test} from "vitest";
import {hint, isRight, judge, solution} from "../../../src/units/gradient-quiz/diagnose.ts";
import {questions} from "../../../src/units/gradient-quiz/quiz.ts";
import {checkedBuild} from "../../../src/units/shared/circuit/build.ts";
import {numberText} from "../../../src/units/shared/number-text.ts";

const NEURON = "1/(1+exp(-(w0*x0+w1*x1+w2)))";
const AT = {w0: 2, x0: -1, w1: -3, x1: -2, w2: -3};

function quiz(expression: string, inputs: Record<string, number>, options = {}) {
  const {graph, model} = checkedBuild("gradientQuiz", {expression, branches: "shared", ties: "first"}, inputs);
  const asked = questions(graph, model, inputs, {digits: 2, roundEachGate: false, forward: false, ...options});
  return {asked, of: (label: string) => asked.find((question) => question.label === label)!};
}

describe("the questions", () => {
  test("are every gradient, in an order in which each is known before it is needed", () => {
    const {asked} = quiz("(a * b + c) * d", {a: 2, b: -1, c: 5, d: 3});
    expect(asked.map(({label}) => label)).toEqual([
      "∂f/∂f",
      "∂f/∂d",
      "∂f/∂(a × b + c)",
      "∂f/∂c",
      "∂f/∂(a × b)",
      "∂f/∂b",
      "∂f/∂a",
    ]);
    expect(asked.map(({answer}) => answer)).toEqual([1, 3, 3, 3, 3, 6, -3]);
  });

  test("never ask twice the same, and call long formulas by their gates", () => {
    const labels = quiz(NEURON, AT).asked.map(({label}) => label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels).toContain("∂f/∂(negate gate)");
    expect(labels).toContain("∂f/∂(add gate)");
    expect(labels).toContain("∂f/∂(add gate 2)");
  });

  test("hold both the exact gradients and those rounded at each gate", () => {
    const {of} = quiz(NEURON, AT, {roundEachGate: true});
    const both = (name: string) => [of(`∂f/∂${name}`).answer, of(`∂f/∂${name}`).rounded];
    expect(both("x0")[0]).toBeCloseTo(0.3932238664829637, 12);
    expect(both("x0")[1]).toBe(0.4);
    expect(both("w1")[1]).toBe(-0.4);
    expect(both("x1")[0]).toBeCloseTo(-0.5898357997244456, 12);
    expect(both("x1")[1]).toBe(-0.6);
  });

  test("ask for values first, where they are asked for", () => {
    const {asked} = quiz("(x + y) * z", {x: -2, y: 5, z: -4}, {forward: true});
    expect(asked.slice(0, 3).map(({label, answer}) => [label, answer])).toEqual([
      ["value of x + y", 3],
      ["value of f", -12],
      ["∂f/∂f", 1],
    ]);
  });
});

describe("an answer", () => {
  const {of} = quiz("max(x * y, z) * (x + z)", {x: 2, y: 3, z: 1});

  test("is right to the decimals that count, and no further off", () => {
    const x0 = quiz(NEURON, AT).of("∂f/∂x0");
    expect([0.39, 0.393, 0.3932, 0.388].map((answer) => judge(x0, answer, 2))).toEqual([
      "right",
      "right",
      "right",
      "wrong",
    ]);
    expect(judge(x0, 0.4, 2)).not.toBe("right");
    expect(judge(quiz(NEURON, AT, {roundEachGate: true}).of("∂f/∂x0"), 0.4, 2)).toBe("rounded");
    expect(isRight("rounded")).toBe(true);
  });

  test("is known for its sign, one path, local derivative, upstream gradient, or forward value", () => {
    // f = 6·3: the sum of x gets 6, the max 3; ∂x = 3·3 + 6.
    expect(of("∂f/∂x").answer).toBe(15);
    expect(judge(of("∂f/∂x"), 15, 2)).toBe("right");
    expect(judge(of("∂f/∂x"), -15, 2)).toBe("sign");
    expect([9, 6].map((answer) => judge(of("∂f/∂x"), answer, 2))).toEqual(["one-path", "one-path"]);
    expect(of("∂f/∂y").answer).toBe(6);
    expect(judge(of("∂f/∂y"), 2, 2)).toBe("local");
    expect(judge(of("∂f/∂y"), 3, 2)).toBe("upstream");
    expect(judge(of("∂f/∂(x + z)"), 3, 2)).toBe("value");
    expect(judge(of("∂f/∂y"), 99, 2)).toBe("wrong");
    expect(judge(of("∂f/∂y"), null, 2)).toBe("empty");
  });

  test("gets a hint in words: upstream × local, added at branches", () => {
    expect(hint(of("∂f/∂y"), "local")).toBe(
      "First to mend: ∂f/∂y. You gave the local derivative; multiply it by what comes from above. " +
        "It comes back through the multiply gate: ∂f/∂(x × y) × its local derivative x.",
    );
    expect(hint(of("∂f/∂x"), "one-path")).toContain("It is a sum over 2 paths:");
    expect(hint(of("∂f/∂f"), "empty")).toBe(
      "Next is ∂f/∂f. ∂f/∂f asks how the output answers to itself: no gate lies between.",
    );
  });

  test("can be shown with its calculation", () => {
    const format = (x: number) => numberText(x);
    expect(solution(of("∂f/∂x"), format)).toBe("∂f/∂x = 6 × 1 + 3 × 3 = 15.");
    const {of: other} = quiz("(x + y) * z", {x: -2, y: 5, z: -4});
    expect(solution(other("∂f/∂x"), format)).toBe("∂f/∂x = −4 × 1 = −4.");
    expect(solution(other("∂f/∂(x + y)"), format)).toBe("∂f/∂(x + y) = 1 × (−4) = −4.");
  });

  test("no hint gives away the number", () => {
    const {asked} = quiz("(p + q) * r", {p: 17.25, q: 29.5, r: 31.75});
    for (const question of asked.slice(1)) {
      for (const verdict of ["empty", "sign", "local", "upstream", "value", "wrong"] as const) {
        expect(hint(question, verdict)).not.toContain(numberText(question.answer));
      }
    }
  });
});

test("the right answer is right, rounded as it may be", () => {
  fc.assert(
    fc.property(
      fc.integer({min: -50, max: 50}),
      fc.integer({min: -50, max: 50}),
      fc.integer({min: 0, max: 4}),
      (a, b, digits) => {
        const inputs = {x: a / 7, y: b / 7};
        for (const question of quiz("tanh(x * y) + x", inputs).asked) {
          expect(judge(question, Number(question.answer.toFixed(digits)), digits)).toBe("right");
        }
      },
    ),
    {numRuns: 30},
  );
});
