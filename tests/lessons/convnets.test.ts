import {readFileSync} from "node:fs";
import * as d3 from "d3-array";
import {describe, expect, it} from "vitest";
import * as core from "../../src/core/index.ts";
import {type ConvnetEpoch, convnet, convnetPredictions, convnetTraining} from "../../src/lab/convnet-training.ts";
import {convolve} from "../../src/units/convolution/convolve.ts";

/** What the lesson says in words holds for the very code that its readers see. */
const lesson = readFileSync("content/convnets.md", "utf8");
const fences = [...lesson.matchAll(/^```js([^\n]*)\n([\s\S]*?)^```$/gm)].map(([, , code]) => code!);

function run<T>(holding: readonly string[], names: string, given: object = {}): T {
  const code = holding.map((part) => fences.find((fence) => fence.includes(part))!).join("\n");
  const scope = {...core, d3, ...given};
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

  it.each([1, 2])(
    "takes most answers without any one filter, as seed %i shows, and tells drawings by hand",
    async (seed) => {
      const training = await last(convnetTraining({seed}));
      expect(training.testAccuracy).toBeGreaterThan(0.95);
      const {withoutFilter, rightByKind, whole, sample} = run<{
        withoutFilter(params: ConvnetEpoch["params"], which: number): core.Sequential;
        rightByKind(network: core.Sequential): number[];
        whole: number[];
        sample: core.Glyphs;
      }>(["const sample =", "function withoutFilter"], "{withoutFilter, rightByKind, whole, sample}", {
        ...{convnet, convnetPredictions, training, seed},
      });
      expect(mean(whole)).toBeGreaterThan(0.95);
      const cuts = Array.from({length: 16}, (_, i) => i + 1).map((which) =>
        mean(rightByKind(withoutFilter(training.params, which))),
      );
      expect(Math.min(...cuts)).toBeGreaterThan(0.85);
      expect(cuts.filter((share) => share > mean(whole) - 0.03).length).toBeGreaterThan(8);
      // A filter that is taken away is gone: its map is 0 everywhere.
      const [told] = convnetPredictions(withoutFilter(training.params, 3), {...sample.inputs, rows: 1});
      expect(Math.max(...told!.maps[1]!.values.slice(2 * 36, 3 * 36))).toBe(0);
      expect(Math.max(...told!.maps[1]!.values.slice(3 * 36))).toBeGreaterThan(0);
    },
  );

  it("overfits ten drawings of each kind: nearly all of its own right, clearly fewer of the fresh ones", async () => {
    const {trainAccuracy, testAccuracy} = await last(convnetTraining({seed: 1, perClass: 10}));
    expect(trainAccuracy).toBeGreaterThan(0.95);
    expect(testAccuracy).toBeLessThan(0.9);
  });
});

const mean = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

async function last(epochs: AsyncIterable<ConvnetEpoch>): Promise<ConvnetEpoch> {
  let epoch: ConvnetEpoch | undefined;
  for await (const next of epochs) epoch = next;
  return epoch!;
}
