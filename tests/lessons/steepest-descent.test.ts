import {readFileSync} from "node:fs";
import {expect, it} from "vitest";
import {descend, firstOrderChange, normOf, planeFunction, steepestStep, stepAt} from "../../src/core/descent/index.ts";
import {SGD} from "../../src/core/nn/optimizers/sgd.ts";
import {random} from "../../src/core/numeric/index.ts";

/** What the lesson says in words holds for the cells that its readers see: they are read from its Markdown and run here. */
const lesson = readFileSync("content/steepest-descent.md", "utf8");
const fences = [...lesson.matchAll(/^```js[^\n]*\n([\s\S]*?)^```$/gm)].map((match) => match[1]!);
const run = <T>(begin: string, scope: object, name: string, until = ""): T => {
  const cell = fences.find((fence) => fence.includes(begin))!;
  const code = until ? cell.slice(0, cell.indexOf(until)) : cell;
  return new Function(...Object.keys(scope), `${code}\nreturn ${name};`)(...Object.values(scope)) as T;
};
const f = planeFunction("0.5*(x^2 + 4*y^2)");

it("the error of the promise is half the curvature times ε², exactly: a quarter for half the step", () => {
  const rows = run<{radius: number; error: number}[]>(
    "const errors =",
    {planeFunction, stepAt, firstOrderChange, ball: {angle: 1, w: [-1, 1]}},
    "errors",
  );
  const [dx, dy] = stepAt(1, 1);
  for (const {radius, error} of rows) expect(error / radius ** 2).toBeCloseTo((dx * dx + 4 * dy * dy) / 2, 10);
});

it("the prediction: at (−1, 1) steeply down and a little to the right", () => {
  const [dx, dy] = steepestStep(f.gradient(-1, 1), 1) as [number, number];
  expect(Math.atan2(dy, dx) * (180 / Math.PI)).toBeCloseTo(-75.96, 1);
});

it("a thousand random directions come nowhere near in a thousand dimensions, and near in two", () => {
  const best = (dimensions: number) =>
    Math.max(...run<number[]>("const shares =", {random, normOf, firstOrderChange, dimensions}, "shares", "display("));
  expect(best(2)).toBeGreaterThan(0.999);
  expect(best(1000), "about a tenth").toBeCloseTo(0.1, 1);
});

it("the steepest steps of the questions, in three norms", () => {
  const close = (step: readonly number[], to: readonly number[]) =>
    step.forEach((each, i) => {
      expect(each).toBeCloseTo(to[i]!, 6);
    });
  close(steepestStep([3, -4], 0.1), [-0.06, 0.08]);
  expect(firstOrderChange([3, -4], steepestStep([3, -4], 0.1))).toBeCloseTo(-0.5, 12);
  close(steepestStep(f.gradient(-1, 1), 1, "L1"), [0, -1]);
  close(steepestStep([-0.001, 5], 0.1, "L∞"), [0.1, -0.1]);
  close(steepestStep([-0.001, 5], 0.1, "L1"), [0, -0.1]);
  close(steepestStep([-0.001, 5], 0.1), [0.00002, -0.1]);
});

it("at exactly 0.5 it bounces along w₂ at the same height", () => {
  const {points} = descend({f, start: [-2.5, 1.5], optimizer: new SGD({rate: 0.5}), steps: 21});
  for (const {step, y} of points) expect(y).toBe(step % 2 === 0 ? 1.5 : -1.5);
});

it("gradient descent on the bowl diverges beyond 0.5 and not before", () => {
  const go = (rate: number) => descend({f, start: [-2.5, 1.5], optimizer: new SGD({rate}), steps: 200}).outcome;
  expect([go(0.49), go(0.51)]).toEqual(["on its way", "diverged"]);
});
