import {
  Dense,
  Dropout,
  type Layer,
  ReLU,
  random,
  randomStream,
  Sequential,
  SGD,
  SoftmaxCrossEntropy,
  type SpiralOptions,
  spiral,
  Trainer,
} from "../core/index.ts";
import {macrotask} from "./engine/macrotask.ts";
import {stoppable} from "./stoppable.ts";

export interface DropoutTrainingOptions {
  /** Probabilities of dropping a hidden unit, one network each. Default 0, 0.2 and 0.5. */
  probabilities?: readonly number[];
  /** Each gives data, weights and batches of its own; the networks of a seed differ in p alone. Default 1, 2, 3. */
  seeds?: readonly number[];
  /** ReLU units of each hidden layer, each layer followed by dropout. Default: two layers of 64. */
  widths?: readonly number[];
  /** The points to learn. Default: three arms of 15 points, noisy enough to overlap. */
  data?: SpiralOptions;
  /** Fresh points of each arm, from the same spiral with the same noise. Default 300. */
  testPerArm?: number;
  /** Default 0.1. */
  rate?: number;
  /** Samples a batch. Default 15. */
  batchSize?: number;
  /** Steps of gradient descent a run. Default 3000. */
  steps?: number;
  /** Steps between two looks at the losses. Default 100. */
  every?: number;
  /** Stops the training when aborted: `next()` then rejects with its reason. */
  signal?: AbortSignal;
  /** Lets the event loop run; called after every 12 ms of work. */
  pause?: () => Promise<void>;
  /** The clock that says when to pause. No result depends on it. */
  now?: () => number;
}

/** One network at one step of its training. Losses and accuracies are at test time, so without dropout. */
export interface DropoutRow {
  readonly p: number;
  readonly seed: number;
  readonly step: number;
  /** Mean loss over the points it learns from. NaN where training broke off. */
  readonly train: number;
  /** Mean loss over fresh points. */
  readonly test: number;
  readonly trainAccuracy: number;
  readonly testAccuracy: number;
  /** Runs done (the current one by its share) and runs in all. */
  readonly progress: {readonly done: number; readonly total: number};
}

const defaults = {
  probabilities: [0, 0.2, 0.5] as readonly number[],
  seeds: [1, 2, 3] as readonly number[],
  widths: [64, 64] as readonly number[],
  testPerArm: 300,
  rate: 0.1,
  batchSize: 15,
  steps: 3000,
  every: 100,
};
const defaultData: SpiralOptions = {arms: 3, perArm: 15, radius: 2.5, noise: 0.7};

/** Milliseconds of work between two pauses: less than a frame. */
const WORK = 12;

/**
 * Trains a network that is far too large for its few points, once for each probability of dropout and each seed, and
 * tells its loss on these points and on fresh ones as it goes. The same options give the same rows, in a page, a worker
 * or Node.
 * @throws RangeError at the first `next()`, for options that no network can be trained with
 */
export function dropoutTraining(options: DropoutTrainingOptions = {}): AsyncGenerator<DropoutRow, void, void> {
  return stoppable(options.signal, (wanted) => training(options, wanted));
}

async function* training(
  options: DropoutTrainingOptions,
  wanted: () => boolean,
): AsyncGenerator<DropoutRow, void, void> {
  const {probabilities, seeds, widths, testPerArm, rate, batchSize, steps, every} = {...defaults, ...given(options)};
  const {pause = macrotask(), now = () => performance.now(), data} = options;
  for (const [name, value] of Object.entries({steps, every})) {
    if (!(Number.isInteger(value) && value >= 1))
      throw new RangeError(`${name} must be whole and at least 1: ${value}`);
  }
  const shape = {...defaultData, ...data};
  const total = probabilities.length * seeds.length;
  let done = 0;
  for (const seed of seeds) {
    const few = spiral(shape, random(seed).data);
    const fresh = spiral({...shape, perArm: testPerArm}, randomStream(seed, "fresh"));
    for (const p of probabilities) {
      if (!wanted()) return;
      const trainer = new Trainer({
        seed,
        network: ({init, dropout}) => {
          const hidden = widths.flatMap((width, i): Layer[] => [
            new Dense(widths[i - 1] ?? 2, width, {rng: init, initialization: "he"}),
            new ReLU(),
            new Dropout(p, {rng: dropout}),
          ]);
          return new Sequential([
            ...hidden,
            new Dense(widths.at(-1) ?? 2, few.classes, {rng: init, initialization: "he"}),
          ]);
        },
        loss: new SoftmaxCrossEntropy(),
        optimizer: new SGD({rate}),
        inputs: few.inputs,
        targets: few.labels,
        batchSize,
      });
      const row = (): DropoutRow => {
        const [train, test] = trainer.stopped
          ? [BROKEN, BROKEN]
          : [trainer.evaluate(), trainer.evaluate(fresh.inputs, fresh.labels)];
        return {
          p,
          seed,
          step: trainer.steps,
          train: train.loss,
          test: test.loss,
          trainAccuracy: train.accuracy ?? Number.NaN,
          testAccuracy: test.accuracy ?? Number.NaN,
          progress: {done: done + (trainer.stopped ? 1 : trainer.steps / steps), total},
        };
      };
      yield row();
      while (trainer.steps < steps && !trainer.stopped) {
        const look = Math.min(steps, (Math.floor(trainer.steps / every) + 1) * every);
        while (trainer.steps < look && !trainer.stopped) {
          trainer.runFor(WORK, now, {steps: look - trainer.steps});
          await pause();
          if (!wanted()) return;
        }
        yield row();
      }
      done++;
    }
  }
}

const BROKEN = {loss: Number.NaN, accuracy: Number.NaN};

/** The options that are given: `undefined` stands for the default. */
function given(options: DropoutTrainingOptions): Partial<typeof defaults> {
  return Object.fromEntries(
    Object.entries(options).filter(([name, value]) => name in defaults && value !== undefined),
  ) as Partial<typeof defaults>;
}
