import * as fc from "fast-check";
import {describe, expect, test} from "vitest";
import {alexnet} from "../../../src/units/architecture/alexnet.ts";
import type {Layer} from "../../../src/units/architecture/layer.ts";
import {neuralTuringMachine} from "../../../src/units/architecture/neural-turing-machine.ts";
import {inferShapes, shapeText, sizeOf, totals} from "../../../src/units/architecture/shapes.ts";

const byName = (layers: readonly Layer[], options = {}) =>
  new Map(inferShapes(layers, options).map((s) => [s.name, s]));

describe("AlexNet", () => {
  test("has the published shapes", () => {
    const at = byName(alexnet());
    const shapes = (names: string) => names.split(" ").map((name) => shapeText(at.get(name)!.shape));
    expect(shapes("image conv1 pool1 conv2 pool2 conv3 conv4 conv5 pool5 fc6 fc7 fc8 softmax loss")).toEqual(
      "227×227×3 55×55×96 27×27×96 27×27×256 13×13×256 13×13×384 13×13×384 13×13×256 6×6×256 4096 4096 1000 1000 1".split(
        " ",
      ),
    );
  });

  test("has 60,965,224 parameters in two towers, layer by layer", () => {
    const at = byName(alexnet());
    const counts = ["conv1", "conv2", "conv3", "conv4", "conv5", "fc6", "fc7", "fc8"].map(
      (name) => at.get(name)!.parameters,
    );
    expect(counts).toEqual([34_944, 307_456, 885_120, 663_936, 442_624, 37_752_832, 16_781_312, 4_097_000]);
    expect(totals(inferShapes(alexnet())).parameters).toBe(60_965_224);
  });

  test("has 62,378,344 in one tower", () => {
    expect(totals(inferShapes(alexnet({twoTowers: false}))).parameters).toBe(62_378_344);
  });

  test("has the 659,272 units that the paper rounds to 650,000", () => {
    const units = inferShapes(alexnet()).filter(({type}) => type === "conv" || type === "dense");
    expect(units.reduce((sum, {shape}) => sum + sizeOf(shape!), 0)).toBe(659_272);
  });

  test("keeps activations in proportion to the batch", () => {
    const summaries = inferShapes(alexnet());
    expect(totals(summaries, 128).activations).toBe(128 * totals(summaries).activations!);
  });

  test("explains why 224 does not fit, and counts what it still can", () => {
    const at = byName(alexnet({size: 224}));
    expect(at.get("conv1")!.problem).toBe(
      "“conv1”: (224 − 11)/4 + 1 = 54.25 is not a whole number of windows. Its input may not be 224 wide: 223 or 227 would fit.",
    );
    expect(at.get("conv1")!.shape).toBeNull();
    expect(at.get("conv1")!.parameters).toBe(34_944);
    expect(at.get("relu1")).toMatchObject({shape: null, parameters: 0, problem: undefined});
    expect(totals(inferShapes(alexnet({size: 224}))).parameters).toBeNull();
  });

  test("rounds down where it is told to", () => {
    const at = byName(alexnet({size: 224}), {rounding: "floor"});
    expect(["conv1", "pool1", "pool2", "pool5"].map((name) => shapeText(at.get(name)!.shape))).toEqual([
      "54×54×96",
      "26×26×96",
      "12×12×256",
      "5×5×256",
    ]);
  });
});

