import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  Adam,
  accuracy,
  BatchNorm,
  circle,
  Dense,
  Dropout,
  type Loss,
  LossHistory,
  MeanSquaredError,
  Momentum,
  matrix,
  matrixFrom,
  ReLU,
  random,
  Sequential,
  SGD,
  SoftmaxCrossEntropy,
  signs,
  spiral,
  Tanh,
  Trainer,
  type TrainerOptions,
} from "../../../src/core/index.ts";
import {rowsOf} from "./helpers.ts";

const points = spiral({arms: 3, perArm: 11}, random(1).data); // 33 samples

function options(more: Partial<TrainerOptions> = {}): TrainerOptions {
  return {
    network: ({init, dropout}) =>
      new Sequential([
        new Dense(2, 8, {rng: init}),
        new BatchNorm(8),
        new Tanh(),
        new Dropout(0.1, {rng: dropout}),
        new Dense(8, 3, {rng: init}),
      ]),
    loss: new SoftmaxCrossEntropy(),
    optimizer: new Momentum({rate: 0.05}),
    inputs: points.inputs,
    targets: points.labels,
    seed: 7,
    ...more,
  };
}

const snapshot = (trainer: Trainer) => trainer.network.params().map(({value}) => rowsOf(value));

/** A loss that writes down which samples it was shown; the first input of a sample is its number. */
function recording(): {loss: Loss; batches: number[][]; network: TrainerOptions["network"]} {
  const batches: number[][] = [];
  const inner = new MeanSquaredError();
  const loss: Loss = {
    name: "recording",
    forward(output, targets) {
      batches.push(Array.from((targets as {data: Float64Array}).data));
      return inner.forward(output, targets);
    },
    backward: () => inner.backward(),
  };
  return {loss, batches, network: ({init}) => new Sequential([new Dense(1, 1, {rng: init})])};
}

function numbered(n: number, batchSize: number, order: "shuffled" | "fixed", seed = 1) {
  const {loss, batches, network} = recording();
  const inputs = matrix(n, 1);
  const targets = Float64Array.from({length: n}, (_, i) => i);
  const trainer = new Trainer({network, loss, optimizer: new SGD({rate: 0}), inputs, targets, batchSize, order, seed});
  return {trainer, batches};
}

describe("epochs", () => {
  it("use each sample once, in batches of the size, the last one smaller, none shared", () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 40}), fc.integer({min: 1, max: 50}), fc.nat(100), (n, size, seed) => {
        const {trainer, batches} = numbered(n, size, "shuffled", seed);
        for (let epoch = 1; epoch <= 3; epoch++) {
          batches.length = 0;
          trainer.epoch();
          expect(trainer.epochs).toBe(epoch);
          expect(batches.flat().sort((a, b) => a - b)).toEqual(Array.from({length: n}, (_, i) => i));
          const full = Math.min(size, n);
          expect(batches.slice(0, -1).every((batch) => batch.length === full)).toBe(true);
          expect(batches.at(-1)).toHaveLength(n % full === 0 ? full : n % full);
        }
      }),
    );
  });

  it("come in a fresh order each time, or in a fixed one", () => {
    const {trainer, batches} = numbered(20, 20, "shuffled");
    trainer.epoch();
    trainer.epoch();
    expect(batches[0]).not.toEqual(batches[1]);
    const fixed = numbered(5, 2, "fixed");
    fixed.trainer.epoch();
    fixed.trainer.epoch();
    expect(fixed.batches).toEqual([[0, 1], [2, 3], [4], [0, 1], [2, 3], [4]]);
  });

  it("finish the one that has begun", () => {
    const trainer = new Trainer(options());
    trainer.step();
    trainer.epoch();
    expect(trainer.epochs).toBe(1);
    expect(trainer.steps).toBe(4); // 33 samples in batches of 10
  });

  it("weigh a smaller batch by its size: with rate 0 the epoch's mean is the loss over all", () => {
    const network: TrainerOptions["network"] = ({init}) => new Sequential([new Dense(2, 3, {rng: init})]);
    const trainer = new Trainer(options({network, optimizer: new SGD({rate: 0}), batchSize: 10}));
    expect(trainer.epoch()).toBeCloseTo(trainer.evaluate().loss, 12);
    expect(trainer.epochLosses.points()).toEqual([{step: 1, loss: trainer.lastEpochLoss}]);
  });

  it("take the mean gradient of a small last batch over its own size", () => {
    // One epoch of a full and a partial batch equals two steps by hand.
    const inputs = matrixFrom([[1], [2], [3]]);
    const trainer = new Trainer({
      network: () => new Sequential([new Dense(1, 1, {initialization: "zeros", bias: false})]),
      loss: new MeanSquaredError({factor: 0.5}),
      optimizer: new SGD({rate: 0.1}),
      inputs,
      targets: [1, 1, 1],
      batchSize: 2,
      order: "fixed",
    });
    trainer.epoch();
    let w = 0;
    w -= 0.1 * (((w - 1) * 1 + (2 * w - 1) * 2) / 2);
    w -= 0.1 * ((3 * w - 1) * 3);
    expect(trainer.network.params()[0]?.value.data[0]).toBeCloseTo(w, 14);
  });
});

