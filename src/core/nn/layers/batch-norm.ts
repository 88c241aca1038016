import type {Matrix} from "../../numeric/index.ts";
import {asDoubles, type DoubleMatrix, doubles} from "../doubles.ts";
import {checkInput, checkOutputGradient, checkWidth} from "../errors.ts";
import {parameter} from "../param.ts";
import type {Layer, Mode, Param} from "../types.ts";
import {Workspace} from "../workspace.ts";
import {Dense} from "./dense.ts";

export interface BatchNormOptions {
  /** The share of the old running average that stays at each training pass. */
  momentum?: number;
  /** Added to the variance before its root is taken. */
  epsilon?: number;
}

/**
 * Batch normalization (Ioffe and Szegedy, 2015, Algorithms 1 and 2), column by column:
 *
 *     μ = mean of x,  σ² = mean of (x − μ)²,  x̂ = (x − μ)/√(σ² + ε),  y = γ x̂ + β
 *
 * In training μ and σ² are the batch's own, with σ² divided by m, the size of the batch. At test time they are running
 * averages, which each training pass moves by
 *
 *     running ← momentum · running + (1 − momentum) · batch        (PyTorch calls 1 − momentum "momentum")
 *
 * beginning with mean 0 and variance 1. The running variance keeps the unbiased estimate σ² m/(m − 1), as the paper does.
 *
 * A batch of one: x̂ is 0, so the output is β whatever x, and the gradient in x is 0. One sample says nothing about a
 * variance, so it moves the running mean only. A batch that is not finite leaves the running averages as they were.
 */
export class BatchNorm implements Layer {
  name?: string;
  readonly kind = "batch norm";
  readonly width: number;
  readonly momentum: number;
  readonly epsilon: number;
  /** γ, a row of ones to begin with. */
  readonly gamma: Param;
  /** β, a row of zeros to begin with. */
  readonly beta: Param;
  readonly runningMean: DoubleMatrix;
  readonly runningVariance: DoubleMatrix;
  /** Of the last forward pass: what was subtracted, and the variance under the root. */
  readonly mean: DoubleMatrix;
  readonly variance: DoubleMatrix;
  readonly #params: readonly Param[];
  readonly #normalized = new Workspace();
  readonly #y = new Workspace();
  readonly #dx = new Workspace();
  #mode: Mode = "test";
  #xHat: DoubleMatrix | undefined;
  #output: DoubleMatrix | undefined;

  /** @throws RangeError for a width below 1, unless 0 ≤ momentum < 1, or unless epsilon > 0 */
  constructor(width: number, {momentum = 0.9, epsilon = 1e-5}: BatchNormOptions = {}) {
    checkWidth("batch norm", width, "columns");
    if (!(momentum >= 0 && momentum < 1)) {
      throw new RangeError(`batch norm: momentum must lie in 0 ≤ momentum < 1, not ${momentum}`);
    }
    if (!(epsilon > 0)) throw new RangeError(`batch norm: epsilon must be above 0, not ${epsilon}`);
    this.width = width;
    this.momentum = momentum;
    this.epsilon = epsilon;
    this.gamma = parameter("gamma", 1, width);
    this.beta = parameter("beta", 1, width);
    this.gamma.value.data.fill(1);
    this.runningMean = doubles(1, width);
    this.runningVariance = doubles(1, width);
    this.runningVariance.data.fill(1);
    this.mean = doubles(1, width);
    this.variance = doubles(1, width);
    this.#params = [this.gamma, this.beta];
  }

  params(): readonly Param[] {
    return this.#params;
  }

  forward(x: Matrix, mode: Mode): DoubleMatrix {
    checkInput(this, x, this.width);
    if (mode === "train") {
      momentsOfColumns(asDoubles(x), this.mean, this.variance);
      this.#moveAverages(x.rows);
    } else {
      this.mean.data.set(this.runningMean.data);
      this.variance.data.set(this.runningVariance.data);
    }
    const xHat = this.#normalized.take(x.rows, x.cols);
    const y = this.#y.take(x.rows, x.cols);
    for (let j = 0; j < x.cols; j++) {
      const mean = this.mean.data[j]!;
      const scale = 1 / Math.sqrt(this.variance.data[j]! + this.epsilon);
      const gamma = this.gamma.value.data[j]!;
      const beta = this.beta.value.data[j]!;
      for (let at = j; at < xHat.data.length; at += x.cols) {
        xHat.data[at] = (x.data[at]! - mean) * scale;
        y.data[at] = gamma * xHat.data[at]! + beta;
      }
    }
    this.#mode = mode;
    this.#xHat = xHat;
    this.#output = y;
    return y;
  }

