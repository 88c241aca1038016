import {
  type Dataset,
  Dense,
  matrix,
  type Random,
  random,
  Sequential,
  SGD,
  SoftmaxCrossEntropy,
  type SpiralOptions,
  spiral,
  Tanh,
  Trainer,
} from "../core/index.ts";
import {macrotask} from "./engine/macrotask.ts";
import {stoppable} from "./stoppable.ts";

/**
 * In which order an epoch takes the samples: "shuffled", a fresh permutation each epoch; "fixed", one permutation for
 * all epochs; "sorted", class after class, each epoch the same.
 */
export type RaceOrder = "shuffled" | "fixed" | "sorted";

export interface BatchSizeRaceOptions {
  /** Samples a batch; what is more than there are samples means all. Default 1, 10, 100 and all. */
  sizes?: readonly number[];
  /** Default "shuffled" only. */
  orders?: readonly RaceOrder[];
  /** The learning rate of plain gradient descent. Default 0.3. */
  rate?: number;
  /** How often each sample is used. Default 200. */
  epochs?: number;
  /** Each gives data, weights and permutations of its own; all contestants of a seed have the same. Default 1. */
  seeds?: readonly number[];
  /** tanh units of each hidden layer. Default: one layer of 16. */
  widths?: readonly number[];
  /** Default: two arms of 500 points, noisy enough to overlap. */
  data?: SpiralOptions;
  /** Stops the race when aborted: `next()` then rejects with its reason. */
  signal?: AbortSignal;
  /** Lets the event loop run; called after every 12 ms of work. */
  pause?: () => Promise<void>;
  /**
   * The clock in milliseconds: it says when to pause, and measures `seconds`, the one result that is different each
   * time. A test freezes it.
   */
  now?: () => number;
}

/** One contestant at one moment of its run. */
export interface RaceRow {
  readonly size: number;
  readonly order: RaceOrder;
  readonly seed: number;
  /** Samples used so far; a sample counts each time it is used. */
  readonly examples: number;
  /** Steps of gradient descent so far. */
  readonly steps: number;
  /** Seconds of computing so far, *measured*: steps only, without pauses, and without the looks at the loss. */
  readonly seconds: number;
  /** The mean loss over all samples, at test time. NaN where training broke off. */
  readonly loss: number;
  /** Why training broke off, as a sentence. */
  readonly reason?: string;
  /** Runs done (the current one by its share) and runs in all. */
  readonly progress: {readonly done: number; readonly total: number};
}

const defaults = {
  sizes: [1, 10, 100, Number.POSITIVE_INFINITY] as readonly number[],
  orders: ["shuffled"] as readonly RaceOrder[],
  rate: 0.3,
  epochs: 200,
  seeds: [1] as readonly number[],
  widths: [16] as readonly number[],
};
const defaultData: SpiralOptions = {arms: 2, perArm: 500, radius: 2.5, noise: 0.7};

/** Milliseconds of work between two pauses: less than a frame. */
const WORK = 12;
/** The loss is looked at so often in each factor of two of the examples. */
const LOOKS_PER_DOUBLING = 3;
/** Before the clock runs, the code is run for so many steps: an engine compiles it as it goes, and the first pays. */
const WARM_UP = 400;

/**
 * Trains the same tanh network on the same points with mini-batches of several sizes, from the same weights, by plain
 * gradient descent at the same rate, and tells the loss over all samples as it goes: against examples, against steps, and
 * against *measured* seconds. All but `seconds` is the same for the same options, in a page, a worker or Node.
 * @throws RangeError at the first `next()`, for options that no network can be trained with
 */
export function batchSizeRace(options: BatchSizeRaceOptions = {}): AsyncGenerator<RaceRow, void, void> {
  return stoppable(options.signal, (wanted) => race(options, wanted));
}

