import {Dense, Dropout, type Layer, type Mode, ReLU, Sequential, Tanh} from "../../core/nn/index.ts";
import {matrix, type Random, random, randomStream} from "../../core/numeric/index.ts";

/** What the unit's network is. */
export interface DropoutNetSettings {
  /** One sample. */
  readonly x: readonly number[];
  /** Units of the two hidden layers. */
  readonly widths: readonly [number, number];
  /** Between the layers; "none" makes the network linear. */
  readonly activation: "none" | "relu" | "tanh";
  /** Behind which hidden layers units are dropped. */
  readonly dropped: "both" | "last";
  /** The probability that a unit is dropped, 0 ≤ p < 1. */
  readonly p: number;
  /** Of the weights. */
  readonly weightSeed: number;
}

/** One forward pass. */
export interface Pass {
  /** What each hidden unit computed, before dropout. */
  readonly hidden: readonly [readonly number[], readonly number[]];
  /** What dropout multiplied it by: 0 or 1/(1 − p). All 1 at test time. */
  readonly factors: readonly [readonly number[], readonly number[]];
  readonly output: number;
}

export interface Passes {
  /** At training time, each with masks of its own. */
  readonly train: readonly Pass[];
  /** At test time all passes are alike. */
  readonly test: Pass;
  /** The mean output over *all* masks, each weighted by its probability: exact, not sampled. */
  readonly expectation: number;
  /** How many masks there are. */
  readonly masks: number;
  /** The smallest and the largest output that any mask gives. */
  readonly range: readonly [number, number];
  /** The weights from layer to layer, [to][from]. */
  readonly weights: readonly (readonly (readonly number[])[])[];
}

/**
 * The same sample sent `count` times through one network with dropout, and once for each mask that there is. All of it is
 * core's own `Dropout`; for the masks it is handed random numbers that were not random at all.
 * @throws RangeError unless 0 ≤ p < 1
 */
export function passes(settings: DropoutNetSettings, count: number, seed: number): Passes {
  const [first, second] = settings.widths;
  const drawn = run(
    settings,
    [randomStream(seed, "dropout", 1), randomStream(seed, "dropout", 2)],
    Math.max(1, count),
    "train",
  );
  const test = run(settings, [randomStream(seed), randomStream(seed)], 1, "test").passes[0]!;
  const units = settings.dropped === "both" ? first + second : second;
  const masks = 2 ** units;
  // Bit j of a mask's number says whether unit j is dropped; those of the second layer come first.
  const isDropped = (mask: number, unit: number) => ((mask >> unit) & 1) === 1;
  const all = run(
    settings,
    [
      scripted(first, (mask, unit) => settings.dropped === "both" && isDropped(mask, second + unit)),
      scripted(second, isDropped),
    ],
    masks,
    "train",
  ).passes;
  let expectation = 0;
  all.forEach(({output}, mask) => {
    let many = 0;
    for (let unit = 0; unit < units; unit++) if (isDropped(mask, unit)) many++;
    expectation += settings.p ** many * (1 - settings.p) ** (units - many) * output;
  });
  const outputs = settings.p === 0 ? [test.output] : all.map(({output}) => output);
  return {
    train: drawn.passes.slice(0, count),
    test,
    expectation,
    masks,
    range: [Math.min(...outputs), Math.max(...outputs)],
    weights: drawn.weights,
  };
}

/** One batch whose rows are all the same sample: each row gets masks of its own. */
function run(
  {x, widths, activation, dropped, p, weightSeed}: DropoutNetSettings,
  [one, two]: readonly [Random, Random],
  rows: number,
  mode: Mode,
): {passes: Pass[]; weights: number[][][]} {
  const {init} = random(weightSeed);
  const bend = (): Layer[] => (activation === "none" ? [] : [activation === "relu" ? new ReLU() : new Tanh()]);
  const dense = [
    new Dense(x.length, widths[0], {rng: init, initialization: "he"}),
    new Dense(widths[0], widths[1], {rng: init, initialization: "he"}),
    new Dense(widths[1], 1, {rng: init, initialization: "he"}),
  ] as const;
  const drop = [new Dropout(dropped === "both" ? p : 0, {rng: one}), new Dropout(p, {rng: two})] as const;
  const network = new Sequential([dense[0], ...bend(), drop[0], dense[1], ...bend(), drop[1], dense[2]]);
  const inputs = matrix(rows, x.length);
  for (let row = 0; row < rows; row++) inputs.data.set(x, row * x.length);
  const output = network.forward(inputs, mode);
  const trace = network.trace();
  const before = drop.map((layer) => trace[trace.findIndex((entry) => entry.layer === layer) - 1]!.output!);
  const passes = Array.from({length: rows}, (_, row): Pass => {
    const part = (layer: 0 | 1, data: ArrayLike<number>) =>
      Array.from({length: widths[layer]}, (_, unit) => data[row * widths[layer] + unit]!);
    const factors = (layer: 0 | 1) => {
      const {mask} = drop[layer];
      return mask ? part(layer, mask.data) : Array<number>(widths[layer]).fill(1);
    };
    return {
      hidden: [part(0, before[0]!.data), part(1, before[1]!.data)],
      factors: [factors(0), factors(1)],
      output: output.data[row]!,
    };
  });
  const weights = dense.map(({weights: {value}}) =>
    Array.from({length: value.cols}, (_, to) =>
      Array.from({length: value.rows}, (_, from) => value.data[from * value.cols + to]!),
    ),
  );
  return {passes, weights};
}

/** A stream of `uniform()` that drops just these units: Dropout asks row by row, unit by unit. */
function scripted(width: number, drops: (row: number, unit: number) => boolean): Random {
  let asked = 0;
  return {
    ...randomStream(0),
    uniform() {
      const [row, unit] = [Math.floor(asked / width), asked % width];
      asked++;
      return drops(row, unit) ? 0 : 1 - 2 ** -24;
    },
  };
}
