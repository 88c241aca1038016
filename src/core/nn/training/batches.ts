import {type Matrix, type Random, shape} from "../../numeric/index.ts";
import {asDoubles, type DoubleMatrix} from "../doubles.ts";
import {checkFinite, checkWidth} from "../errors.ts";
import {asTargetMatrix} from "../losses/targets.ts";
import type {Targets} from "../types.ts";
import {Workspace} from "../workspace.ts";

/** "shuffled": a fresh permutation each epoch. "fixed": as the samples stand, each epoch. */
export type SampleOrder = "shuffled" | "fixed";

/**
 * Cuts the samples into batches, epoch after epoch: each sample once an epoch. Where the size does not divide the number
 * of samples, the last batch of an epoch is smaller; it takes nothing from the next.
 */
export class Batches {
  /** Samples a batch; may be changed between batches. */
  size: number;
  /** The batch that `next` has cut. */
  inputs: DoubleMatrix;
  targets: DoubleMatrix;
  /** Samples of the current epoch that are used up. */
  position = 0;
  readonly samples: number;
  readonly #allInputs: DoubleMatrix;
  readonly #allTargets: DoubleMatrix;
  readonly #batchInputs = new Workspace();
  readonly #batchTargets = new Workspace();
  readonly #rng: Random | undefined;
  #order: Uint32Array;

  /**
   * @param rng the stream of the permutations; without it the order is fixed
   * @throws RangeError for no samples, for a number that is not finite, or unless there is one target a sample
   */
  constructor(inputs: Matrix, targets: Targets, {size, rng}: {size: number; rng?: Random | undefined}) {
    this.#allInputs = asDoubles(inputs);
    this.#allTargets = asTargetMatrix(targets);
    if (inputs.rows === 0) throw new RangeError("there are no samples to train on");
    if (this.#allTargets.rows !== inputs.rows) {
      throw new RangeError(`inputs of ${shape(inputs)} need ${inputs.rows} targets, not ${this.#allTargets.rows}`);
    }
    checkFinite("inputs", inputs);
    checkFinite("targets", this.#allTargets);
    checkWidth("training", size, "samples a batch");
    this.samples = inputs.rows;
    this.size = size;
    this.#rng = rng;
    this.#order = Uint32Array.from({length: this.samples}, (_, i) => i);
    this.inputs = this.#batchInputs.take(0, inputs.cols);
    this.targets = this.#batchTargets.take(0, this.#allTargets.cols);
  }

  /** Whether the batch that was cut last is the last of its epoch. */
  get epochEnds(): boolean {
    return this.position === this.samples;
  }

  /** Cuts the next batch. */
  next(): void {
    if (this.position === this.samples) this.position = 0;
    if (this.position === 0 && this.#rng) this.#order = this.#rng.permutation(this.samples);
    const rows = Math.min(this.size, this.samples - this.position);
    this.inputs = this.#batchInputs.take(rows, this.#allInputs.cols);
    this.targets = this.#batchTargets.take(rows, this.#allTargets.cols);
    copyRows(this.#allInputs, this.#order, this.position, this.inputs);
    copyRows(this.#allTargets, this.#order, this.position, this.targets);
    this.position += rows;
  }
}

function copyRows(from: DoubleMatrix, order: Uint32Array, start: number, to: DoubleMatrix): void {
  const {rows, cols} = to;
  for (let i = 0, at = 0; i < rows; i++) {
    const row = order[start + i]! * cols;
    for (let j = 0; j < cols; j++, at++) to.data[at] = from.data[row + j]!;
  }
}
