import type {Matrix, Random} from "../../numeric/index.ts";
import {asDoubles, type DoubleMatrix} from "../doubles.ts";
import {checkOutputGradient} from "../errors.ts";
import type {Layer, Mode, Param} from "../types.ts";
import {Workspace} from "../workspace.ts";

/**
 * Inverted dropout (Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, 2014): in training each number is dropped
 * with probability p, and what stays is divided by 1 − p, so that the expected output is the input. At test time nothing
 * is dropped and nothing needs to be rescaled.
 *
 *     train: Y = X ⊙ M, ∂X = ∂Y ⊙ M, where M is 0 with probability p, else 1/(1 − p)
 *     test:  Y = X,     ∂X = ∂Y
 */
export class Dropout implements Layer {
  name?: string;
  readonly kind = "dropout";
  /** The probability that a number is dropped; may be changed between passes. */
  p: number;
  /** While true, training passes of the same shape use the last mask again: a gradient check needs that. */
  frozen = false;
  readonly #rng: Random;
  readonly #mask = new Workspace();
  readonly #y = new Workspace();
  readonly #dx = new Workspace();
  #lastMask: DoubleMatrix | undefined;
  #output: DoubleMatrix | undefined;

  /** @throws RangeError unless 0 ≤ p < 1 */
  constructor(p: number, {rng}: {rng: Random}) {
    if (!(p >= 0 && p < 1)) {
      throw new RangeError(`dropout: the probability of dropping must lie in 0 ≤ p < 1, not ${p}`);
    }
    this.p = p;
    this.#rng = rng;
  }

  /** The factors of the last forward pass: 0 or 1/(1 − p). Undefined before one, and after one at test time. */
  get mask(): Matrix | undefined {
    return this.#lastMask;
  }

  params(): readonly Param[] {
    return [];
  }

  forward(x: Matrix, mode: Mode): DoubleMatrix {
    const y = this.#y.take(x.rows, x.cols);
    this.#lastMask = mode === "train" ? this.#draw(x.rows, x.cols) : undefined;
    y.data.set(x.data);
    if (this.#lastMask) multiplyBy(y, this.#lastMask);
    this.#output = y;
    return y;
  }

  backward(dout: Matrix): DoubleMatrix {
    checkOutputGradient(this, dout, this.#output);
    const dx = this.#dx.take(dout.rows, dout.cols);
    dx.data.set(asDoubles(dout).data);
    if (this.#lastMask) multiplyBy(dx, this.#lastMask);
    return dx;
  }

  #draw(rows: number, cols: number): DoubleMatrix {
    const last = this.#lastMask;
    if (this.frozen && last && last.rows === rows && last.cols === cols) return last;
    const mask = this.#mask.take(rows, cols);
    const kept = 1 / (1 - this.p);
    for (let i = 0; i < mask.data.length; i++) mask.data[i] = this.#rng.uniform() < this.p ? 0 : kept;
    return mask;
  }
}

function multiplyBy({data}: DoubleMatrix, factors: DoubleMatrix): void {
  for (let i = 0; i < data.length; i++) data[i]! *= factors.data[i]!;
}
