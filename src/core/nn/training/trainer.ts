import {type Matrix, type RandomStreams, random} from "../../numeric/index.ts";
import {accuracy} from "../accuracy.ts";
import {isFiniteMatrix} from "../errors.ts";
import type {Sequential} from "../layers/sequential.ts";
import {asTargetMatrix} from "../losses/targets.ts";
import {addPenaltyGradient, type Regularization} from "../regularization.ts";
import type {Layer, Loss, Optimizer, Param, Targets} from "../types.ts";
import {Batches, type SampleOrder} from "./batches.ts";
import {type Breakdown, forwardBreakdown, gradientBreakdown, ofParams} from "./breakdown.ts";
import {LossHistory} from "./loss-history.ts";

export interface TrainerOptions<Network extends Layer = Sequential> {
  /** Builds the network, its weights drawn from `init` and its dropout masks from `dropout`. Called again at each reset. */
  network: (streams: RandomStreams) => Network;
  loss: Loss;
  optimizer: Optimizer;
  /** One sample a row; not copied when it is in double precision. */
  inputs: Matrix;
  /** One target a sample, as the loss wants them. */
  targets: Targets;
  /** Samples a batch, 10 where nothing else is said. */
  batchSize?: number;
  /** "shuffled" where nothing else is said. */
  order?: SampleOrder;
  /** On the weights only. */
  regularization?: Regularization;
  /** 1 where nothing else is said. */
  seed?: number;
}

export interface Evaluation {
  /** The mean loss over all samples, at test time, without the penalty of regularization. */
  readonly loss: number;
  /** The share of samples told right, where targets are classes or signs. */
  readonly accuracy: number | undefined;
}

/**
 * Trains a network by mini-batches, one step at a time:
 *
 *     const trainer = new Trainer({
 *       network: ({init}) => new Sequential([new Dense(2, 4, {rng: init}), new Tanh(), new Dense(4, 2, {rng: init})]),
 *       loss: new SoftmaxCrossEntropy(),
 *       optimizer: new SGD({rate: 0.1}),
 *       inputs,
 *       targets: labels,
 *     });
 *     trainer.epoch();
 *
 * The same seed gives the same run, and so does `reset`. It stops by itself, with the reason, when a number is not finite:
 * a step whose loss or gradient is not is never taken, so that the last valid parameters stay.
 */
export class Trainer<Network extends Layer = Sequential> {
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** May be changed between steps. */
  regularization: Regularization;
  /** The mean loss of each batch, before its step. */
  readonly stepLosses = new LossHistory();
  /** Each epoch's `lastEpochLoss`. */
  readonly epochLosses = new LossHistory();
  readonly #options: TrainerOptions<Network>;
  #network!: Network;
  #params!: readonly Param[];
  #batches!: Batches;
  #steps = 0;
  #epochs = 0;
  #epochSum = 0;
  #lastEpochLoss = Number.NaN;
  #stopped: Breakdown | undefined;

  /** @throws RangeError for data that is empty, not finite, or of shapes that do not fit each other */
  constructor(options: TrainerOptions<Network>) {
    this.#options = options;
    this.loss = options.loss;
    this.optimizer = options.optimizer;
    this.regularization = options.regularization ?? {};
    this.reset();
  }

  /** A new one after each reset. */
  get network(): Network {
    return this.#network;
  }

  /** Steps taken since the start. */
  get steps(): number {
    return this.#steps;
  }

  /** Epochs completed since the start. */
  get epochs(): number {
    return this.#epochs;
  }

  /** The mean over the last completed epoch's samples of their losses when they were used; NaN before the first. */
  get lastEpochLoss(): number {
    return this.#lastEpochLoss;
  }

  /** Why it stopped; undefined while it can go on. */
  get stopped(): Breakdown | undefined {
    return this.#stopped;
  }

