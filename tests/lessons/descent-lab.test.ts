import {readFileSync} from "node:fs";
import {expect, it} from "vitest";
import {descend, lowestValue, planeFunction, surface} from "../../src/core/descent/index.ts";
import {AdaGrad, Adam, Momentum, Nesterov, RMSProp, SGD} from "../../src/core/nn/index.ts";

const notebook = readFileSync("notebooks/descent-lab.md", "utf8");
const fences = [...notebook.matchAll(/^```js[^\n]*\n([\s\S]*?)^```$/gm)].map((match) => match[1]!);
const cell = (begin: string) => fences.find((fence) => fence.includes(begin))!;
interface Example {
  name: string;
  expression: string;
  x: [number, number];
  y: [number, number];
  start: [number, number];
}
const examples = new Function("surface", `${cell("const landscapes")}\nreturn landscapes;`)(surface) as Example[];

it.each(examples.map((example) => [example.name, example] as const))("%s can be gone down by all six", (_, typed) => {
  const scope = {typed, planeFunction, lowestValue};
  const {f, lowest, target} = new Function(
    ...Object.keys(scope),
    `${cell("const lowest =")}\nreturn {f, lowest, target};`,
  )(...Object.values(scope));
  expect(Number.isFinite(lowest.value)).toBe(true);
  expect(target).toBeGreaterThan(lowest.value);
  const settings = {
    SGD,
    Momentum,
    Nesterov,
    AdaGrad,
    RMSProp,
    Adam,
    rate: 0.001,
    adaptiveRate: 0.3,
    momentum: 0.8,
    decay: 0.9,
    beta1: 0.9,
    beta2: 0.999,
    entered: ["gradient descent", "momentum", "Nesterov", "AdaGrad", "RMSProp", "Adam"],
  };
  const runs = new Function(...Object.keys(settings), `${cell("const runs =")}\nreturn runs;`)(
    ...Object.values(settings),
  );
  expect(runs).toHaveLength(6);
  for (const {optimizer} of runs) {
    const {points, outcome} = descend({f, start: typed.start, optimizer, target, steps: 200});
    expect(outcome).not.toBe("diverged");
    expect(points.at(-1)!.value).toBeLessThan(points[0]!.value);
  }
});
