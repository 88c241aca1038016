/** What the picture has a place for: "x", "c", "xhat" and "y" once a sample, the others once a batch. */
export type Quantity = "x" | "c" | "xhat" | "y" | "mu" | "variance" | "gamma" | "beta";

/** One step of the stepper: a whole batch goes through one formula. */
export interface Stage {
  readonly id: StageId;
  readonly phase: "forward" | "seed" | "backward";
  /** What gets a value (forward) or a gradient (seed, backward). */
  readonly quantity: Quantity;
  /** "sum" over the batch, or the same formula for "each" sample. */
  readonly kind: "sum" | "each";
  /** Where gradients come in by two ways, the first leaves them incomplete. */
  readonly part?: "first" | "second";
  /** With _ before a subscript and ^ before a power. */
  readonly formula: string;
  readonly says: string;
}

export type StageId =
  | "mean"
  | "center"
  | "variance"
  | "normalize"
  | "scale"
  | "seed"
  | "d-beta"
  | "d-gamma"
  | "d-xhat"
  | "d-variance"
  | "d-c-direct"
  | "d-c-variance"
  | "d-mean"
  | "d-x-direct"
  | "d-x-mean";

/** The steps in order. Step number n of the stepper is `STAGES[n − 1]`. */
export const STAGES: readonly Stage[] = [
  {
    id: "mean",
    phase: "forward",
    quantity: "mu",
    kind: "sum",
    formula: "μ = (x_1 + … + x_m) / m",
    says: "The mean of the batch: all samples flow into it.",
  },
  {
    id: "center",
    phase: "forward",
    quantity: "c",
    kind: "each",
    formula: "c_i = x_i − μ",
    says: "Each sample loses the mean.",
  },
  {
    id: "variance",
    phase: "forward",
    quantity: "variance",
    kind: "sum",
    formula: "σ² = (c_1² + … + c_m²) / m",
    says: "The variance of the batch: again all samples flow into it.",
  },
  {
    id: "normalize",
    phase: "forward",
    quantity: "xhat",
    kind: "each",
    formula: "x̂_i = c_i / √(σ² + ε)",
    says: "Each sample is divided by the standard deviation: the batch now has mean 0 and variance 1.",
  },
  {
    id: "scale",
    phase: "forward",
    quantity: "y",
    kind: "each",
    formula: "y_i = γ x̂_i + β",
    says: "A scale and a shift that training chooses.",
  },
  {
    id: "seed",
    phase: "seed",
    quantity: "y",
    kind: "each",
    formula: "∂y_i = ∂L/∂y_i",
    says: "The gradients arrive from the layers above.",
  },
  {
    id: "d-beta",
    phase: "backward",
    quantity: "beta",
    kind: "sum",
    formula: "∂β = ∂y_1 + … + ∂y_m",
    says: "β went to every sample: the gradients add up.",
  },
  {
    id: "d-gamma",
    phase: "backward",
    quantity: "gamma",
    kind: "sum",
    formula: "∂γ = ∂y_1 x̂_1 + … + ∂y_m x̂_m",
    says: "γ was multiplied by each x̂: upstream times the other factor, added up.",
  },
  {
    id: "d-xhat",
    phase: "backward",
    quantity: "xhat",
    kind: "each",
    formula: "∂x̂_i = γ ∂y_i",
    says: "The other factor of the same product is γ.",
  },
  {
    id: "d-variance",
    phase: "backward",
    quantity: "variance",
    kind: "sum",
    formula: "∂σ² = −½ (σ² + ε)^−3/2 (∂x̂_1 c_1 + … + ∂x̂_m c_m)",
    says: "σ² divided every sample: what all of them say about it adds up.",
  },
  {
    id: "d-c-direct",
    phase: "backward",
    quantity: "c",
    kind: "each",
    part: "first",
    formula: "∂c_i = ∂x̂_i / √(σ² + ε)",
    says: "One way back to c, straight through the division. More is to come.",
  },
  {
    id: "d-c-variance",
    phase: "backward",
    quantity: "c",
    kind: "each",
    part: "second",
    formula: "∂c_i += ∂σ² · 2 c_i / m",
    says: "The other way back to c, through σ², in which every sample has its share.",
  },
  {
    id: "d-mean",
    phase: "backward",
    quantity: "mu",
    kind: "sum",
    formula: "∂μ = −(∂c_1 + … + ∂c_m)",
    says: "μ was subtracted from every sample.",
  },
  {
    id: "d-x-direct",
    phase: "backward",
    quantity: "x",
    kind: "each",
    part: "first",
    formula: "∂x_i = ∂c_i",
    says: "One way back to x, straight through the subtraction. More is to come.",
  },
  {
    id: "d-x-mean",
    phase: "backward",
    quantity: "x",
    kind: "each",
    part: "second",
    formula: "∂x_i += ∂μ / m",
    says: "The other way back to x, through μ. Done: the gradients of a batch add up to 0.",
  },
];

export const FORWARD_STEPS = STAGES.findIndex(({phase}) => phase !== "forward");

/** The steps at which the phases end: start, forward pass, gradients arrived, backward pass. */
const STOPS = [0, FORWARD_STEPS, FORWARD_STEPS + 1, STAGES.length];

/** The next phase's end in a direction, from a step. */
export function nextStop(step: number, direction: 1 | -1): number {
  if (direction > 0) return STOPS.find((stop) => stop > step) ?? STAGES.length;
  return STOPS.findLast((stop) => stop < step) ?? 0;
}
