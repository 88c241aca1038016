import type {Matrix} from "../../numeric/index.ts";
import {asDoubles, type DoubleMatrix} from "../doubles.ts";
import type {Loss, Targets} from "../types.ts";
import {Workspace} from "../workspace.ts";
import {evaluateLoss, type LossResult} from "./result.ts";
import {asTargetMatrix, checkTargets} from "./targets.ts";

export interface MeanSquaredErrorOptions {
  /** 1 where nothing else is said; ½ makes the gradient of one output its error (o − t)/m. */
  factor?: number;
}

/**
 * The mean of (o − t)² over all outputs of all m samples, times `factor`:
 *
 *     L = factor · (1/mk) Σ (o − t)²        ∂L/∂o = factor · (2/mk) (o − t)
 *
 * for k outputs a sample.
 */
export class MeanSquaredError implements Loss {
  readonly name = "squared error";
  readonly factor: number;
  readonly #gradient = new Workspace();
  #output: DoubleMatrix | undefined;
  #targets: DoubleMatrix | undefined;

  constructor({factor = 1}: MeanSquaredErrorOptions = {}) {
    this.factor = factor;
  }

  /** @throws RangeError unless there is a target for each output */
  forward(output: Matrix, targets: Targets): number {
    const o = asDoubles(output);
    const t = asTargetMatrix(targets);
    checkTargets(this.name, o, t, o.cols);
    let sum = 0;
    for (let i = 0; i < o.data.length; i++) sum += (o.data[i]! - t.data[i]!) ** 2;
    this.#output = o;
    this.#targets = t;
    return (this.factor * sum) / o.data.length;
  }

  backward(): DoubleMatrix {
    if (!this.#output || !this.#targets) throw new Error(`${this.name}: call forward before backward`);
    const {rows, cols, data: o} = this.#output;
    const t = this.#targets.data;
    const gradient = this.#gradient.take(rows, cols);
    const slope = (2 * this.factor) / o.length;
    for (let i = 0; i < o.length; i++) gradient.data[i] = slope * (o[i]! - t[i]!);
    return gradient;
  }
}

/** The mean squared error of outputs, with its gradient. */
export function meanSquaredError(output: Matrix, targets: Targets, options?: MeanSquaredErrorOptions): LossResult {
  return evaluateLoss(new MeanSquaredError(options), output, targets);
}
