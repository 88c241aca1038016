import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {bestGradientDescent, bestMomentum, descend, isStable, SURFACES, surface} from "../../src/core/descent/index.ts";
import {Momentum} from "../../src/core/nn/optimizers/momentum.ts";
import {SGD} from "../../src/core/nn/optimizers/sgd.ts";

/** What the lesson says in words holds for the cells that its readers see: they are read from its Markdown and run here. */
const lesson = readFileSync("content/momentum.md", "utf8");
const fences = [...lesson.matchAll(/^```js[^\n]*\n([\s\S]*?)^```$/gm)].map((match) => match[1]!);
const cell = fences.find((fence) => fence.includes("const count ="))!;
const ravine = surface("ravine");
const count = new Function("descend", "ravine", `${cell}\nreturn count;`)(descend, ravine) as (
  optimizer: SGD | Momentum,
) => number | string;

describe("the numbers of the tables", () => {
  it("without momentum: 106, 55, never, diverges", () => {
    expect([0.05, 0.0952, 0.1, 0.101].map((rate) => count(new SGD({rate})))).toEqual([106, 55, "never", "diverges"]);
  });

  it("with momentum: 106, 46, 77, 17", () => {
    const settings = [
      [0.05, 0],
      [0.05, 0.5],
      [0.05, 0.9],
      [0.133, 0.404],
    ] as const;
    expect(settings.map(([rate, momentum]) => count(new Momentum({rate, momentum})))).toEqual([106, 46, 77, 17]);
  });

  it("says them in the questions as they are", () => {
    expect(lesson).toContain("needs 106 steps with α = 0.05");
    expect(lesson).toContain("momentum of μ = 0.5 brings it down to 46");
  });
});

it("no learning rate beats the best one without momentum by more than a step", () => {
  const best = count(new SGD(bestGradientDescent(1, 20))) as number;
  for (let rate = 0.001; rate < 0.1; rate += 0.0005) {
    const steps = count(new SGD({rate}));
    expect(steps === "never" || Number(steps) >= best - 1, `α = ${rate}: ${steps}`).toBe(true);
  }
});

it("κ = 10,000: about a hundred times fewer steps; μ = 0.9 and 0.99 are best where the lesson says", () => {
  const [plain, ball] = [bestGradientDescent(1, 1e4), bestMomentum(1, 1e4)];
  expect(Math.log(plain.factor) / Math.log(ball.factor)).toBeCloseTo(0.01, 4);
  for (const momentum of [0.9, 0.99]) {
    const kappa = ((1 + Math.sqrt(momentum)) / (1 - Math.sqrt(momentum))) ** 2;
    expect(bestMomentum(1, kappa).momentum).toBeCloseTo(momentum, 10);
  }
  expect(isStable(0.1899, 0.9, 20) && !isStable(0.1901, 0.9, 20), "the quiz’s 0.19").toBe(true);
});

it("momentum helps on every landscape of the tour, at the tour’s rates", () => {
  for (const name of SURFACES) {
    const {f, start, minimum} = surface(name);
    const rate = name === "rosenbrock" ? 0.001 : 0.05;
    const steps = (optimizer: SGD | Momentum) =>
      descend({f, start, optimizer, target: minimum + 0.001, steps: 5000}).iterations ?? Infinity;
    expect(steps(new Momentum({rate, momentum: 0.9})), name).toBeLessThan(steps(new SGD({rate})));
  }
});

it("on a constant slope the velocity ends 1/(1 − μ) times as large", () => {
  const {points} = descend({
    f: {expression: "x", value: (x) => x, gradient: () => [1, 0]},
    start: [0, 0],
    optimizer: new Momentum({rate: 1, momentum: 0.9}),
    steps: 300,
  });
  expect(points.at(-2)!.x - points.at(-1)!.x).toBeCloseTo(10, 8);
});
