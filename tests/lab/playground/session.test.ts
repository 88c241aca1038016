import {describe, expect, it} from "vitest";
import {random, Trainer} from "../../../src/core/index.ts";
import {FEATURES, type FeatureName, featureMatrix, gridPoints} from "../../../src/lab/playground/features.ts";
import {buildNetwork, headOf, lossOf, optimizerOf} from "../../../src/lab/playground/network.ts";
import {noPoints, type Points, placesBetween} from "../../../src/lab/playground/points.ts";
import {Session} from "../../../src/lab/playground/session.ts";
import {
  ACTIVATIONS,
  DATASETS,
  defaultState,
  LOSSES,
  OPTIMIZERS,
  type PlaygroundState,
} from "../../../src/lab/playground/state.ts";

const ALL = Object.keys(FEATURES) as FeatureName[];
const state = (change: Partial<PlaygroundState> = {}): PlaygroundState => ({...defaultState(), ...change});
const own: Points = {
  kind: "classes",
  places: Float64Array.of(1, 1, -1, -1, 1, -1, -1, 1, 2, 2, -2, -2),
  targets: Float64Array.of(0, 0, 1, 1, 0, 2),
  names: ["a", "b", "c"],
};

function run(change: Partial<PlaygroundState>, epochs: number, points?: Points): Session {
  const session = new Session({state: state(change), own: points});
  for (let i = 0; i < epochs; i++) session.trainEpoch();
  return session;
}

describe("every combination trains", () => {
  const fine = (session: Session, label: string) => {
    const {train, test, numbers, maps, stopped, epochs} = session.snapshot(5);
    if (stopped) return; // A rate too large for these features says so, and keeps what it had.
    expect(epochs, label).toBe(2);
    expect(Number.isFinite(train.loss) && Number.isFinite(test.loss), label).toBe(true);
    expect(numbers.every(Number.isFinite), label).toBe(true);
    expect(maps.outputs.length, label).toBe(25 * session.head.outputs);
  };

  it.each(DATASETS)("%s with every set of features", (dataset) => {
    for (let mask = 1; mask < 2 ** ALL.length; mask++) {
      const features = ALL.filter((_, i) => mask & (1 << i));
      const label = `${dataset} ${features}`;
      const session = run({dataset, features, samples: 40, rate: 0.001, hidden: [3]}, 2, own);
      expect(session.snapshot(5).stopped, label).toBeUndefined();
      fine(session, label);
    }
  });

  it.each(ACTIVATIONS)("%s with every loss, number of classes, batch normalization and dropout", (activation) => {
    for (const loss of LOSSES)
      for (const classes of [2, 3, 5])
        for (const batchNorm of [false, true])
          for (const dropout of [0, 0.5])
            for (const dataset of ["gauss", "spiral", "plane"] as const) {
              const change = {activation, loss, classes, batchNorm, dropout, dataset, samples: 40, hidden: [3, 2]};
              fine(run(change, 2), JSON.stringify(change));
            }
  });

  it.each(OPTIMIZERS)("%s with every depth up to 6 × 8", (optimizer) => {
    for (let layers = 0; layers <= 6; layers++)
      for (const units of [1, 8]) {
        const hidden = Array<number>(layers).fill(units);
        const session = run({optimizer, hidden, samples: 60, features: ALL, rate: 0.001}, 2);
        fine(session, `${optimizer} ${hidden}`);
        expect(session.plan.columns.map(({units}) => units)).toEqual([...hidden, 1]);
      }
  });
});

