import type {Initialization} from "../../core/nn/index.ts";
import {FEATURES, type FeatureName} from "./features.ts";
import {choice, flag, initialization, numberIn, type Rule, sizes, someOf} from "./rules.ts";

/** The data sets that one can choose, "own" being what the reader drew or loaded. */
export const DATASETS = ["circle", "xor", "gauss", "spiral", "plane", "multi-gauss", "own"] as const;
export const ACTIVATIONS = ["tanh", "sigmoid", "relu", "leaky-relu", "elu", "maxout", "linear"] as const;
export const LOSSES = ["squared", "softmax", "hinge"] as const;
export const OPTIMIZERS = ["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"] as const;
export const REGULARIZATIONS = ["none", "l1", "l2"] as const;
/** Epochs a second; 0 is as fast as it can. */
export const SPEEDS = [10, 50, 200, 1000, 0] as const;

export const MOST_LAYERS = 6;
export const MOST_UNITS = 8;
export const MOST_CLASSES = 5;

export type DatasetName = (typeof DATASETS)[number];
export type Activation = (typeof ACTIVATIONS)[number];
export type LossName = (typeof LOSSES)[number];
export type OptimizerName = (typeof OPTIMIZERS)[number];

/** All that a reader can set in the playground, as plain data. The same state gives the same run. */
export interface PlaygroundState {
  dataset: DatasetName;
  /** Clouds of gauss, arms of spiral: 2 … 5. */
  classes: number;
  /** Points, training and test together. */
  samples: number;
  /** 0 … 50 percent. */
  noise: number;
  /** How many percent of the points are for training, 10 … 90. */
  trainShare: number;
  batchSize: number;
  seed: number;
  features: readonly FeatureName[];
  /** Units of each hidden layer. */
  hidden: readonly number[];
  activation: Activation;
  /** Squared error of one tanh output, softmax with cross-entropy, or hinge loss. */
  loss: LossName;
  rate: number;
  optimizer: OptimizerName;
  /** μ of momentum and Nesterov. */
  momentum: number;
  regularization: (typeof REGULARIZATIONS)[number];
  regularizationRate: number;
  /** The probability that a hidden unit is dropped. */
  dropout: number;
  batchNorm: boolean;
  initialization: Initialization;
  /** Show the decision and not the confidence. */
  discretize: boolean;
  showTest: boolean;
  /** Epochs a second; 0 is as fast as it can. */
  speed: number;
}

/** What each part of the state may be, and what it is where nothing is said. */
export const RULES: {readonly [Name in keyof PlaygroundState]: Rule<PlaygroundState[Name]>} = {
  dataset: choice(DATASETS, "circle"),
  classes: numberIn({least: 2, most: MOST_CLASSES, whole: true, usual: 2}),
  samples: numberIn({least: 20, most: 2000, whole: true, usual: 500}),
  noise: numberIn({least: 0, most: 50, usual: 0}),
  trainShare: numberIn({least: 10, most: 90, usual: 50}),
  batchSize: numberIn({least: 1, most: 1000, whole: true, usual: 10}),
  seed: numberIn({least: 1, most: 999_999, whole: true, usual: 1}),
  features: someOf(Object.keys(FEATURES) as FeatureName[], ["x1", "x2"]),
  hidden: sizes({layers: MOST_LAYERS, units: MOST_UNITS, usual: [4, 2]}),
  activation: choice(ACTIVATIONS, "tanh"),
  loss: choice(LOSSES, "squared"),
  rate: numberIn({least: 1e-6, most: 10, usual: 0.03}),
  optimizer: choice(OPTIMIZERS, "sgd"),
  momentum: numberIn({least: 0, most: 0.999, usual: 0.9}),
  regularization: choice(REGULARIZATIONS, "none"),
  regularizationRate: numberIn({least: 0, most: 10, usual: 0.003}),
  dropout: numberIn({least: 0, most: 0.9, usual: 0}),
  batchNorm: flag(false),
  initialization: initialization("xavier"),
  discretize: flag(false),
  showTest: flag(false),
  speed: numberIn({least: 0, most: 1000, usual: 200}),
};

export type StateKey = keyof PlaygroundState;
export const STATE_KEYS = Object.keys(RULES) as StateKey[];

/** What changes only the picture or the pace, and what training takes over as it runs; all else begins a new run. */
const SHOWN: ReadonlySet<StateKey> = new Set(["discretize", "showTest", "speed"]);
const LIVE: ReadonlySet<StateKey> = new Set(["rate", "batchSize", "momentum", "regularization", "regularizationRate"]);

/** What a change asks for: nothing, new settings of the run under way, or a new run. */
export function changeBetween(before: PlaygroundState, after: PlaygroundState): "shown" | "live" | "restart" {
  const changed = STATE_KEYS.filter((key) => String(before[key]) !== String(after[key]));
  if (changed.every((key) => SHOWN.has(key))) return "shown";
  return changed.every((key) => SHOWN.has(key) || LIVE.has(key)) ? "live" : "restart";
}

/** Something that was asked for and cannot be. */
export interface StateProblem {
  /** The name as it was given. */
  readonly key: string;
  /** A sentence: what, and what is used instead. */
  readonly message: string;
}

/** The state of nothing said. */
export function defaultState(): PlaygroundState {
  return Object.fromEntries(STATE_KEYS.map((key) => [key, RULES[key].usual])) as unknown as PlaygroundState;
}

/**
 * Reads a state from untrusted data. Each part that cannot be is replaced by what stands in `base` and named in
 * `problems`; no part is taken over unread.
 */
export function readState(
  raw: Readonly<Record<string, unknown>>,
  base: PlaygroundState = defaultState(),
): {state: PlaygroundState; problems: StateProblem[]} {
  const state: Record<string, unknown> = {...base};
  const problems: StateProblem[] = [];
  for (const [key, value] of Object.entries(raw)) {
    if (!Object.hasOwn(RULES, key)) {
      problems.push({key, message: `There is no setting “${brief(key)}”. There are ${STATE_KEYS.join(", ")}.`});
      continue;
    }
    const rule = RULES[key as StateKey];
    const read = rule.read(value);
    if ("value" in read) state[key] = read.value;
    else {
      const kept = rule.toText(base[key as StateKey] as never);
      problems.push({key, message: `${key} cannot be “${brief(value)}”: ${read.wrong}. It stays ${kept || "empty"}.`});
    }
  }
  return {state: state as unknown as PlaygroundState, problems};
}

/** Breaks of lines, controls, and marks that turn the direction of the text around them. */
const UNSEEN = /[\p{Cc}\u200B\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]+/gu;

/** What was given, short enough for a message and without signs that would garble it. */
export function brief(value: unknown): string {
  let text: string;
  try {
    // JSON has no word for what is not finite.
    const isNumber = typeof value === "number";
    text = typeof value === "string" ? value : isNumber ? String(value) : (JSON.stringify(value) ?? String(value));
  } catch {
    text = "something nested too deeply";
  }
  const start = text.slice(0, 40).replace(/\s+/g, " ").replace(UNSEEN, "\uFFFD");
  return text.length > 40 ? `${start}…` : start;
}
