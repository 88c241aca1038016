import {describe, expect, test} from "vitest";
import {alexnet} from "../../../src/units/architecture/alexnet.ts";
import {neuralTuringMachine} from "../../../src/units/architecture/neural-turing-machine.ts";
import {inferShapes} from "../../../src/units/architecture/shapes.ts";
import {describeStep, nextStop, phaseAt, pictureAt, sweepSteps} from "../../../src/units/architecture/sweep.ts";

const alex = inferShapes(alexnet());
const steps = sweepSteps(alex);

describe("both passes", () => {
  test("go forward through every layer, are seeded, and come back through all but the inputs", () => {
    const names = (phase: string) => steps.filter((step) => step.phase === phase).map(({layer}) => alex[layer!]!.name);
    const all = alex.map(({name}) => name);
    expect(names("forward")).toEqual(all);
    expect(names("seed")).toEqual(["loss"]);
    expect(names("backward")).toEqual(all.filter((name) => name !== "image").reverse());
    expect(steps).toHaveLength(1 + 25 + 1 + 24);
  });

  test("compute nothing before its inputs, and send nothing before all gradients have come", () => {
    const ntm = inferShapes(neuralTuringMachine({steps: 3, openHeads: true}));
    const passes = sweepSteps(ntm);
    passes.forEach(({phase, layer}, at) => {
      const before = pictureAt(ntm, passes, Math.max(0, at - 1));
      if (phase === "forward") {
        for (const name of ntm[layer!]!.inputs)
          expect(before.layers[ntm.findIndex((l) => l.name === name)]!.forward).toBe(true);
      }
      if (phase === "backward") expect(before.layers[layer!]!.arrived).toBe(before.layers[layer!]!.expected);
    });
    const end = pictureAt(ntm, passes, passes.length - 1);
    expect(end.layers.every(({arrived, expected}) => arrived === expected)).toBe(true);
    expect(end.wires.every(({forward, backward}) => forward && backward)).toBe(true);
  });

  test("show a gradient that has come by one path of several", () => {
    const ntm = inferShapes(neuralTuringMachine({steps: 1}));
    const passes = sweepSteps(ntm);
    const read = ntm.findIndex(({name}) => name === "tanh 1");
    const sent = passes.findIndex(({phase, layer}) => phase === "backward" && ntm[layer!]!.name === "output 1");
    expect(pictureAt(ntm, passes, sent).layers[read]).toMatchObject({arrived: 1, expected: 3});
  });

  test("leave out layers that do not lead to the last one", () => {
    const summaries = inferShapes([
      {name: "x", type: "input", options: {shape: [2]}},
      {name: "aside", type: "relu", inputs: ["x"]},
      {name: "y", type: "tanh", inputs: ["x"]},
    ]);
    const passes = sweepSteps(summaries);
    expect(passes.filter(({phase}) => phase === "backward").map(({layer}) => layer)).toEqual([2]);
    expect(pictureAt(summaries, passes, passes.length - 1).layers[0]).toMatchObject({arrived: 1, expected: 1});
  });

  test("start with nothing", () => {
    const {layers, wires} = pictureAt(alex, steps, 0);
    expect(layers.some(({forward, arrived, current}) => forward || arrived > 0 || current)).toBe(false);
    expect(wires.some(({forward, backward, current}) => forward || backward || current)).toBe(false);
  });
});

test("phases end after the forward pass, the seed and the backward pass", () => {
  expect([nextStop(steps, 0, 1), nextStop(steps, 25, 1), nextStop(steps, 26, 1)]).toEqual([25, 26, 50]);
  expect([nextStop(steps, 50, -1), nextStop(steps, 26, -1), nextStop(steps, 7, -1)]).toEqual([26, 25, 0]);
  expect([0, 1, 26, 27, 50].map((at) => phaseAt(steps, at))).toEqual(["start", "forward", "seed", "backward", "done"]);
});

test("each step is said in a sentence", () => {
  expect(describeStep(alex, steps, 2)).toBe(
    "Step 2 of 50. Forward: conv1 turns 227×227×3 into 55×55×96 with 34,944 parameters.",
  );
  expect(describeStep(alex, steps, 2, 128)).toContain("turns 128×227×227×3 into 128×55×55×96");
  expect(describeStep(alex, steps, 26)).toContain("Seed: the gradient of loss by itself is 1.");
  expect(describeStep(alex, steps, 50)).toBe(
    "Step 50 of 50. Backward: conv1 holds a gradient of its output’s shape, 55×55×96, and sends 227×227×3 to image; " +
      "its 34,944 parameters get as many gradients.",
  );
});
