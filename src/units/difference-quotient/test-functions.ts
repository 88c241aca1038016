import {nonlinearity} from "../../core/numeric/index.ts";

/** A function whose derivatives are known, so that the error of a difference quotient is known too. */
export interface TestFunction {
  /** How the reader's choice calls it: "eˣ". */
  readonly name: string;
  readonly value: (x: number) => number;
  /** f′, f″ and f‴. */
  readonly derivatives: readonly [(x: number) => number, (x: number) => number, (x: number) => number];
  /** The places that a picture shows, and the x that one may choose. */
  readonly domain: readonly [number, number];
  /** The values that a picture shows. */
  readonly range: readonly [number, number];
}

const {value: sigma} = nonlinearity("sigmoid");
const {value: relu, derivative: reluSlope} = nonlinearity("relu");

/** Functions to differentiate: three smooth ones, one that has no f‴, and one with a kink. */
export const testFunctions = {
  exp: {
    name: "eˣ",
    value: Math.exp,
    derivatives: [Math.exp, Math.exp, Math.exp],
    domain: [-2, 2],
    range: [-1, 7.5],
  },
  sin: {
    name: "sin x",
    value: Math.sin,
    derivatives: [Math.cos, (x) => -Math.sin(x), (x) => -Math.cos(x)],
    domain: [-4, 4],
    range: [-1.6, 1.6],
  },
  sigmoid: {
    name: "σ(x)",
    value: sigma,
    derivatives: [
      (x) => sigma(x) * sigma(-x),
      (x) => sigma(x) * sigma(-x) * (1 - 2 * sigma(x)),
      (x) => sigma(x) * sigma(-x) * (1 - 6 * sigma(x) * sigma(-x)),
    ],
    domain: [-6, 6],
    range: [-0.25, 1.25],
  },
  square: {
    name: "x²",
    value: (x) => x * x,
    derivatives: [(x) => 2 * x, () => 2, () => 0],
    domain: [-2, 2],
    range: [-1, 4],
  },
  relu: {
    name: "ReLU",
    value: relu,
    derivatives: [reluSlope, () => 0, () => 0],
    domain: [-1, 1],
    range: [-0.4, 1],
  },
} as const satisfies Record<string, TestFunction>;

export type TestFunctionName = keyof typeof testFunctions;
