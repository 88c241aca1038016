import type {Matrix, Random} from "../../numeric/index.ts";
import {asDoubles, type DoubleMatrix} from "../doubles.ts";
import {checkInput, checkOutputGradient, checkWidth} from "../errors.ts";
import {type Initialization, initialize} from "../initialization.ts";
import {parameter} from "../param.ts";
import {multiplyInto, multiplyTransposedLeftInto, multiplyTransposedRightInto} from "../product.ts";
import type {Layer, Param} from "../types.ts";
import {Workspace} from "../workspace.ts";
import {type ImageShape, imageLength, imageText, outputShape, type WindowOptions} from "./image-shape.ts";
import {gatherWindows, scatterWindows} from "./windows.ts";

export interface Conv2dOptions extends Partial<WindowOptions> {
  /** The stream that the weights are drawn from; needed unless they begin as zeros. */
  rng?: Random;
  /** "he" where nothing else is said: a rectifier follows most convolutions. fan_in is channels · size². */
  initialization?: Initialization;
  /** False for a layer without bias. */
  bias?: boolean;
}

/**
 * A convolutional layer: each of its filters is laid on every window of the image, multiplied with it and summed.
 *
 *     Y[f, i, j] = b[f] + Σ_c Σ_u Σ_v X[c, i S − P + u, j S − P + v] · W[c, u, v, f]        (X is 0 in the padding)
 *
 * This is the cross-correlation, as in all libraries for networks: the convolution of mathematics turns the filter by 180°
 * first, which makes no difference to filters that are learned. With the windows as the rows of a matrix, it is a dense
 * layer whose weights all windows share:
 *
 *     Y = windows(X) · W + b        ∂W = windows(X)ᵀ ∂Y,   ∂X = the windows ∂Y Wᵀ, added up where they overlap
 *
 * W has a column for each filter and a row for each number of a window, (c · size + u) · size + v.
 */
export class Conv2d implements Layer {
  name?: string;
  readonly kind = "conv";
  /** Shape of an image that it takes: a row of the batch. */
  readonly input: ImageShape;
  /** Shape of the maps that it gives, one channel a filter. */
  readonly output: ImageShape;
  readonly window: WindowOptions;
  readonly weights: Param;
  readonly bias: Param | undefined;
  readonly #params: readonly Param[];
  readonly #windows = new Workspace();
  readonly #sums = new Workspace();
  readonly #y = new Workspace();
  readonly #dsums = new Workspace();
  readonly #dwindows = new Workspace();
  readonly #dx = new Workspace();
  #patches: DoubleMatrix | undefined;
  #last: DoubleMatrix | undefined;

  /**
   * @param options window of 3 × 3, stride 1 and no padding where nothing else is said
   * @throws RangeError for shapes that do not fit, Error when random weights are asked for without a stream
   */
  constructor(
    input: ImageShape,
    filters: number,
    {size = 3, stride = 1, padding = 0, rng, initialization = "he", bias = true}: Conv2dOptions = {},
  ) {
    checkWidth("conv", filters, "filters");
    this.input = input;
    this.window = {size, stride, padding};
    this.output = outputShape("conv", input, filters, this.window);
    this.weights = parameter("weights", input.channels * size * size, filters, {regularized: true});
    this.bias = bias ? parameter("bias", 1, filters) : undefined;
    this.#params = this.bias ? [this.weights, this.bias] : [this.weights];
    initialize(this.weights.value, initialization, rng, `conv ${imageText(input)} → ${imageText(this.output)}`);
  }

  params(): readonly Param[] {
    return this.#params;
  }

  forward(x: Matrix): DoubleMatrix {
    checkInput(this, x, imageLength(this.input));
    const {channels: filters, height, width} = this.output;
    const places = height * width;
    const patches = this.#windows.take(x.rows * places, this.weights.value.rows);
    gatherWindows(asDoubles(x), this.input, this.output, this.window, patches);
    const sums = this.#sums.take(patches.rows, filters);
    multiplyInto(sums, patches, this.weights.value);
    // What was window by window becomes map by map.
    const y = this.#y.take(x.rows, imageLength(this.output));
    const bias = this.bias?.value.data;
    for (let n = 0, at = 0; n < x.rows; n++) {
      for (let f = 0; f < filters; f++) {
        const b = bias ? bias[f]! : 0;
        for (let p = 0; p < places; p++, at++) y.data[at] = sums.data[(n * places + p) * filters + f]! + b;
      }
    }
    this.#patches = patches;
    this.#last = y;
    return y;
  }

  backward(dout: Matrix, inputGradient = true): DoubleMatrix {
    checkOutputGradient(this, dout, this.#last);
    const {channels: filters, height, width} = this.output;
    const places = height * width;
    const {data: dy} = asDoubles(dout);
    const dsums = this.#dsums.take(dout.rows * places, filters);
    for (let n = 0, at = 0; n < dout.rows; n++) {
      for (let f = 0; f < filters; f++) {
        for (let p = 0; p < places; p++, at++) dsums.data[(n * places + p) * filters + f] = dy[at]!;
      }
    }
    multiplyTransposedLeftInto(this.weights.grad, this.#patches!, dsums);
    if (this.bias) sumRows(this.bias.grad, dsums);
    const dx = this.#dx.take(dout.rows, imageLength(this.input));
    if (inputGradient) {
      const dwindows = this.#dwindows.take(dsums.rows, this.weights.value.rows);
      multiplyTransposedRightInto(dwindows, dsums, this.weights.value);
      scatterWindows(dwindows, this.input, this.output, this.window, dx);
    }
    return dx;
  }
}

function sumRows(sums: DoubleMatrix, {rows, cols, data}: DoubleMatrix): void {
  sums.data.fill(0);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, at++) sums.data[j]! += data[at]!;
  }
}
