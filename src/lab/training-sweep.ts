import {
  BatchNorm,
  Dense,
  type Initialization,
  type Layer,
  ReLU,
  random,
  Sequential,
  SGD,
  SoftmaxCrossEntropy,
  type SpiralOptions,
  spiral,
  Trainer,
} from "../core/index.ts";
import {macrotask} from "./engine/macrotask.ts";

export interface TrainingSweepOptions {
  /** Learning rates. */
  rates?: readonly number[];
  initializations?: readonly Initialization[];
  /** Without, with, or both. */
  batchNorm?: readonly boolean[];
  /** Each gives data, weights and batches of its own; without and with batch normalization they are the same. */
  seeds?: readonly number[];
  /** ReLU units of each hidden layer. Default: six layers of 50. */
  widths?: readonly number[];
  /** Default: three arms of 100 points, of a size that gives each coordinate a standard deviation of about 1. */
  data?: SpiralOptions;
  /** Samples a batch. Default 60. */
  batchSize?: number;
  /** Steps of gradient descent a run. Default 400. */
  steps?: number;
  /** Stops the sweep when aborted: `next()` then rejects with its reason. */
  signal?: AbortSignal;
  /** Lets the event loop run; called after every 12 ms of work. */
  pause?: () => Promise<void>;
  /** The clock that says when to pause. No result depends on it. */
  now?: () => number;
}

/** One network trained, and how far the sweep has come. */
export interface SweepRow {
  readonly rate: number;
  readonly initialization: Initialization;
  readonly batchNorm: boolean;
  readonly seed: number;
  /** The mean loss over all samples at the end, at test time: ln 3 = 1.0986 for guessing among three. NaN where training broke off. */
  readonly loss: number;
  /**
   * The mean loss over the last whole epoch, as it was while training: of weights that still moved, and with batch
   * normalization by each batch's own statistics, so that it differs from `loss`. NaN where no epoch came to its end.
   */
  readonly trainLoss: number;
  /** The share of samples told right at the end, at test time. NaN where training broke off. */
  readonly accuracy: number;
  /** Whether training broke off on a number that is not finite, or ended at more than ten times the loss of guessing. */
  readonly diverged: boolean;
  /** What happened, where it diverged. */
  readonly reason?: string;
  /** Runs done, this one included, and runs in all. */
  readonly progress: {readonly done: number; readonly total: number};
}

const defaults = {
  rates: [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
  initializations: ["he", 0.01] as readonly Initialization[],
  batchNorm: [false, true],
  seeds: [1, 2, 3],
  widths: Array<number>(6).fill(50),
  batchSize: 60,
  steps: 400,
};
const defaultData: SpiralOptions = {arms: 3, perArm: 100, radius: 2.5};

/** Milliseconds of work between two pauses: less than a frame. */
const WORK = 12;
/** A loss that is so many times that of guessing counts as diverged. */
const FAR = 10;

/**
 * Trains the same ReLU network on a spiral by plain gradient descent with each learning rate, initialization, with and
 * without batch normalization, seed by seed, and tells each result as it is there. Batch normalization stands between
 * a layer's sum and its ReLU, as Ioffe and Szegedy (2015) place it; those layers have no bias, as β takes its part.
 *
 * The same options give the same rows, in a page, a worker or Node.
 * @throws RangeError at the first `next()`, for options that no network can be trained with
 */
export function trainingSweep(options: TrainingSweepOptions = {}): AsyncGenerator<SweepRow, void, void> {
  // An `async function*` that waits does not hear `return()` before its next row, so it looks at this at each pause.
  let isWanted = true;
  const rows = sweep(options, () => {
    options.signal?.throwIfAborted();
    return isWanted;
  });
  return {
    next: () => rows.next(),
    return(value) {
      isWanted = false;
      return rows.return(value);
    },
    throw(error) {
      isWanted = false;
      return rows.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* sweep(options: TrainingSweepOptions, wanted: () => boolean): AsyncGenerator<SweepRow, void, void> {
  const {rates, initializations, batchNorm, seeds, widths, batchSize, steps} = {...defaults, ...given(options)};
  const {pause = macrotask(), now = () => performance.now(), data = {}} = options;
  if (!(Number.isInteger(steps) && steps >= 1))
    throw new RangeError(`steps is ${steps}; it must be whole and at least 1`);
  const total = rates.length * initializations.length * batchNorm.length * seeds.length;
  let done = 0;
  // Seeds outermost: the whole picture is there after the first, and grows more certain with the others.
  for (const seed of seeds) {
    const points = spiral({...defaultData, ...data}, random(seed).data);
    for (const initialization of initializations) {
      for (const normalize of batchNorm) {
        for (const rate of rates) {
          if (!wanted()) return;
          const trainer = new Trainer({
            seed,
            network: ({init}) =>
              new Sequential(reluLayers({widths, classes: points.classes, initialization, normalize, rng: init})),
            loss: new SoftmaxCrossEntropy(),
            optimizer: new SGD({rate}),
            inputs: points.inputs,
            targets: points.labels,
            batchSize,
          });
          while (trainer.steps < steps && !trainer.stopped) {
            trainer.runFor(WORK, now, {steps: steps - trainer.steps});
            await pause();
            if (!wanted()) return;
          }
          done++;
          const result = outcome(trainer, points.classes);
          yield {rate, initialization, batchNorm: normalize, seed, ...result, progress: {done, total}};
        }
      }
    }
  }
}

/** The options that are given: `undefined` stands for the default. */
function given(options: TrainingSweepOptions): Partial<typeof defaults> {
  return Object.fromEntries(
    Object.entries(options).filter(([name, value]) => name in defaults && value !== undefined),
  ) as Partial<typeof defaults>;
}

type Shape = {
  widths: readonly number[];
  classes: number;
  initialization: Initialization;
  normalize: boolean;
  rng: ReturnType<typeof random>["init"];
};

function reluLayers({widths, classes, initialization, normalize, rng}: Shape): Layer[] {
  const hidden = widths.flatMap((width, i): Layer[] => {
    const dense = new Dense(widths[i - 1] ?? 2, width, {rng, initialization, bias: !normalize});
    return normalize ? [dense, new BatchNorm(width), new ReLU()] : [dense, new ReLU()];
  });
  return [...hidden, new Dense(widths.at(-1) ?? 2, classes, {rng, initialization})];
}

function outcome(
  trainer: Trainer,
  classes: number,
): Pick<SweepRow, "loss" | "trainLoss" | "accuracy" | "diverged" | "reason"> {
  const {stopped, lastEpochLoss: trainLoss} = trainer;
  if (stopped) return {loss: Number.NaN, trainLoss, accuracy: Number.NaN, diverged: true, reason: stopped.reason};
  const {loss, accuracy = Number.NaN} = trainer.evaluate();
  const guessing = Math.log(classes);
  if (loss <= FAR * guessing) return {loss, trainLoss, accuracy, diverged: false};
  const reason = `After ${trainer.steps} steps the loss is ${loss.toPrecision(2)}, far above the ${guessing.toFixed(2)} of guessing.`;
  return {loss, trainLoss, accuracy, diverged: true, reason};
}
