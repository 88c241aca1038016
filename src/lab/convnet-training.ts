import {
  Adam,
  Conv2d,
  Dense,
  type Glyphs,
  glyphs,
  type ImageShape,
  imageLength,
  type Matrix,
  MaxPool,
  predictedClasses,
  ReLU,
  random,
  randomStream,
  Sequential,
  SoftmaxCrossEntropy,
  softmax,
  Trainer,
} from "../core/index.ts";
import {macrotask} from "./engine/macrotask.ts";
import {stoppable} from "./stoppable.ts";

export interface ConvnetTrainingOptions {
  /** Glyphs of each class to learn from. Default 100. */
  perClass?: number;
  /** Fresh glyphs of each class for the test. Default 50. */
  testPerClass?: number;
  /** Filters of the two convolutions, each 3 × 3, stride 1, padding 1. Default 8 and 16. */
  filters?: readonly [number, number];
  /** Adam's learning rate. Default 0.005. */
  rate?: number;
  /** Samples a batch. Default 20. */
  batchSize?: number;
  /** Passes through the glyphs. Default 8. */
  epochs?: number;
  /** How many of the test glyphs are shown with their feature maps: the first ones. Default 12. */
  shown?: number;
  /** Pictures of the reader's own, 144 numbers from 0 to 1 each, told with the others. Default none. */
  drawn?: readonly (readonly number[])[];
  /** Default 1. */
  seed?: number;
  /** Stops the training when aborted: `next()` then rejects with its reason. */
  signal?: AbortSignal;
  /** Lets the event loop run; called after every 12 ms of work. */
  pause?: () => Promise<void>;
  /** The clock that says when to pause. No result depends on it. */
  now?: () => number;
}

/** What the network says of one picture. */
export interface ConvnetPrediction {
  /** The pixels, row by row, 0 … 1. */
  readonly pixels: Float64Array;
  /** A place in `names`; undefined for a picture of the reader's own. */
  readonly label: number | undefined;
  /** The class it tells. */
  readonly predicted: number;
  /** One probability a class. */
  readonly probabilities: Float64Array;
  /** What each convolution makes of it, after its ReLU: maps of `shape`, channel by channel. */
  readonly maps: readonly {readonly shape: ImageShape; readonly values: Float64Array}[];
}

/** A parameter as plain data; a network of the same shape takes it over by `convnet`. */
export interface ConvnetParam {
  readonly name: string;
  readonly values: Float64Array;
}

/** The network after so many epochs: plain data. */
export interface ConvnetEpoch {
  readonly epoch: number;
  /** Training steps so far. */
  readonly step: number;
  readonly names: readonly string[];
  /** Mean loss over the glyphs it learns from, and over the fresh ones. NaN where training broke off. */
  readonly train: number;
  readonly test: number;
  readonly trainAccuracy: number;
  readonly testAccuracy: number;
  /** The losses of all batches so far, each before its step. */
  readonly losses: readonly {readonly step: number; readonly loss: number}[];
  /** The first convolution's filters, 3 × 3 each, row by row. */
  readonly filters: readonly Float64Array[];
  readonly params: readonly ConvnetParam[];
  readonly predictions: readonly ConvnetPrediction[];
  readonly drawn: readonly ConvnetPrediction[];
  readonly progress: {readonly done: number; readonly total: number};
}

const defaults = {
  perClass: 100,
  testPerClass: 50,
  filters: [8, 16] as readonly [number, number],
  rate: 0.005,
  batchSize: 20,
  epochs: 8,
  shown: 12,
  drawn: [] as readonly (readonly number[])[],
  seed: 1,
};

/** Milliseconds of work between two pauses: less than a frame. */
const WORK = 12;

/**
 * The network of the lesson, in the manner of LeNet: convolution, ReLU and pooling twice, then one dense layer of scores.
 * Its weights are drawn from `rng`, or taken from `params` of an epoch, which makes it the network as it was then.
 */
export function convnet(
  {shape, classes}: Pick<Glyphs, "shape" | "classes">,
  [first, second]: readonly [number, number] = defaults.filters,
  rng = random(1).init,
  params: readonly ConvnetParam[] = [],
): Sequential {
  const conv1 = new Conv2d(shape, first, {size: 3, padding: 1, rng});
  const pool1 = new MaxPool(conv1.output);
  const conv2 = new Conv2d(pool1.output, second, {size: 3, padding: 1, rng});
  const pool2 = new MaxPool(conv2.output);
  const scores = new Dense(imageLength(pool2.output), classes, {rng});
  const network = new Sequential([conv1, new ReLU(), pool1, conv2, new ReLU(), pool2, scores]);
  if (params.length > 0) {
    network.params().forEach(({name, value}, i) => {
      if (params[i]?.values.length !== value.data.length) {
        throw new RangeError(`${name} has ${value.data.length} numbers, not ${params[i]?.values.length ?? "none"}`);
      }
      value.data.set(params[i].values);
    });
  }
  return network;
}