describe("a run", () => {
  it("repeats exactly after reset, and in another trainer of the same seed, dropout and batch norm included", () => {
    const trainer = new Trainer(options());
    const start = snapshot(trainer);
    const run = () => {
      const losses = Array.from({length: 25}, () => trainer.step());
      return {losses, params: snapshot(trainer), evaluation: trainer.evaluate(), history: trainer.stepLosses.points()};
    };
    const first = run();
    trainer.reset();
    expect(trainer.steps).toBe(0);
    expect(trainer.epochs).toBe(0);
    expect(snapshot(trainer)).toEqual(start);
    expect(run()).toEqual(first);
    const again = new Trainer(options({optimizer: new Momentum({rate: 0.05})}));
    for (let i = 0; i < 25; i++) again.step();
    expect(snapshot(again)).toEqual(first.params);
    const other = new Trainer(options({seed: 8}));
    expect(snapshot(other)).not.toEqual(start);
  });

  it("repeats after reset with an optimizer that counts its steps, though the network is one it knew", () => {
    const {init} = random(1);
    const network = new Sequential([new Dense(2, 3, {rng: init})]);
    const start = network.params().map(({value}) => value.data.slice());
    const trainer = new Trainer(
      options({
        network: () => {
          network.params().forEach(({value}, k) => {
            value.data.set(start[k] as Float64Array);
          });
          return network;
        },
        optimizer: new Adam(),
      }),
    );
    const run = () => Array.from({length: 10}, () => trainer.step());
    const first = run();
    trainer.reset();
    expect(run()).toEqual(first);
  });

  it("keeps its streams apart: looking at it, or another order, leaves weights and masks as they were", () => {
    const a = new Trainer(options());
    const b = new Trainer(options({optimizer: new Momentum({rate: 0.05})}));
    for (let i = 0; i < 9; i++) {
      a.step();
      b.evaluate();
      b.evaluate(points.inputs, points.labels);
      b.step();
    }
    expect(snapshot(b)).toEqual(snapshot(a));
    expect(snapshot(new Trainer(options({order: "fixed"})))).toEqual(snapshot(new Trainer(options())));
  });

  it("does not depend on the clock of runFor", () => {
    const a = new Trainer(options());
    const b = new Trainer(options({optimizer: new Momentum({rate: 0.05})}));
    let time = 0;
    expect(a.runFor(10, () => time++)).toBe(10);
    expect(a.runFor(0, () => time++)).toBe(1);
    expect(a.runFor(1e9, () => time++, {steps: 6})).toBe(6);
    for (let i = 0; i < 17; i++) b.step();
    expect(a.steps).toBe(17);
    expect(snapshot(a)).toEqual(snapshot(b));
  });

  it("learns: the circle by tanh units and squared error, the spiral by softmax", () => {
    const {inputs, labels} = circle({perClass: 100}, random(3).data);
    const round = new Trainer({
      network: ({init}) =>
        new Sequential([
          new Dense(2, 4, {rng: init}),
          new Tanh(),
          new Dense(4, 2, {rng: init}),
          new Tanh(),
          new Dense(2, 1, {rng: init}),
          new Tanh(),
        ]),
      loss: new MeanSquaredError({factor: 0.5}),
      optimizer: new SGD({rate: 0.03}),
      inputs,
      targets: signs(labels),
    });
    for (let epoch = 0; epoch < 300; epoch++) round.epoch();
    expect(round.evaluate().loss).toBeLessThan(0.02);
    expect(round.evaluate().accuracy).toBe(1);

    const arms = spiral({perArm: 60, radius: 1}, random(2).data);
    const winding = new Trainer({
      network: ({init}) =>
        new Sequential([
          new Dense(2, 40, {rng: init, initialization: "he"}),
          new ReLU(),
          new Dense(40, 3, {rng: init}),
        ]),
      loss: new SoftmaxCrossEntropy(),
      optimizer: new Adam({rate: 0.02}),
      inputs: arms.inputs,
      targets: arms.labels,
      batchSize: 30,
    });
    for (let epoch = 0; epoch < 150; epoch++) winding.epoch();
    expect(accuracy(winding.network.predict(arms.inputs), arms.labels)).toBeGreaterThan(0.95);
  });

  it("pulls weights down, not biases, under a penalty", () => {
    const network: TrainerOptions["network"] = ({init}) => new Sequential([new Dense(2, 3, {rng: init})]);
    const size = (l2: number) => {
      const trainer = new Trainer(options({network, regularization: {l2}}));
      for (let epoch = 0; epoch < 50; epoch++) trainer.epoch();
      return Math.hypot(...trainer.network.params()[0]!.value.data);
    };
    expect(size(1)).toBeLessThan(0.5 * size(0));
  });

  it("takes another rate, penalty and batch size on its way", () => {
    const trainer = new Trainer(options({optimizer: new SGD({rate: 0.1})}));
    trainer.epoch();
    trainer.batchSize = 33;
    trainer.optimizer.rate = 0;
    const before = snapshot(trainer);
    trainer.epoch();
    expect(trainer.steps).toBe(4 + 1);
    expect(snapshot(trainer)).toEqual(before);
    expect(() => {
      trainer.batchSize = 0;
    }).toThrow("a batch cannot have 0 samples");
  });
});