  /**
   * In training x moves μ and σ² too, which takes away what shifts or stretches the whole batch:
   * ∂x = γ/√(σ² + ε) · (∂y − mean ∂y − x̂ · mean(∂y x̂)). At test time ∂x = γ/√(σ² + ε) · ∂y.
   */
  backward(dout: Matrix): DoubleMatrix {
    checkOutputGradient(this, dout, this.#output);
    const dy = asDoubles(dout).data;
    const xHat = this.#xHat!.data;
    const {rows, cols} = dout;
    const dx = this.#dx.take(rows, cols);
    for (let j = 0; j < cols; j++) {
      let sum = 0;
      let sumXHat = 0;
      for (let at = j; at < dy.length; at += cols) {
        sum += dy[at]!;
        sumXHat += dy[at]! * xHat[at]!;
      }
      this.beta.grad.data[j] = sum;
      this.gamma.grad.data[j] = sumXHat;
      const scale = this.gamma.value.data[j]! / Math.sqrt(this.variance.data[j]! + this.epsilon);
      const shift = this.#mode === "train" ? sum / rows : 0;
      const stretch = this.#mode === "train" ? sumXHat / rows : 0;
      for (let at = j; at < dy.length; at += cols) {
        dx.data[at] = scale * (dy[at]! - shift - xHat[at]! * stretch);
      }
    }
    return dx;
  }

  /**
   * The dense layer that does at test time what `dense` followed by this layer does: W γ/√(σ² + ε) and
   * (b − μ) γ/√(σ² + ε) + β, with the running averages as they are now.
   * @throws RangeError when dense has another number of outputs
   */
  fold(dense: Dense): Dense {
    if (dense.outputs !== this.width) {
      throw new RangeError(`batch norm of width ${this.width} cannot follow ${dense.outputs} outputs`);
    }
    const folded = new Dense(dense.inputs, dense.outputs, {initialization: "zeros"});
    for (let j = 0; j < this.width; j++) {
      const scale = this.gamma.value.data[j]! / Math.sqrt(this.runningVariance.data[j]! + this.epsilon);
      for (let at = j; at < dense.weights.value.data.length; at += this.width) {
        folded.weights.value.data[at] = dense.weights.value.data[at]! * scale;
      }
      const bias = dense.bias?.value.data[j] ?? 0;
      folded.bias!.value.data[j] = (bias - this.runningMean.data[j]!) * scale + this.beta.value.data[j]!;
    }
    return folded;
  }

  #moveAverages(samples: number): void {
    const stay = this.momentum;
    const unbiased = samples / (samples - 1);
    for (let j = 0; j < this.width; j++) {
      const mean = this.mean.data[j]!;
      const variance = this.variance.data[j]!;
      if (!Number.isFinite(mean) || !Number.isFinite(variance)) continue;
      this.runningMean.data[j] = stay * this.runningMean.data[j]! + (1 - stay) * mean;
      if (samples > 1) {
        this.runningVariance.data[j] = stay * this.runningVariance.data[j]! + (1 - stay) * variance * unbiased;
      }
    }
  }
}

/** Mean and variance (divided by the number of rows) of each column, in two sweeps: the second about the mean. */
function momentsOfColumns({rows, cols, data}: DoubleMatrix, mean: DoubleMatrix, variance: DoubleMatrix): void {
  for (let j = 0; j < cols; j++) {
    let sum = 0;
    for (let at = j; at < data.length; at += cols) sum += data[at]!;
    const center = sum / rows;
    let squares = 0;
    for (let at = j; at < data.length; at += cols) squares += (data[at]! - center) ** 2;
    mean.data[j] = center;
    variance.data[j] = squares / rows;
  }
}
