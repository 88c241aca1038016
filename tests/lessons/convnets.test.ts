import {readFileSync} from "node:fs";
import * as d3 from "d3-array";
import {describe, expect, it} from "vitest";
import * as core from "../../src/core/index.ts";
import {convolve} from "../../src/units/convolution/convolve.ts";

/** What the lesson says in words holds for the very code that its readers see. */
const lesson = readFileSync("content/convnets.md", "utf8");
const fences = [...lesson.matchAll(/^```js([^\n]*)\n([\s\S]*?)^```$/gm)].map(([, , code]) => code!);

function run<T>(holding: readonly string[], names: string): T {
  const code = holding.map((part) => fences.find((fence) => fence.includes(part))!).join("\n");
  const scope = {...core, d3};
  return new Function(...Object.keys(scope), `${code}\nreturn ${names};`)(...Object.values(scope)) as T;
}

const countOf = (layer: core.Layer) => layer.params().reduce((sum, {value}) => sum + value.data.length, 0);

describe("the lesson on convolutional networks", () => {
  it("the edge filter gives 3 where the right is bright, −3 at the opposite edge, 0 inside", () => {
    const image = Array.from({length: 3}, () => [0, 0, 1, 1, 1, 0, 0]);
    const kernel = Array.from({length: 3}, () => [-1, 0, 1]);
    expect(convolve(image, kernel, {stride: 1, padding: 0}).output).toEqual([[3, 3, 0, -3, -3]]);
  });

  it("the map of the moved cross is the map of the cross, moved", () => {
    expect(run<number>(["const sample =", "const looked ="], "largestDifference")).toBe(0);
  });

  it("a convolution needs 80 parameters where a dense layer needs more than 160,000", () => {
    const {convWeights, denseWeights} = run<{convWeights: number; denseWeights: number}>(
      ["const convWeights"],
      "{convWeights, denseWeights}",
    );
    expect(convWeights).toBe(80);
    const dense = new core.Dense(144, 8 * 144, {initialization: "zeros"});
    expect(denseWeights).toBe(countOf(dense));
  });

  it("both gradients are convolutions", () => {
    const {apartW, apartX} = run<{apartW: number; apartX: number}>(["const dX ="], "{apartW, apartX}");
    expect(apartW).toBeLessThan(1e-12);
    expect(apartX).toBeLessThan(1e-12);
  });

  it("the quizzes' numbers are right", () => {
    expect(core.windowPlaces(11, {size: 3, stride: 2, padding: 0})).toBe(5);
    const second = new core.Conv2d({channels: 8, height: 6, width: 6}, 16, {size: 3, initialization: "zeros"});
    expect(countOf(second)).toBe(1168);
  });
});