/** What a network says of pictures, and the feature maps by which it came there. */
export function convnetPredictions(
  network: Sequential,
  pictures: Matrix,
  labels: ArrayLike<number> = [],
): ConvnetPrediction[] {
  const scores = network.predict(pictures);
  const convolved = network.trace().filter((_, i) => network.layers[i - 1] instanceof Conv2d);
  const shapes = network.layers.flatMap((layer) => (layer instanceof Conv2d ? [layer.output] : []));
  const told = predictedClasses(scores);
  const row = ({cols, data}: Matrix, i: number) => Float64Array.from(data.subarray(i * cols, (i + 1) * cols));
  return Array.from({length: pictures.rows}, (_, i) => ({
    pixels: row(pictures, i),
    label: labels[i],
    predicted: told[i]!,
    probabilities: Float64Array.from(softmax(Array.from(row(scores, i)))),
    maps: shapes.map((shape, k) => ({shape, values: row(convolved[k]!.output!, i)})),
  }));
}

/**
 * Trains the lesson's convolutional network on drawn glyphs, and tells after each epoch how well it does on fresh ones, with
 * its filters and feature maps. The same options give the same epochs, in a page, a worker or Node.
 * @throws RangeError at the first `next()`, for options that no network can be trained with
 */
export function convnetTraining(options: ConvnetTrainingOptions = {}): AsyncGenerator<ConvnetEpoch, void, void> {
  return stoppable(options.signal, (wanted) => training(options, wanted));
}

async function* training(
  options: ConvnetTrainingOptions,
  wanted: () => boolean,
): AsyncGenerator<ConvnetEpoch, void, void> {
  const {perClass, testPerClass, filters, rate, batchSize, epochs, shown, drawn, seed} = {
    ...defaults,
    ...given(options),
  };
  const {pause = macrotask(), now = () => performance.now()} = options;
  for (const [name, value, least] of [
    ["epochs", epochs, 1],
    ["shown", shown, 0],
  ] as const) {
    if (!(Number.isInteger(value) && value >= least)) {
      throw new RangeError(`${name} must be whole and at least ${least}: ${value}`);
    }
  }
  const learned = glyphs({perClass}, random(seed).data);
  const fresh = glyphs({perClass: testPerClass}, randomStream(seed, "test"));
  const own = pictures(drawn, imageLength(learned.shape));
  const trainer = new Trainer({
    seed,
    network: ({init}) => convnet(learned, filters, init),
    loss: new SoftmaxCrossEntropy(),
    optimizer: new Adam({rate}),
    inputs: learned.inputs,
    targets: learned.labels,
    batchSize,
  });
  const first = firstRows(fresh.inputs, shown);
  const epoch = (): ConvnetEpoch => {
    const {network} = trainer;
    const [train, test] = trainer.stopped
      ? [BROKEN, BROKEN]
      : [trainer.evaluate(), trainer.evaluate(fresh.inputs, fresh.labels)];
    return {
      epoch: trainer.epochs,
      step: trainer.steps,
      names: learned.names,
      train: train.loss,
      test: test.loss,
      trainAccuracy: train.accuracy ?? Number.NaN,
      testAccuracy: test.accuracy ?? Number.NaN,
      losses: losses.slice(),
      filters: filtersOf(network.layers[0] as Conv2d),
      params: network.params().map(({name, value}) => ({name, values: value.data.slice()})),
      predictions: convnetPredictions(network, first, fresh.labels),
      drawn: convnetPredictions(network, own),
      progress: {done: trainer.stopped ? epochs : trainer.epochs, total: epochs},
    };
  };
  const losses: {step: number; loss: number}[] = [];
  yield epoch();
  while (trainer.epochs < epochs && !trainer.stopped) {
    const before = trainer.epochs;
    while (trainer.epochs === before && !trainer.stopped) {
      const end = now() + WORK;
      do {
        const loss = trainer.step();
        losses.push({step: trainer.steps, loss});
      } while (trainer.epochs === before && !trainer.stopped && now() < end);
      await pause();
      if (!wanted()) return;
    }
    yield epoch();
  }
}

/** Each filter of a convolution over one channel, row by row. */
function filtersOf({weights}: Conv2d): Float64Array[] {
  const {rows, cols, data} = weights.value;
  return Array.from({length: cols}, (_, f) => Float64Array.from({length: rows}, (_, i) => data[i * cols + f]!));
}

function firstRows({rows, cols, data}: Matrix, n: number): Matrix {
  const taken = Math.min(n, rows);
  return {rows: taken, cols, data: Float64Array.from(data.subarray(0, taken * cols))};
}

function pictures(drawn: readonly (readonly number[])[], length: number): Matrix {
  drawn.forEach((pixels, i) => {
    if (pixels.length !== length) {
      throw new RangeError(`drawn picture ${i} has ${pixels.length} pixels; it must have ${length}`);
    }
  });
  return {rows: drawn.length, cols: length, data: Float64Array.from(drawn.flat())};
}

const BROKEN = {loss: Number.NaN, accuracy: Number.NaN};

/** The options that are given: `undefined` stands for the default. */
function given(options: ConvnetTrainingOptions): Partial<typeof defaults> {
  return Object.fromEntries(
    Object.entries(options).filter(([name, value]) => name in defaults && value !== undefined),
  ) as Partial<typeof defaults>;
}
