import {readFileSync} from "node:fs";
import * as d3 from "d3-array";
import {describe, expect, it} from "vitest";
import * as core from "../../src/core/index.ts";
import {Session} from "../../src/lab/playground/session.ts";
import {type PlaygroundState, readState} from "../../src/lab/playground/state.ts";

/** What the lesson says in words holds for the very code that its readers see. */
const lesson = readFileSync("content/networks.md", "utf8");
const fences = [...lesson.matchAll(/^```js[^\n]*\n([\s\S]*?)^```$/gm)].map(([, code]) => code!);

function run<T>(holding: readonly string[], given: object, names: string): T {
  const code = holding.map((part) => fences.find((fence) => fence.includes(part))!).join("\n");
  const scope = {...core, d3, ...given};
  return new Function(...Object.keys(scope), `${code}\nreturn ${names};`)(...Object.values(scope)) as T;
}

type Share = (widths: readonly number[]) => number;

describe("the lesson on networks", () => {
  it.each(["ring", "XOR"])("no line does better than a few points over guessing: %s", (kind) => {
    expect(run<number>(["const straight ="], {kind}, "straight")).toBeLessThan(0.65);
  });

  it("for the ring 2 units are too few, and 3 are enough", () => {
    const share = run<Share>(["const straight ="], {kind: "ring"}, "share");
    expect(share([2])).toBeLessThan(0.9);
    expect(share([3])).toBeGreaterThan(0.95);
  });

  it("two linear layers are one", () => {
    expect(run<number>(["const straight =", "const bothSteps"], {kind: "ring"}, "apart")).toBeLessThan(1e-12);
  });

  it("the straight cut in the hidden plane is the network's own border", () => {
    const {deep, folded, normal, offset} = run<{
      deep: core.Trainer;
      folded: {x: number; y: number; label: number}[];
      normal: [number, number];
      offset: number;
    }>(["const straight =", "const deep ="], {kind: "ring", wide: 6, steps: 600}, "{deep, folded, normal, offset}");
    const right = folded.filter(({x, y, label}) => Number(offset + normal[0] * x + normal[1] * y > 0) === label);
    expect(right.length / folded.length).toBeCloseTo(deep.evaluate().accuracy!, 12);
    expect(deep.evaluate().accuracy).toBeGreaterThan(0.95);
  });

  it("training moves the points in the hidden plane as well as the cut", () => {
    const at = (steps: number) =>
      run<{folded: {x: number}[]; normal: [number, number]}>(
        ["const straight =", "const deep ="],
        {kind: "ring", wide: 6, steps},
        "{folded, normal}",
      );
    const [begin, end] = [at(0), at(600)];
    const moved = end.folded.map(({x}, i) => Math.abs(x - begin.folded[i]!.x));
    expect(moved.filter((distance) => distance > 0.2).length).toBeGreaterThan(moved.length / 2);
    expect(Math.hypot(end.normal[0] - begin.normal[0], end.normal[1] - begin.normal[1])).toBeGreaterThan(0.5);
  });

  it("three arms: nothing without a hidden layer, one layer of 8 before two of 4, nearly all from 16", () => {
    const {shareOfArms, parametersOf} = run<{shareOfArms: Share; parametersOf: Share}>(
      ["const shareOfArms"],
      {},
      "{shareOfArms, parametersOf}",
    );
    expect(shareOfArms([])).toBeLessThan(0.45);
    expect(shareOfArms([8])).toBeGreaterThan(shareOfArms([4, 4]) + 0.04);
    expect(shareOfArms([16])).toBeGreaterThan(0.98);
    expect(Math.abs(parametersOf([8]) - 50)).toBeLessThan(5);
    expect(Math.abs(parametersOf([4, 4]) - 50)).toBeLessThan(5);
    const network = new core.Sequential([
      new core.Dense(2, 8, {initialization: "zeros"}),
      new core.Dense(8, 3, {initialization: "zeros"}),
    ]);
    expect(parametersOf([8])).toBe(network.params().reduce((sum, {value}) => sum + value.data.length, 0));
  });

  it("the networks that one can watch learn, but for the one without a bend", () => {
    const tasks = [...lesson.matchAll(/^ {2}\["([^"]+)", (\{.+\})\],?$/gm)].map(([, name, settings]) => ({
      name: name!,
      settings: new Function(`return ${settings}`)() as Partial<PlaygroundState>,
    }));
    expect(tasks).toHaveLength(4);
    for (const {name, settings} of tasks) {
      const {state, problems} = readState(settings);
      expect(problems).toEqual([]);
      const session = new Session({state});
      for (let i = 0; i < 150; i++) session.trainEpoch();
      const {accuracy} = session.snapshot(20).train;
      if (/none/.test(name)) expect(accuracy, name).toBeLessThan(0.7);
      else expect(accuracy, name).toBeGreaterThan(0.9);
    }
  });
});