describe("a breakdown", () => {
  const exploding = (rate: number) =>
    new Trainer({
      network: ({init}) =>
        new Sequential([
          new Dense(2, 8, {rng: init}),
          new ReLU(),
          new Dense(8, 8, {rng: init}),
          new ReLU(),
          new Dense(8, 1, {rng: init}),
        ]),
      loss: new MeanSquaredError(),
      optimizer: new SGD({rate}),
      inputs: points.inputs,
      targets: Float64Array.from(points.labels),
    });

  it("stops with step, place and reason, and keeps finite parameters", () => {
    const trainer = exploding(30);
    for (let i = 0; i < 100; i++) trainer.step();
    const {stopped} = trainer;
    expect(stopped?.reason).toMatch(/^At step \d+, .+ became (NaN|−?Infinity)\. A smaller learning rate/);
    expect(stopped?.step).toBeLessThan(100);
    expect(trainer.step()).toBeNaN();
    expect(trainer.epoch()).toBeNaN();
    expect(trainer.runFor(10, () => 0)).toBe(0);
    const {steps} = trainer;
    expect(stopped?.step).toBeGreaterThanOrEqual(steps);
    trainer.reset();
    expect(trainer.stopped).toBeUndefined();
    expect(trainer.step()).not.toBeNaN();
  });

  it("names the layer that went wrong first", () => {
    const trainer = exploding(0.01);
    trainer.step();
    const last = snapshot(trainer);
    trainer.network.params()[2]!.value.data.fill(1e200);
    trainer.network.params()[4]!.value.data.fill(1e200);
    trainer.step();
    expect(trainer.stopped).toMatchObject({
      step: 2,
      where: expect.stringMatching(/^(the output of dense 3|the loss)$/),
    });
    expect(snapshot(trainer)[0]).toEqual(last[0]);
  });

  it("names a parameter that is not finite", () => {
    const trainer = exploding(0.01);
    trainer.network.params()[3]!.value.data[0] = Number.NaN;
    trainer.step();
    expect(trainer.stopped).toMatchObject({step: 1, where: "dense 2 bias", value: Number.NaN});
    expect(trainer.steps).toBe(0);
  });

  it("names a gradient that is not finite where the loss still is, and does not take the step", () => {
    const inner = new MeanSquaredError();
    const trainer = new Trainer({
      network: ({init}) => new Sequential([new Dense(2, 1, {rng: init}), new Tanh(), new Dense(1, 1, {rng: init})]),
      loss: {
        name: "broken",
        forward: (o, t) => inner.forward(o, t),
        backward() {
          const g = inner.backward();
          g.data.fill(Infinity);
          return g;
        },
      },
      optimizer: new SGD(),
      inputs: points.inputs,
      targets: Float64Array.from(points.labels),
    });
    const before = snapshot(trainer);
    trainer.step();
    expect(trainer.stopped?.where).toBe("the gradient of dense 2 bias");
    expect(snapshot(trainer)).toEqual(before);
  });

  it("stops where the step itself overflows", () => {
    const trainer = exploding(1e308);
    trainer.step();
    expect(trainer.stopped).toMatchObject({step: 1, where: expect.stringMatching(/^dense \d (weights|bias)$/)});
  });
});

