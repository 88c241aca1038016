import type {Matrix} from "../../numeric/index.ts";
import {asDoubles, type DoubleMatrix} from "../doubles.ts";
import {checkOutputGradient} from "../errors.ts";
import type {Layer, Param} from "../types.ts";
import {Workspace} from "../workspace.ts";

/**
 * A layer that applies one function φ to each number: Y = φ(X), ∂X = ∂Y ⊙ φ′(X).
 *
 * Each such layer has its own two loops, where a call of φ for each number would do, since a loop that knows its φ runs
 * some five times faster. What is not a number comes out as NaN, so that a trainer can tell where it began.
 */
export abstract class Elementwise implements Layer {
  name?: string;
  abstract readonly kind: string;
  readonly #y = new Workspace();
  readonly #dx = new Workspace();
  #input: DoubleMatrix | undefined;
  #output: DoubleMatrix | undefined;

  /** y[i] = φ(x[i]) */
  protected abstract apply(x: Float64Array, y: Float64Array): void;
  /** dx[i] = dy[i] · φ′(x[i]), where y[i] = φ(x[i]) */
  protected abstract applyBackward(dy: Float64Array, x: Float64Array, y: Float64Array, dx: Float64Array): void;

  params(): readonly Param[] {
    return none;
  }

  forward(x: Matrix): DoubleMatrix {
    const input = asDoubles(x);
    const y = this.#y.take(x.rows, x.cols);
    this.apply(input.data, y.data);
    this.#input = input;
    this.#output = y;
    return y;
  }

  backward(dout: Matrix): DoubleMatrix {
    checkOutputGradient(this, dout, this.#output);
    const dx = this.#dx.take(dout.rows, dout.cols);
    this.applyBackward(asDoubles(dout).data, this.#input!.data, this.#output!.data, dx.data);
    return dx;
  }
}

const none: readonly Param[] = [];
