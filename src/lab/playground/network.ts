import {
  AdaGrad,
  Adam,
  BatchNorm,
  Dense,
  Dropout,
  ELU,
  HingeLoss,
  type Layer,
  LeakyReLU,
  type Loss,
  Maxout,
  MeanSquaredError,
  Momentum,
  Nesterov,
  type Optimizer,
  type Regularization,
  ReLU,
  RMSProp,
  Sequential,
  SGD,
  Sigmoid,
  SoftmaxCrossEntropy,
  Tanh,
} from "../../core/nn/index.ts";
import type {RandomStreams} from "../../core/numeric/index.ts";
import type {Points} from "./points.ts";
import type {LossName, PlaygroundState} from "./state.ts";

/** What the network's outputs are and how they are judged. */
export interface Head {
  readonly loss: LossName;
  /** 1, or one a class. */
  readonly outputs: number;
  /** What stands behind the last sums: tanh where the target is ±1, nothing elsewhere. */
  readonly activation: "tanh" | "linear";
}

/** Squared error cannot choose among several classes, and numbers know no other loss. */
export function headOf(state: Pick<PlaygroundState, "loss">, {kind, names}: Pick<Points, "kind" | "names">): Head {
  if (kind === "numbers") return {loss: "squared", outputs: 1, activation: "linear"};
  const classes = Math.max(2, names.length);
  if (state.loss === "softmax" || (state.loss === "squared" && classes > 2))
    return {loss: "softmax", outputs: classes, activation: "linear"};
  const outputs = classes > 2 ? classes : 1;
  return {loss: state.loss, outputs, activation: state.loss === "squared" ? "tanh" : "linear"};
}

/** The layers that belong to one column of units. */
export interface Column {
  /** The sums that the units take: one layer, or the pieces of maxout. */
  readonly sums: readonly Dense[];
  readonly norm: BatchNorm | undefined;
  /** Which layer of the network puts out what the units show. */
  readonly shownBy: number;
}

export interface BuiltNetwork {
  readonly network: Sequential;
  /** The hidden layers, then the output. */
  readonly columns: readonly Column[];
}

/**
 * The network of a state. Batch normalization stands between the sums and the activation (Ioffe and Szegedy, 2015), and
 * behind maxout, whose pieces are its sums; the layers before it have no bias, as β takes its part.
 */
export function buildNetwork(state: PlaygroundState, head: Head, {init: rng, dropout}: RandomStreams): BuiltNetwork {
  const {initialization, batchNorm} = state;
  const layers: Layer[] = [];
  const columns: Column[] = [];
  let inputs = state.features.length;
  for (const units of state.hidden) {
    const norm = batchNorm ? new BatchNorm(units) : undefined;
    const options = {rng, initialization, bias: !batchNorm};
    let sums: readonly Dense[];
    if (state.activation === "maxout") {
      const maxout = new Maxout(inputs, units, options);
      layers.push(maxout);
      sums = maxout.pieces;
    } else {
      sums = [new Dense(inputs, units, options)];
      layers.push(...sums);
    }
    if (norm) layers.push(norm);
    const activation = activationLayer(state.activation);
    if (activation) layers.push(activation);
    columns.push({sums, norm, shownBy: layers.length - 1});
    if (state.dropout > 0) layers.push(new Dropout(state.dropout, {rng: dropout}));
    inputs = units;
  }
  const output = new Dense(inputs, head.outputs, {rng, initialization});
  layers.push(output);
  if (head.activation === "tanh") layers.push(new Tanh());
  columns.push({sums: [output], norm: undefined, shownBy: layers.length - 1});
  return {network: new Sequential(layers), columns};
}

function activationLayer(name: PlaygroundState["activation"]): Layer | undefined {
  switch (name) {
    case "tanh":
      return new Tanh();
    case "sigmoid":
      return new Sigmoid();
    case "relu":
      return new ReLU();
    case "leaky-relu":
      return new LeakyReLU();
    case "elu":
      return new ELU();
    default:
      return undefined;
  }
}

export function lossOf({loss}: Head): Loss {
  if (loss === "softmax") return new SoftmaxCrossEntropy();
  // ½(o − t)², as the original has it.
  return loss === "hinge" ? new HingeLoss() : new MeanSquaredError({factor: 0.5});
}

export function optimizerOf({optimizer, rate, momentum}: PlaygroundState): Optimizer {
  switch (optimizer) {
    case "momentum":
      return new Momentum({rate, momentum});
    case "nesterov":
      return new Nesterov({rate, momentum});
    case "adagrad":
      return new AdaGrad({rate});
    case "rmsprop":
      return new RMSProp({rate});
    case "adam":
      return new Adam({rate});
    default:
      return new SGD({rate});
  }
}

export function regularizationOf({regularization, regularizationRate}: PlaygroundState): Regularization {
  return regularization === "none" ? {} : {[regularization]: regularizationRate};
}