describe("data", () => {
  it("is refused where it cannot be learned from", () => {
    const refuse = (more: Partial<TrainerOptions>) => expect(() => new Trainer(options(more)));
    refuse({inputs: matrix(0, 2), targets: []}).toThrow("there are no samples to train on");
    refuse({targets: [0, 1]}).toThrow("inputs of 33 × 2 need 33 targets, not 2");
    refuse({
      inputs: matrixFrom([
        [1, 2],
        [Number.NaN, 3],
      ]),
      targets: [0, 1],
    }).toThrow("inputs (2 × 2): row 1, column 0 is NaN; all must be finite numbers");
    refuse({batchSize: 0}).toThrow("training: needs a whole number of samples a batch, at least 1, not 0");
    expect(() => new Trainer(options({targets: new Uint8Array(33).fill(9)})).step()).toThrow("there are classes 0 … 2");
  });

  it("of one sample trains too, with batch normalization", () => {
    const trainer = new Trainer(options({inputs: matrixFrom([[1, 2]]), targets: [1]}));
    for (let i = 0; i < 30; i++) expect(Number.isFinite(trainer.step())).toBe(true);
    expect(trainer.epochs).toBe(30);
    expect(trainer.lastEpochLoss).toBeLessThan(0.2);
  });
});

describe("LossHistory", () => {
  it("keeps the whole run in bounded memory, each point the mean of its stride", () => {
    fc.assert(
      fc.property(fc.integer({min: 0, max: 300}), (n) => {
        const history = new LossHistory(8);
        const losses = Array.from({length: n}, (_, i) => (i * 7919) % 101);
        for (const loss of losses) history.add(loss);
        const read = history.points();
        expect(read.length).toBeLessThanOrEqual(9);
        let from = 0;
        for (const {step, loss} of read) {
          const part = losses.slice(from, step);
          expect(loss).toBeCloseTo(part.reduce((a, b) => a + b, 0) / part.length, 10);
          from = step;
        }
        expect(from).toBe(n);
      }),
    );
  });
});
