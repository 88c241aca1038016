import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {bestGradientDescent, bestMomentum, descend, isStable, SURFACES, surface} from "../../src/core/descent/index.ts";
import {Momentum} from "../../src/core/nn/optimizers/momentum.ts";
import {SGD} from "../../src/core/nn/optimizers/sgd.ts";
import {type DescentMap, DIVERGED, descentMap} from "../../src/lab/descent-map.ts";

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

it("the theory’s best setting lies next to the table’s; by luck a run may be shorter still", () => {
  const best = bestMomentum(1, 20);
  expect(best.rate).toBeCloseTo(0.133, 2);
  expect(best.momentum).toBeCloseTo(0.404, 2);
  expect(count(new Momentum(best))).toBe(18);
  expect(count(new Momentum({rate: 0.151, momentum: 0.654}))).toBeLessThan(17);
});

it("the map of the page diverges beyond 0 < αλ < 2 + 2μ and nowhere else", async () => {
  const cell = fences.find((fence) => fence.includes("descentMap("))!;
  const options = new Function("ravine", "target", `return ${cell.match(/descentMap\((\{.*?\})\)/)![1]}`)(ravine, 1e-3);
  let map: DescentMap | undefined;
  for await (const next of descentMap(options)) map = next;
  const {rates, momenta, iterations} = map!;
  for (const [i, rate] of rates.entries())
    for (const [j, momentum] of momenta.entries()) {
      // Within a hundredth of the limit the loss changes too slowly to tell in so many steps.
      if (Math.abs(rate * 20 - 2 - 2 * momentum) < 0.04) continue;
      const stable = iterations[i * momenta.length + j] !== DIVERGED;
      expect(stable, `α = ${rate}, μ = ${momentum}`).toBe(isStable(rate, momentum, 20));
    }
});

describe("other landscapes", () => {
  const toured = new Function(
    "surface",
    "descend",
    "Momentum",
    `${fences.find((fence) => fence.includes("const toured ="))}\nreturn toured;`,
  )(surface, descend, Momentum) as (name: string, momentum: number) => number | "never";

  it("the prediction: μ = 0.9 gains most on the plateau", () => {
    const gain = (name: string) => Number(toured(name, 0)) / Number(toured(name, 0.9));
    for (const name of ["bowl", "ravine", "saddle"]) expect(gain(name), name).toBeLessThan(gain("plateau") / 3);
  });

  it("annealed: early in the ravine, later than a constant 0.9 on the plateau; a constant 0.99 is far too much", () => {
    const annealed = (name: "ravine" | "plateau") => {
      const {f, start, minimum} = surface(name);
      const schedule = (step: number) => ({momentum: 0.5 + 0.49 * Math.min(1, step / 200)});
      expect(lesson).toContain("0.5 + 0.49 * Math.min(1, step / 200)");
      const optimizer = new Momentum({rate: 0.05, momentum: 0.5});
      return descend({f, start, optimizer, schedule, target: minimum + 0.001, steps: 400}).iterations!;
    };
    expect(annealed("ravine")).toBeLessThan(Number(toured("ravine", 0.5)));
    expect(0.5 + (0.49 * annealed("ravine")) / 200, "μ is still low").toBeLessThan(0.65);
    expect(annealed("plateau")).toBeGreaterThan(Number(toured("plateau", 0.9)));
    expect(Number(toured("ravine", 0.99))).toBeGreaterThan(3 * Number(toured("ravine", 0.9)));
  });
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
    f: {expression: "x", operations: 0, value: (x) => x, gradient: () => [1, 0]},
    start: [0, 0],
    optimizer: new Momentum({rate: 1, momentum: 0.9}),
    steps: 300,
  });
  expect(points.at(-2)!.x - points.at(-1)!.x).toBeCloseTo(10, 8);
});
