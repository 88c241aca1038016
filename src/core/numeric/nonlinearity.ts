import {sigmoid} from "../graph/gates/activations.ts";

/** A function that a layer applies to each of its numbers, with its derivative beside it. */
export interface Nonlinearity {
  readonly name: NonlinearityName;
  /** φ(z) */
  value(z: number): number;
  /** φ′(z); at a kink, the derivative from the left. */
  derivative(z: number): number;
}

export type NonlinearityName = "identity" | "sigmoid" | "tanh" | "relu" | "leaky-relu" | "elu";

/**
 * The nonlinearity of that name. `alpha` is leaky ReLU's slope below zero (0.1) and ELU's limit there (1, after
 * Clevert, Unterthiner and Hochreiter, 2015).
 * @throws RangeError for an unknown name, which lists the known ones
 */
export function nonlinearity(name: NonlinearityName, {alpha}: {alpha?: number} = {}): Nonlinearity {
  const make = makers[name];
  if (!make) {
    throw new RangeError(`there is no nonlinearity "${name}"; there are ${Object.keys(makers).join(", ")}`);
  }
  return {name, ...make(alpha ?? defaultAlpha(name))};
}

/** The names, in the order in which a menu lists them. */
export const nonlinearityNames: readonly NonlinearityName[] = [
  "tanh",
  "sigmoid",
  "relu",
  "leaky-relu",
  "elu",
  "identity",
];

/** The α that is meant where none is given. */
export function defaultAlpha(name: NonlinearityName): number {
  return name === "leaky-relu" ? 0.1 : 1;
}

const makers: Record<NonlinearityName, (alpha: number) => Omit<Nonlinearity, "name">> = {
  identity: () => ({
    value: (z) => z,
    derivative: () => 1,
  }),
  sigmoid: () => ({
    value: sigmoid,
    derivative: (z) => sigmoid(z) * sigmoid(-z), // σ(−z) is 1 − σ(z) without cancellation
  }),
  tanh: () => ({
    value: Math.tanh,
    derivative: (z) => Math.cosh(z) ** -2, // 1 − tanh² z would be 0 or noise where tanh is nearly ±1
  }),
  relu: () => ({
    value: (z) => Math.max(0, z),
    derivative: (z) => (z > 0 ? 1 : 0),
  }),
  "leaky-relu": (alpha) => ({
    value: (z) => (z > 0 ? z : alpha * z),
    derivative: (z) => (z > 0 ? 1 : alpha),
  }),
  elu: (alpha) => ({
    value: (z) => (z > 0 ? z : alpha * Math.expm1(z)),
    derivative: (z) => (z > 0 ? 1 : alpha * Math.exp(z)),
  }),
};
