import type {FeatureName} from "./features.ts";
import type {Head} from "./network.ts";
import type {Activation} from "./state.ts";
import {type ColumnPlan, NORM_EPSILON} from "./vector.ts";

/** An expression of core's graph with a number for each of its inputs. */
export interface UnitExpression {
  readonly expression: string;
  readonly inputs: Readonly<Record<string, number>>;
}

/** Names of the features in an expression. */
const FEATURE_NAMES: Record<FeatureName, string> = {
  x1: "x1",
  x2: "x2",
  x1x1: "x1_squared",
  x2x2: "x2_squared",
  x1x2: "x1_x2",
  sinx1: "sin_x1",
  sinx2: "sin_x2",
};

export interface UnitToExpress {
  plan: ColumnPlan;
  unit: number;
  /** What the unit reads: features, or undefined for the units of the layer before. */
  features: readonly FeatureName[] | undefined;
  /** What each source puts out at the point that is looked at. */
  values: readonly number[];
  activation: Activation | Head["activation"];
  /** All the network's numbers. */
  numbers: Float64Array;
}

/**
 * One unit with its present weights as an expression to step through: "tanh(w1*x1 + w2*x2 + b)". Weights and sources are
 * inputs, so that the graph shows the gradient of each. Dropout is left out, as at test time.
 */
export function unitExpression({plan, unit, features, values, activation, numbers}: UnitToExpress): UnitExpression {
  const inputs: Record<string, number> = {};
  const name = (text: string, value: number): string => {
    // As many digits as one wants to read.
    inputs[text] = Number(value.toPrecision(6));
    return text;
  };
  const sources = values.map((value, i) => [features ? FEATURE_NAMES[features[i]!] : `h${i + 1}`, value] as const);
  const sums = plan.weights.map(({offset}, piece) => {
    const letter = plan.weights.length === 1 ? "" : "uv"[piece];
    const terms = sources.map(([source, value], i) => {
      const weight = name(`${letter || "w"}${i + 1}`, numbers[offset + i * plan.units + unit]!);
      return `${weight}*${name(source, value)}`;
    });
    const bias = plan.biases[piece];
    if (bias) terms.push(name(letter ? `b_${letter}` : "b", numbers[bias.offset + unit]!));
    return terms.join(" + ");
  });
  const normed = (sum: string): string => {
    if (!plan.norm) return sum;
    const {gamma, beta, mean, variance} = plan.norm;
    // At test time batch normalization is a line: γ (s − μ)/√(σ² + ε) + β.
    const factor = 1 / Math.sqrt(numbers[variance.offset + unit]! + NORM_EPSILON);
    name("mu", numbers[mean.offset + unit]!);
    name("r", factor);
    name("gamma", numbers[gamma.offset + unit]!);
    name("beta", numbers[beta.offset + unit]!);
    return `gamma*((${sum}) - mu)*r + beta`;
  };
  if (sums.length > 1) return {expression: normed(`max(${sums.join(", ")})`), inputs};
  return {expression: activated(normed(sums[0]!), activation), inputs};
}

function activated(sum: string, activation: UnitToExpress["activation"]): string {
  switch (activation) {
    case "tanh":
    case "sigmoid":
    case "relu":
      return `${activation}(${sum})`;
    case "leaky-relu":
      return `s = ${sum}; max(0.1*s, s)`;
    case "elu":
      return `s = ${sum}; max(s, 0) + min(exp(s) - 1, 0)`;
    default:
      return sum;
  }
}
