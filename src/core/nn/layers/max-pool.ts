import type {Matrix} from "../../numeric/index.ts";
import {asDoubles, type DoubleMatrix} from "../doubles.ts";
import {checkInput, checkOutputGradient} from "../errors.ts";
import type {Layer, Param} from "../types.ts";
import {Workspace} from "../workspace.ts";
import {type ImageShape, imageLength, outputShape, type WindowOptions} from "./image-shape.ts";

export interface MaxPoolOptions {
  /** The side of the square window, in pixels; 2 where nothing else is said. */
  size?: number;
  /** Pixels from a window to the next; the window's size where nothing else is said, so that windows do not overlap. */
  stride?: number;
}

/**
 * Max pooling: of each window of each map only the largest number stays. Channels are not mixed, and nothing is learned.
 *
 *     Y[c, i, j] = max over u, v of X[c, i S + u, j S + v]        ∂X: each ∂Y goes to where its maximum stood
 *
 * At a tie that is the first maximum as one reads, as with the max gate. Where windows overlap, gradients add.
 */
export class MaxPool implements Layer {
  name?: string;
  readonly kind = "max pool";
  readonly input: ImageShape;
  readonly output: ImageShape;
  readonly window: WindowOptions;
  readonly #y = new Workspace();
  readonly #dx = new Workspace();
  /** For each output the place of its maximum among the inputs of the batch. */
  #winners = new Int32Array(0);
  #last: DoubleMatrix | undefined;

  /** @throws RangeError for a window that does not fit */
  constructor(input: ImageShape, {size = 2, stride = size}: MaxPoolOptions = {}) {
    this.input = input;
    this.window = {size, stride, padding: 0};
    this.output = outputShape("max pool", input, input.channels, this.window);
  }

  /** Where the maxima of the last forward pass stood: one column of the input for each number of the output. */
  get winners(): Int32Array {
    const cols = imageLength(this.input);
    return this.#winners.subarray(0, this.#last?.data.length ?? 0).map((at) => at % cols);
  }

  params(): readonly Param[] {
    return none;
  }

  forward(x: Matrix): DoubleMatrix {
    checkInput(this, x, imageLength(this.input));
    const {size, stride} = this.window;
    const {channels, height, width} = this.input;
    const {data} = asDoubles(x);
    const y = this.#y.take(x.rows, imageLength(this.output));
    if (this.#winners.length < y.data.length) this.#winners = new Int32Array(y.data.length);
    let at = 0;
    for (let map = 0; map < x.rows * channels; map++) {
      for (let i = 0; i < this.output.height; i++) {
        for (let j = 0; j < this.output.width; j++, at++) {
          const corner = (map * height + i * stride) * width + j * stride;
          let best = corner;
          for (let u = 0; u < size; u++) {
            for (let v = 0; v < size; v++) {
              const here = corner + u * width + v;
              // NaN wins, and stays: a trainer can then tell where it began.
              if (data[here]! > data[best]! || Number.isNaN(data[here])) best = here;
            }
          }
          y.data[at] = data[best]!;
          this.#winners[at] = best;
        }
      }
    }
    this.#last = y;
    return y;
  }

  backward(dout: Matrix): DoubleMatrix {
    checkOutputGradient(this, dout, this.#last);
    const dx = this.#dx.take(dout.rows, imageLength(this.input));
    const {data: dy} = asDoubles(dout);
    dx.data.fill(0);
    for (let at = 0; at < dy.length; at++) dx.data[this.#winners[at]!]! += dy[at]!;
    return dx;
  }
}

const none: readonly Param[] = [];