describe("a run", () => {
  it("is the trainer's own, step by step", () => {
    const session = run({hidden: [4, 2], noise: 20}, 3);
    const {points, head} = session;
    const targets = Array.from(points.targets.subarray(0, points.trainCount), (label) => 2 * label - 1);
    const trainer = new Trainer({
      network: (streams) => buildNetwork(state(), head, streams).network,
      loss: lossOf(head),
      optimizer: optimizerOf(state()),
      inputs: featureMatrix(placesBetween(points, 0, points.trainCount), ["x1", "x2"]),
      targets,
      seed: 1,
    });
    for (let i = 0; i < 3; i++) trainer.epoch();
    expect(session.snapshot(3).train.loss).toBe(trainer.evaluate().loss);
  });

  it("repeats with its seed, and is another with another", () => {
    const change = {dataset: "spiral", hidden: [8], dropout: 0.2, batchNorm: true, batchSize: 7} as const;
    expect(run(change, 20).snapshot(10)).toEqual(run(change, 20).snapshot(10));
    expect(run({...change, seed: 2}, 20).snapshot(10).numbers).not.toEqual(run(change, 20).snapshot(10).numbers);
  });

  it("does not depend on how it is cut into pieces or looked at", () => {
    const whole = run({batchSize: 7}, 5).snapshot(10);
    const session = new Session({state: state({batchSize: 7})});
    while (session.epochs < 5) {
      session.train(3, () => false);
      if (session.epochs < 5) session.snapshot(4);
    }
    // Pieces of three steps may have gone beyond the epoch's end.
    const steps = session.snapshot(4).steps - whole.steps;
    const same = run({batchSize: 7}, 5);
    same.train(steps, () => false);
    expect(session.snapshot(10)).toEqual(same.snapshot(10));
  });

  it("counts a partial batch as a batch: each point once an epoch", () => {
    const session = run({samples: 100, batchSize: 7}, 1);
    expect(session.stepsPerEpoch).toBe(8);
    expect(session.snapshot(3)).toMatchObject({epochs: 1, steps: 8});
  });

  it("reaches the losses that the playground's networks reach on the circle", () => {
    expect(run({}, 200).snapshot(3).train.loss).toBeLessThan(0.02);
    expect(run({features: ALL, hidden: [8, 8]}, 200).snapshot(3).train.loss).toBeLessThan(0.002);
  });

  it("learns three spiral arms with softmax, and the regression sets", () => {
    const arms = run({dataset: "spiral", classes: 3, hidden: [8, 8], optimizer: "adam", rate: 0.01}, 300).snapshot(3);
    expect(arms.train.accuracy).toBeGreaterThan(0.9);
    const bumps = run({dataset: "multi-gauss", hidden: [8, 8]}, 300).snapshot(3);
    expect(bumps.train).toEqual({loss: expect.closeTo(0.01, 1), accuracy: undefined});
    expect(run({dataset: "plane"}, 200).snapshot(3).test.loss).toBeLessThan(0.002);
  });

  it("stops at numbers that are not finite, says where, and keeps the last that were", () => {
    const session = run({dataset: "plane", activation: "linear", rate: 10, features: ALL}, 50);
    const {stopped, numbers} = session.snapshot(5);
    expect(stopped?.reason).toMatch(/^At step \d+, .+ became .+A smaller learning rate/);
    expect(session.canTrain).toBe(false);
    expect(numbers.every(Number.isFinite)).toBe(true);
  });

  it("takes over another rate, batch size and penalty as it runs, and edited weights", () => {
    const session = run({}, 1);
    session.adjust(state({rate: 1e-6, batchSize: 50, regularization: "l2", regularizationRate: 0.1}));
    expect(session.stepsPerEpoch).toBe(5);
    const before = session.snapshot(3).numbers;
    session.setNumber(0, 7.5);
    session.trainEpoch();
    const after = session.snapshot(3).numbers;
    expect(after[0]).toBeCloseTo(7.5, 3);
    expect(after[1]).toBeCloseTo(before[1]!, 3);
    expect(() => session.setNumber(0, Number.NaN)).toThrow("cannot be NaN");
    expect(() => session.setNumber(1e9, 0)).toThrow("no number 1000000000");
  });

  it("waits while there are no points of one's own", () => {
    const session = run({dataset: "own"}, 3, noPoints());
    expect(session.canTrain).toBe(false);
    expect(session.snapshot(4)).toMatchObject({epochs: 0, layers: [], stopped: undefined});
    expect(run({dataset: "own", trainShare: 90}, 2, own).points.trainCount).toBe(5);
  });
});

describe("what is shown", () => {
  it("the pictures are what the network says of each cell's middle", () => {
    const session = run({hidden: [3], activation: "relu"}, 2);
    const {maps, numbers} = session.snapshot(9);
    const built = buildNetwork(state({hidden: [3], activation: "relu"}), session.head, random(1));
    built.network.params().forEach(({value}, i) => {
      const place = session.plan.places[i]!;
      value.data.set(numbers.subarray(place.offset, place.offset + value.data.length));
    });
    const output = built.network.predict(featureMatrix(gridPoints(9), ["x1", "x2"]));
    output.data.forEach((y, i) => {
      expect(maps.outputs[i]).toBe(127 + Math.round(127 * y));
    });
    expect(maps.units).toHaveLength(3 * 81);
    // ReLU's picture has no value below 0, and is scaled by its largest.
    expect(Math.min(...maps.units)).toBe(127);
  });

  it("of several classes, who wins and how sure", () => {
    const {maps} = run({dataset: "gauss", classes: 4, hidden: [8]}, 100).snapshot(20);
    const corner = (row: number, column: number) => maps.decision!.winners[row * 20 + column];
    expect([corner(0, 19), corner(0, 0), corner(19, 0), corner(19, 19)]).toEqual([0, 1, 2, 3]);
    expect(maps.decision!.sure[19]).toBeGreaterThan(230);
    expect(maps.outputs).toHaveLength(4 * 400);
  });

  it("the losses' curve begins at epoch 0 and is the same however often one looks", () => {
    const {curve} = run({}, 600).snapshot(3);
    expect(curve.epochs[0]).toBe(0);
    expect(curve.epochs.length).toBeLessThanOrEqual(240);
    const stride = curve.epochs[1]!;
    expect(curve.epochs.every((epoch, i) => epoch === i * stride)).toBe(true);
    expect(curve.epochs.at(-1)).toBeGreaterThan(600 - stride);
  });

  it("the layers' statistics, dead units among them", () => {
    const session = new Session({state: state({activation: "relu", hidden: [2]})});
    const place = session.plan.columns[0]!;
    session.setNumber(place.biases[0]!.offset, -1000);
    const [layer, output] = session.snapshot(3).layers;
    expect(layer).toMatchObject({name: "layer 1", dead: 1, saturated: undefined, gradientNorm: undefined});
    expect(output).toMatchObject({name: "output", dead: undefined, saturated: expect.any(Number)});
    session.trainEpoch();
    expect(session.snapshot(3).layers[0]?.gradientNorm).toBeGreaterThan(0);
  });

  it("squared error cannot tell more than two classes apart, so softmax does", () => {
    const names = ["a", "b", "c"];
    expect(headOf({loss: "squared"}, {kind: "classes", names})).toMatchObject({loss: "softmax", outputs: 3});
    expect(headOf({loss: "hinge"}, {kind: "classes", names})).toMatchObject({loss: "hinge", outputs: 3});
    expect(headOf({loss: "softmax"}, {kind: "numbers", names: []})).toMatchObject({loss: "squared", outputs: 1});
  });
});