describe("the Neural Turing Machine", () => {
  test("has the shapes of its equations", () => {
    const at = byName(neuralTuringMachine({steps: 2}));
    const shape = (name: string) => shapeText(at.get(name)!.shape);
    expect(shape("control 1")).toBe("100");
    expect(shape("read head 1")).toBe("26"); // 20 + 1 + 1 + 3 + 1
    expect(shape("write head 1")).toBe("66"); // and 20 to erase, 20 to add
    expect(shape("w write 2")).toBe("128");
    expect(shape("memory 2")).toBe("128×20");
    expect(shape("read 2")).toBe("20");
    expect(shape("output 2")).toBe("8");
    expect(shape("loss 2")).toBe("1");
  });

  test("counts weights that time shares once", () => {
    // 100·(9+20)+100, 66·100+66, 26·100+26, 8·(100+20)+8
    const expected = 3_000 + 6_666 + 2_626 + 968;
    for (const steps of [1, 2, 7]) {
      expect(totals(inferShapes(neuralTuringMachine({steps}))).parameters).toBe(expected);
    }
    expect(byName(neuralTuringMachine({steps: 3})).get("control 3")).toMatchObject({
      parameters: 0,
      sharedWith: "control 1",
    });
  });

  test("has parameters that do not depend on the rows of its memory", () => {
    const count = (rows: number) => totals(inferShapes(neuralTuringMachine({rows}))).parameters;
    expect(count(8)).toBe(count(256));
  });

  test("comes to the same with its heads opened", () => {
    const closed = inferShapes(neuralTuringMachine({steps: 2}));
    const open = inferShapes(neuralTuringMachine({steps: 2, openHeads: true}));
    expect(totals(open).parameters).toBe(totals(closed).parameters);
    expect(open.length - closed.length).toBe(2 * 2 * 3);
    expect(open.filter(({problem}) => problem)).toEqual([]);
  });

  test("is rebuilt at other settings of its dials", () => {
    const longer = neuralTuringMachine({steps: 2}).rebuild!({steps: 5, controller: 50});
    expect(longer.filter(({type}) => type === "loss")).toHaveLength(5);
    expect(shapeText(byName(longer).get("control 5")!.shape)).toBe("50");
  });
});

describe("wrong lists", () => {
  test("name a layer that reads what is not there", () => {
    const [, dense] = inferShapes([
      {name: "x", type: "input", options: {shape: [3]}},
      {name: "y", type: "dense", options: {units: 2}, inputs: ["z"]},
    ]);
    expect(dense!.problem).toBe("“y” reads “z”, which is not in the list before it.");
  });

  test("name doubled layers, a picture that is none, and a window that is too large", () => {
    const doubled = inferShapes([
      {name: "x", type: "input", options: {shape: [3]}},
      {name: "x", type: "relu", inputs: ["x"]},
    ]);
    expect(doubled[1]!.problem).toContain("Two layers are called “x”");
    const flat = inferShapes([
      {name: "x", type: "input", options: {shape: [3]}},
      {name: "c", type: "conv"},
    ]);
    expect(flat[1]!.problem).toBe("“c” slides over height × width × channels, but gets 3.");
    const small = inferShapes([
      {name: "x", type: "input", options: {shape: [4, 4, 1]}},
      {name: "c", type: "conv", options: {filters: 1, kernel: 5}},
    ]);
    expect(small[1]!.problem).toBe("“c”: a window of 5 does not fit into 4.");
  });

  test("name weights that cannot be shared", () => {
    const summaries = inferShapes([
      {name: "x", type: "input", options: {shape: [3]}},
      {name: "a", type: "dense", options: {units: 3}, weights: "w"},
      {name: "b", type: "dense", options: {units: 4}, weights: "w"},
    ]);
    expect(summaries[2]!.problem).toBe("“b” needs 16 weights and cannot share the 12 of “a”.");
  });
});

test("a convolution's size is the number of places where its window stands", () => {
  fc.assert(
    fc.property(
      fc.integer({min: 1, max: 40}),
      fc.integer({min: 1, max: 9}),
      fc.integer({min: 1, max: 5}),
      fc.integer({min: 0, max: 4}),
      (side, kernel, stride, padding) => {
        let places = 0;
        for (let at = -padding; at + kernel <= side + padding; at += stride) places++;
        const layers: Layer[] = [
          {name: "x", type: "input", options: {shape: [side, side, 2]}},
          {name: "c", type: "conv", options: {filters: 3, kernel, stride, padding}},
        ];
        const floor = inferShapes(layers, {rounding: "floor"})[1]!;
        expect(floor.shape).toEqual(places > 0 ? [places, places, 3] : null);
        const exact = inferShapes(layers)[1]!;
        const fits = places > 0 && (side + 2 * padding - kernel) % stride === 0;
        expect(exact.shape !== null).toBe(fits);
        expect(exact.problem === undefined).toBe(fits);
      },
    ),
  );
});
