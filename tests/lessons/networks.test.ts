import {readFileSync} from "node:fs";
import * as d3 from "d3-array";
import {describe, expect, it} from "vitest";
import * as core from "../../src/core/index.ts";

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
});
