import type {Matrix} from "../numeric/index.ts";
import type {DoubleMatrix} from "./doubles.ts";

/** "train": batch statistics and dropout are on. "test": the network as it will be used. */
export type Mode = "train" | "test";

/** A matrix that training changes. */
export interface Param {
  /** "weights", and in a network "dense 1 weights". */
  readonly name: string;
  readonly value: DoubleMatrix;
  /** ∂L/∂value after the layer's `backward`, which overwrites it. */
  readonly grad: DoubleMatrix;
  /** Whether L1 and L2 penalties apply: true for weights, false for biases, γ and β. */
  readonly regularized: boolean;
}

/**
 * A differentiable function of a batch: one sample a row. It remembers its last forward pass, as `backward` needs it.
 *
 * The matrices that `forward` and `backward` return belong to the layer and are overwritten by its next pass: training
 * then takes no new memory. Copy what should last.
 */
export interface Layer {
  /** What messages call the layer. A network numbers the layers that come without a name: "dense 1", "tanh 1", "dense 2". */
  name?: string;
  /** "dense", "tanh", …: the name without a number. */
  readonly kind?: string;
  /** The outputs, one sample a row. */
  forward(x: Matrix, mode: Mode): Matrix;
  /**
   * From ∂L/∂output the gradient of L in the last input, by the chain rule; sets the gradient of each parameter.
   * @param inputGradient pass false where nobody reads ∂L/∂input: a layer may then return an old one
   */
  backward(dout: Matrix, inputGradient?: boolean): Matrix;
  /** The same objects at every call. */
  params(): readonly Param[];
}

/**
 * What a loss compares outputs with: a matrix of one row a sample, or a list of one number a sample, such as a class
 * counted from 0, or the sign ±1 of a class.
 */
export type Targets = Matrix | ArrayLike<number>;

/** How wrong a batch of outputs is: one number, the mean over the batch, and its gradient. */
export interface Loss {
  readonly name: string;
  forward(output: Matrix, targets: Targets): number;
  /** ∂loss/∂output of the last forward pass; the matrix belongs to the loss. */
  backward(): Matrix;
}

/** A rule that moves parameters by their gradients. It keeps what it remembers (a velocity, …) for each parameter. */
export interface Optimizer {
  readonly name: string;
  /** The learning rate α; may be changed between steps. */
  rate: number;
  /** One step downhill, by the gradients as they are. */
  step(params: readonly Param[]): void;
  /** Forgets all it remembers; the settings stay. */
  reset(): void;
}