async function* race(options: BatchSizeRaceOptions, wanted: () => boolean): AsyncGenerator<RaceRow, void, void> {
  const {sizes, orders, rate, epochs, seeds, widths} = {...defaults, ...given(options)};
  const {pause = macrotask(), now = () => performance.now(), data = {}} = options;
  if (!(Number.isInteger(epochs) && epochs >= 1))
    throw new RangeError(`epochs must be whole and at least 1: ${epochs}`);
  if (!(rate > 0 && rate < Number.POSITIVE_INFINITY))
    throw new RangeError(`the learning rate must be finite and above 0, not ${rate}`);
  const bad = sizes.find((size) => !(size >= 1));
  if (bad !== undefined) throw new RangeError(`a batch cannot have ${bad} samples`);
  const total = sizes.length * orders.length * seeds.length;
  let done = 0;
  for (const seed of seeds) {
    const sorted = spiral({...defaultData, ...data}, random(seed).data);
    const mixed = shuffled(sorted, random(seed).shuffle);
    const trainerOf = (size: number, order: RaceOrder): Trainer => {
      const {inputs, labels, classes} = order === "sorted" ? sorted : mixed;
      return new Trainer({
        seed,
        network: ({init}) =>
          new Sequential([
            ...widths.flatMap((width, i) => [new Dense(widths[i - 1] ?? 2, width, {rng: init}), new Tanh()]),
            new Dense(widths.at(-1) ?? 2, classes, {rng: init}),
          ]),
        loss: new SoftmaxCrossEntropy(),
        optimizer: new SGD({rate}),
        inputs,
        targets: labels,
        batchSize: Math.min(size, labels.length),
        order: order === "shuffled" ? "shuffled" : "fixed",
      });
    };
    for (const order of orders) {
      for (const size of sizes) {
        if (!wanted()) return;
        const samples = sorted.labels.length;
        const warm = trainerOf(size, order);
        const rest = {steps: Math.min(WARM_UP, Math.ceil((2 * samples) / Math.min(size, samples)))};
        while (warm.steps < rest.steps && !warm.stopped) {
          warm.runFor(WORK, now, {steps: rest.steps - warm.steps});
          await pause();
          if (!wanted()) return;
        }
        const trainer = trainerOf(size, order);
        const of = {size: Math.min(size, samples), order, seed};
        const row = (milliseconds: number): RaceRow => {
          const share = trainer.stopped ? 1 : examplesOf(trainer.steps, of.size, samples) / (epochs * samples);
          return {
            ...of,
            examples: examplesOf(trainer.steps, of.size, samples),
            steps: trainer.steps,
            seconds: milliseconds / 1000,
            loss: trainer.stopped ? Number.NaN : trainer.evaluate().loss,
            ...(trainer.stopped ? {reason: trainer.stopped.reason} : {}),
            progress: {done: done + share, total},
          };
        };
        let milliseconds = 0;
        yield row(0);
        for (const look of looks(of.size, samples, epochs)) {
          while (trainer.steps < look && !trainer.stopped) {
            const before = now();
            trainer.runFor(WORK, now, {steps: look - trainer.steps});
            milliseconds += now() - before;
            await pause();
            if (!wanted()) return;
          }
          yield row(milliseconds);
          if (trainer.stopped) break;
        }
        done++;
      }
    }
  }
}

/** The steps after which to look at the loss: evenly on a logarithmic axis, and at the end. */
function looks(size: number, samples: number, epochs: number): number[] {
  const last = epochs * Math.ceil(samples / size);
  const steps = new Set<number>();
  for (let examples = size; ; examples *= 2 ** (1 / LOOKS_PER_DOUBLING)) {
    const step = Math.round(examples / size);
    if (step >= last) break;
    steps.add(step);
  }
  return [...steps, last];
}

/** The last batch of an epoch is smaller where the size does not divide the number of samples. */
function examplesOf(steps: number, size: number, samples: number): number {
  const perEpoch = Math.ceil(samples / size);
  return Math.floor(steps / perEpoch) * samples + (steps % perEpoch) * size;
}

/** The same points in random order. */
function shuffled({inputs, labels, classes}: Dataset, rng: Random): Dataset {
  const order = rng.permutation(labels.length);
  const mixed = matrix(inputs.rows, 2);
  order.forEach((from, to) => {
    mixed.data.set(inputs.data.subarray(2 * from, 2 * from + 2), 2 * to);
  });
  return {inputs: mixed, labels: Uint8Array.from(order, (i) => labels[i]!), classes};
}

/** The options that are given: `undefined` stands for the default. */
function given(options: BatchSizeRaceOptions): Partial<typeof defaults> {
  return Object.fromEntries(
    Object.entries(options).filter(([name, value]) => name in defaults && value !== undefined),
  ) as Partial<typeof defaults>;
}
