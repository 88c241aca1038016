import type {Matrix, Random} from "../../numeric/index.ts";
import {asDoubles, type DoubleMatrix} from "../doubles.ts";
import {checkInput, checkOutputGradient, checkWidth} from "../errors.ts";
import {type Initialization, initialize} from "../initialization.ts";
import {parameter} from "../param.ts";
import {multiplyInto, multiplyTransposedLeftInto, multiplyTransposedRightInto} from "../product.ts";
import type {Layer, Param} from "../types.ts";
import {Workspace} from "../workspace.ts";

export interface DenseOptions {
  /** The stream that the weights are drawn from; needed unless they begin as zeros. */
  rng?: Random;
  /** "xavier" where nothing else is said. */
  initialization?: Initialization;
  /** False for a layer without bias, as before batch normalization. */
  bias?: boolean;
}

/**
 * A fully connected layer:
 *
 *     Y = X W + b        ∂X = ∂Y Wᵀ,   ∂W = Xᵀ ∂Y,   ∂b = the column sums of ∂Y
 *
 * with W of shape inputs × outputs and b a row. The bias begins as zeros.
 */
export class Dense implements Layer {
  name?: string;
  readonly kind = "dense";
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: Param;
  readonly bias: Param | undefined;
  readonly #params: readonly Param[];
  readonly #y = new Workspace();
  readonly #dx = new Workspace();
  #input: DoubleMatrix | undefined;
  #output: DoubleMatrix | undefined;

  /** @throws RangeError for a width below 1, Error when random weights are asked for without a stream */
  constructor(inputs: number, outputs: number, {rng, initialization = "xavier", bias = true}: DenseOptions = {}) {
    checkWidth("dense", inputs, "inputs");
    checkWidth("dense", outputs, "outputs");
    this.inputs = inputs;
    this.outputs = outputs;
    this.weights = parameter("weights", inputs, outputs, {regularized: true});
    this.bias = bias ? parameter("bias", 1, outputs) : undefined;
    this.#params = this.bias ? [this.weights, this.bias] : [this.weights];
    initialize(this.weights.value, initialization, rng, `dense ${inputs} → ${outputs}`);
  }

  params(): readonly Param[] {
    return this.#params;
  }

  forward(x: Matrix): DoubleMatrix {
    checkInput(this, x, this.inputs);
    const input = asDoubles(x);
    const y = this.#y.take(x.rows, this.outputs);
    multiplyInto(y, input, this.weights.value);
    if (this.bias) addRow(y, this.bias.value);
    this.#input = input;
    this.#output = y;
    return y;
  }

  backward(dout: Matrix, inputGradient = true): DoubleMatrix {
    checkOutputGradient(this, dout, this.#output);
    const dy = asDoubles(dout);
    multiplyTransposedLeftInto(this.weights.grad, this.#input!, dy);
    if (this.bias) sumRows(this.bias.grad, dy);
    const dx = this.#dx.take(dy.rows, this.inputs);
    if (inputGradient) multiplyTransposedRightInto(dx, dy, this.weights.value);
    return dx;
  }
}

function addRow({rows, cols, data}: DoubleMatrix, row: DoubleMatrix): void {
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, at++) data[at]! += row.data[j]!;
  }
}

function sumRows(sums: DoubleMatrix, {rows, cols, data}: DoubleMatrix): void {
  for (let j = 0; j < cols; j++) {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += data[i * cols + j]!;
    sums.data[j] = sum;
  }
}