  /** Samples a batch; may be changed between steps. */
  get batchSize(): number {
    return this.#batches.size;
  }
  set batchSize(size: number) {
    if (!(Number.isInteger(size) && size >= 1)) throw new RangeError(`a batch cannot have ${size} samples`);
    this.#batches.size = size;
  }

  /** Back to the start: network, optimizer and streams as they were, the settings as they are. The run will repeat. */
  reset(): void {
    const {network, inputs, targets, batchSize = 10, order = "shuffled", seed = 1} = this.#options;
    const streams = random(seed);
    const size = this.#batches?.size ?? batchSize;
    this.#network = network(streams);
    this.#params = this.#network.params();
    this.#batches = new Batches(inputs, targets, {size, rng: order === "shuffled" ? streams.shuffle : undefined});
    this.optimizer.reset();
    this.stepLosses.clear();
    this.epochLosses.clear();
    this.#steps = 0;
    this.#epochs = 0;
    this.#epochSum = 0;
    this.#lastEpochLoss = Number.NaN;
    this.#stopped = undefined;
  }

  /** One batch forward and backward, one step of the optimizer. Returns the batch's mean loss; NaN once it has stopped. */
  step(): number {
    if (this.#stopped) return Number.NaN;
    const batches = this.#batches;
    batches.next();
    const loss = this.loss.forward(this.#network.forward(batches.inputs, "train"), batches.targets);
    if (!Number.isFinite(loss)) return this.#stop(forwardBreakdown(this.#steps + 1, this.#network, loss));
    this.#network.backward(this.loss.backward(), false);
    addPenaltyGradient(this.#params, this.regularization);
    for (let k = 0; k < this.#params.length; k++) {
      if (!isFiniteMatrix(this.#params[k]!.grad)) {
        return this.#stop(gradientBreakdown(this.#steps + 1, this.#params));
      }
    }
    this.optimizer.step(this.#params);
    this.#steps++;
    this.#record(loss);
    for (let k = 0; k < this.#params.length; k++) {
      if (!isFiniteMatrix(this.#params[k]!.value)) {
        this.#stop(ofParams(this.#steps, this.#params));
        break;
      }
    }
    return loss;
  }

  /** Steps to the end of the current epoch. Returns the epoch's mean loss; NaN where it has stopped. */
  epoch(): number {
    const before = this.#epochs;
    while (!this.#stopped && this.#epochs === before) this.step();
    return this.#stopped ? Number.NaN : this.#lastEpochLoss;
  }

  /**
   * Steps until `ms` milliseconds have gone by on the clock `now`, but at least once, and at most `steps` times. Returns
   * how many steps it took. What a step does never depends on the clock.
   */
  runFor(ms: number, now: () => number, {steps = Infinity}: {steps?: number} = {}): number {
    const end = now() + ms;
    let taken = 0;
    while (!this.#stopped && taken < steps) {
      this.step();
      taken++;
      if (now() >= end) break;
    }
    return taken;
  }

  /** The network at test time, on these samples, or on those it trains on. Draws nothing and changes no parameter. */
  evaluate(inputs: Matrix = this.#options.inputs, targets: Targets = this.#options.targets): Evaluation {
    const output = this.#network.forward(inputs, "test");
    const labels = asTargetMatrix(targets);
    const loss = this.loss.forward(output, labels);
    return {loss, accuracy: labels.cols === 1 ? accuracy(output, labels) : undefined};
  }

  #record(loss: number): void {
    this.stepLosses.add(loss);
    this.#epochSum += loss * this.#batches.inputs.rows;
    if (!this.#batches.epochEnds) return;
    this.#lastEpochLoss = this.#epochSum / this.#batches.samples;
    this.epochLosses.add(this.#lastEpochLoss);
    this.#epochSum = 0;
    this.#epochs++;
  }

  #stop(breakdown: Breakdown | undefined): number {
    this.#stopped = breakdown;
    return Number.NaN;
  }
}
