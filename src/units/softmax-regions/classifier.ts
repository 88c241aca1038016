import {accuracy, Dense, predictedClasses, softmaxCrossEntropy} from "../../core/nn/index.ts";
import {type Matrix, matrixFrom, softmax} from "../../core/numeric/index.ts";

/** A linear classifier of the plane: a weight vector and a bias for each class. */
export interface ClassifierState {
  /** [w1, w2] of each class. */
  readonly weights: readonly (readonly number[])[];
  readonly biases: readonly number[];
}

/** The scores of points, one point a row, one class a column: computed by the very layer that is trained. */
export function scoresOf({weights, biases}: ClassifierState, points: Matrix): Matrix {
  const layer = new Dense(2, weights.length, {initialization: "zeros"});
  weights.forEach((w, k) => {
    layer.weights.value.data[k] = w[0]!;
    layer.weights.value.data[weights.length + k] = w[1]!;
  });
  layer.bias!.value.data.set(biases);
  return layer.forward(points);
}

export interface PointResult {
  readonly scores: readonly number[];
  readonly probabilities: readonly number[];
}

export function atPoint(state: ClassifierState, point: readonly [number, number]): PointResult {
  const scores = [...scoresOf(state, matrixFrom([point])).data];
  return {scores, probabilities: softmax(scores)};
}

export interface DataResult {
  readonly loss: number;
  readonly accuracy: number;
  readonly right: number;
  /** The class that each point is told to be; where classes tie, the first. */
  readonly told: Int32Array;
  /** How many points of each true class (row) are told to be of each class (column). */
  readonly confusion: readonly (readonly number[])[];
}

export function onData(
  state: ClassifierState,
  {inputs, labels}: {inputs: Matrix; labels: ArrayLike<number>},
): DataResult {
  const scores = scoresOf(state, inputs);
  const targets = Array.from(labels);
  const told = predictedClasses(scores);
  const share = accuracy(scores, targets);
  const confusion = state.weights.map((_, truth) =>
    state.weights.map((_, answer) => targets.filter((label, i) => label === truth && told[i] === answer).length),
  );
  return {
    loss: softmaxCrossEntropy(scores, targets).loss,
    accuracy: share,
    right: Math.round(share * targets.length),
    told,
    confusion,
  };
}
