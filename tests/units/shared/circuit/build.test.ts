import {describe, expect, it} from "vitest";
import {checkedBuild} from "../../../../src/units/shared/circuit/build.ts";

const setup = (expression: string) => ({expression, branches: "shared", ties: "first"}) as const;

describe("checkedBuild", () => {
  it("speaks in the name of the function that was called", () => {
    expect(() => checkedBuild("gradientQuiz", setup("x +"), {})).toThrow(/^gradientQuiz\(\): /);
    expect(() => checkedBuild("gradientQuiz", setup("x * y"), {x: 1})).toThrow(
      'gradientQuiz(): the expression "x * y" also needs values for y: gradientQuiz("…", {y: 1}).',
    );
    expect(() => checkedBuild("circuit", setup("x"), {x: 1, z: 2})).toThrow(
      'circuit(): the expression has no input "z". The inputs are x.',
    );
    expect(() => checkedBuild("circuit", setup("x"), {x: Number.NaN})).toThrow(
      "circuit(): the input x must be a finite number, not NaN.",
    );
  });

  it("builds what can be built", () => {
    const {model} = checkedBuild("circuit", setup("q = x + y; f = q * z"), {x: -2, y: 5, z: -4});
    expect(model.nodes.map(({id}) => id)).toEqual(["x", "y", "q", "z", "f"]);
  });
});
