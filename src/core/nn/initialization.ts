import type {Random} from "../numeric/index.ts";
import type {DoubleMatrix} from "./doubles.ts";

/**
 * How weights begin: drawn from N(0, std²), with std
 *
 * - a number, such as 0.01: the same for every layer
 * - "zeros": 0. All units of a layer then stay alike for ever
 * - "xavier": 1/√fan_in, which keeps the variance of a forward signal where φ is about linear (LeCun et al., 1998;
 *   called Xavier's after Glorot and Bengio, 2010)
 * - "glorot": √(2/(fan_in + fan_out)), the compromise of Glorot and Bengio (2010, eq. 12) between forward and backward
 * - "he": √(2/fan_in), which makes up for the half that a ReLU drops (He, Zhang, Ren and Sun, 2015, eq. 10)
 */
export type Initialization = number | "zeros" | "xavier" | "glorot" | "he";

/**
 * The standard deviation that is meant, for a layer of fanIn inputs and fanOut outputs.
 * @throws RangeError for an unknown name or a negative or non-finite number
 */
export function weightStd(initialization: Initialization, fanIn: number, fanOut: number): number {
  switch (initialization) {
    case "zeros":
      return 0;
    case "xavier":
      return Math.sqrt(1 / fanIn);
    case "glorot":
      return Math.sqrt(2 / (fanIn + fanOut));
    case "he":
      return Math.sqrt(2 / fanIn);
  }
  if (typeof initialization !== "number" || !(initialization >= 0) || initialization === Infinity) {
    throw new RangeError(
      `there is no initialization ${String(initialization)}; ` +
        `there are zeros, xavier, glorot, he, and a standard deviation such as 0.01`,
    );
  }
  return initialization;
}

/**
 * Draws a fan_in × fan_out matrix of weights from the stream. Zeros draw nothing and need no stream.
 * @throws Error when there is no stream to draw from
 */
export function initialize(
  weights: DoubleMatrix,
  initialization: Initialization,
  rng: Random | undefined,
  layer: string,
): void {
  const std = weightStd(initialization, weights.rows, weights.cols);
  if (std === 0) {
    weights.data.fill(0);
    return;
  }
  if (!rng) {
    throw new Error(`${layer}: random weights need a stream to be drawn from, such as {rng: random(seed).init}`);
  }
  rng.fillNormal(weights.data, std);
}
