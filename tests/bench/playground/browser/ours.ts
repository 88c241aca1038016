import {
  circle,
  Dense,
  MeanSquaredError,
  matrixFrom,
  random,
  Sequential,
  SGD,
  signs,
  Tanh,
  Trainer,
} from "../../../../src/core/index.ts";
import {BATCH, features, POINTS, RATE, type Shape} from "../workload.ts";

/** The points that all networks learn: x₁ and x₂ of each, and its class as ±1. */
export const points = (() => {
  const {inputs, labels} = circle({perClass: POINTS / 2}, random(1).data);
  const targets = signs(labels);
  return Array.from(targets, (target, i) => ({x: inputs.data[2 * i]!, y: inputs.data[2 * i + 1]!, target}));
})();

/** Returns what trains our network for some epochs; one epoch is 50 steps over reshuffled points. */
export function ourTrainer({inputs, hidden}: Shape): (epochs: number) => number {
  const rows = points.map(({x, y}) => features(x, y, inputs));
  const widths = [inputs, ...hidden, 1];
  const trainer = new Trainer({
    network: ({init}) =>
      new Sequential(widths.slice(1).flatMap((width, i) => [new Dense(widths[i]!, width, {rng: init}), new Tanh()])),
    loss: new MeanSquaredError({factor: 0.5}),
    optimizer: new SGD({rate: RATE}),
    inputs: matrixFrom(rows),
    targets: points.map(({target}) => target),
    batchSize: BATCH,
  });
  return (epochs) => {
    for (let i = 0; i < epochs; i++) trainer.epoch();
    if (trainer.stopped) throw new Error("the network's numbers are not finite");
    return trainer.evaluate().loss;
  };
}
