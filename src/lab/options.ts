import {weightStd} from "../core/nn/initialization.ts";
import {defaultAlpha, type NonlinearityName, nonlinearity} from "../core/numeric/index.ts";

/** How weights are drawn: from N(0, std²) with that std; 'xavier' is 1/√fan_in, 'he' √(2/fan_in). */
export type Initialization = number | "xavier" | "he" | "zeros";

/** A stack of fully connected layers without bias, fed with N(0, 1) data. The defaults are the experiment of the slides. */
export interface LayerOptions {
  /** φ of every layer. Default "tanh". */
  nonlinearity?: NonlinearityName;
  /** Leaky ReLU's slope below zero (0.1), ELU's limit there (1). */
  alpha?: number;
  /** Default 0.01. */
  initialization?: Initialization;
  /** Numbers a sample has. Default: the first layer's width. */
  inputs?: number;
  /** Units of each layer. Default: ten layers of 500. */
  widths?: readonly number[];
  /** Rows of data, 1 … 100 000. Default 1000. */
  samples?: number;
  /** Normalize each unit's sum over the batch before φ, with γ = 1 and β = 0. Default false. */
  batchNorm?: boolean;
  /** What batch normalization adds to the variance. Default 0, the bare transform, which no scale of the weights alters. */
  epsilon?: number;
  /** Send gradients back through the layers too. About doubles the work. Default false. */
  backward?: boolean;
  /** Same seed, same data, weights and gradients. A whole number. Default 1. */
  seed?: number;
  /** Bins of the histograms, 1 … 1024. Default 30. */
  bins?: number;
  /** Where the histograms begin and end. Default (−1, 1) for tanh, (0, 1) for sigmoid, (−3, 3) for those without bounds. */
  domain?: readonly [number, number];
  /** Whether a preview of some samples comes first, where the whole takes longer than a frame. Default true. */
  preview?: boolean;
  /** Stops the work when aborted. */
  signal?: AbortSignal;
}

/** The options with nothing left open: plain data, which a worker receives. */
export interface Stack {
  readonly nonlinearity: NonlinearityName;
  readonly alpha: number;
  readonly inputs: number;
  readonly layers: readonly LayerShape[];
  readonly samples: number;
  readonly batchNorm: boolean;
  readonly epsilon: number;
  readonly backward: boolean;
  readonly seed: number;
  readonly bins: number;
  readonly domain: readonly [number, number];
}

/** One layer's weight matrix: fanIn × width, drawn from N(0, scale²). */
export interface LayerShape {
  readonly fanIn: number;
  readonly width: number;
  readonly scale: number;
}

const MAX_WIDTH = 2048;
const MAX_DEPTH = 200;
const MAX_SAMPLES = 100_000;
/** Single precision, in which the layers compute, has room for a few products of such weights and no more. */
const MAX_SCALE = 1e30;
const MIN_SCALE = 1e-30;

/**
 * Fills in the defaults.
 * @throws RangeError for whatever cannot be run, saying what is allowed
 */
export function stack(options: LayerOptions = {}): Stack {
  const {
    nonlinearity: name = "tanh",
    alpha = defaultAlpha(name),
    initialization = 0.01,
    widths = Array<number>(10).fill(500),
    inputs = widths[0] ?? 0,
    samples = 1000,
    batchNorm = false,
    epsilon = 0,
    backward = false,
    seed = 1,
    bins = 30,
    domain = defaultDomain(name),
  } = options;
  nonlinearity(name); // throws for an unknown name
  between("alpha", alpha, 0, 10);
  if (!Array.isArray(widths)) throw new RangeError(`widths is a list, one number a layer, not ${show(widths)}`);
  if (widths.length < 1 || widths.length > MAX_DEPTH) {
    throw new RangeError(`widths has ${widths.length} layers; 1 to ${MAX_DEPTH} can be run`);
  }
  widths.forEach((width, i) => {
    whole(`the width of layer ${i + 1}`, width, 1, MAX_WIDTH);
  });
  whole("inputs", inputs, 1, MAX_WIDTH);
  whole("samples", samples, 1, MAX_SAMPLES);
  whole("bins", bins, 1, 1024);
  between("epsilon", epsilon, 0, 1);
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed is ${show(seed)}; it must be a whole number`);
  const [low, high] = domain;
  if (!(low < high) || !Number.isFinite(high - low)) {
    throw new RangeError(`domain is [${low}, ${high}]; it must be two numbers, the smaller one first`);
  }
  const scale = scales(initialization);
  return {
    nonlinearity: name,
    alpha,
    inputs,
    layers: widths.map((width, i) => {
      const fanIn = i === 0 ? inputs : (widths[i - 1] as number);
      return {fanIn, width, scale: scale(fanIn)};
    }),
    samples,
    batchNorm: Boolean(batchNorm),
    epsilon,
    backward: Boolean(backward),
    seed,
    bins,
    domain: [low, high],
  };
}

/** The std of the weights by fan-in. */
function scales(initialization: Initialization): (fanIn: number) => number {
  if (initialization === "xavier" || initialization === "he" || initialization === "zeros") {
    return (fanIn) => weightStd(initialization, fanIn, fanIn); // None of these rules asks for the fan-out.
  }
  if (typeof initialization !== "number") {
    throw new RangeError(
      `initialization is ${show(initialization)}; it is the weights' standard deviation, "xavier", "he" or "zeros"`,
    );
  }
  if (initialization !== 0 && !(initialization >= MIN_SCALE && initialization <= MAX_SCALE)) {
    throw new RangeError(
      `initialization is ${initialization}; a standard deviation of weights is 0 or from ${MIN_SCALE} to ${MAX_SCALE}`,
    );
  }
  return () => initialization;
}

function defaultDomain(name: NonlinearityName): readonly [number, number] {
  if (name === "tanh") return [-1, 1];
  if (name === "sigmoid") return [0, 1];
  return [-3, 3];
}

function whole(name: string, value: number, low: number, high: number): void {
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new RangeError(`${name} is ${show(value)}; it must be a whole number from ${low} to ${high}`);
  }
}

function between(name: string, value: number, low: number, high: number): void {
  if (typeof value !== "number" || !(value >= low && value <= high)) {
    throw new RangeError(`${name} is ${show(value)}; it must be from ${low} to ${high}`);
  }
}

function show(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : String(value);
}
