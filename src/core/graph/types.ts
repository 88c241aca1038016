/** A differentiable operation on scalars. It remembers its last operands, as `backward` needs them. */
export interface Gate {
  /** The operation as a circuit prints it: "+", "×", "max", "exp", "1/x", "×−1", "+1", "σ". */
  readonly op: string;
  /** The number of operands. */
  readonly arity: number;
  forward(...x: number[]): number;
  /** The derivative of the output in each operand, at the last operands. */
  localGradients(): number[];
  /** The chain rule: `dz` (∂L/∂output) times each local gradient. */
  backward(dz: number): number[];
  /** A gate of the same kind without sharing memory. A graph that is copied shares the gates that have no `clone`. */
  clone?(): Gate;
}

/** A value in a computational graph: an input, a constant, or the output of a gate. Plain data, for anyone to inspect. */
export interface GraphNode {
  /** Unique in its graph and the same on every parse: the input's or the definition's name, else "op:n". */
  readonly id: string;
  /** What a reader sees: "x", "w0", "q", or "x + y" for a gate that nobody named. */
  readonly label: string;
  /** "input", "constant", or the gate's `op`. */
  readonly op: string;
  /** Absent for inputs and constants. */
  readonly gate?: Gate;
  /** The nodes whose values the gate reads, in the order of its arguments. A node may stand here twice. */
  readonly inputs: readonly GraphNode[];
  /** Absent until the forward pass has reached the node. */
  value?: number;
  /** ∂output/∂this, as far as the backward pass has summed it. Absent until a gradient has arrived. */
  grad?: number;
  /** ∂value/∂inputs[i], set by the forward pass. */
  localGradients?: number[];
}

export interface ForwardStep {
  readonly phase: "forward";
  readonly node: GraphNode;
  readonly operands: readonly number[];
  readonly value: number;
  /** Set where the value is not finite: what happened, in words. */
  readonly problem?: string;
}

/** ∂output/∂output = 1, where every backward pass begins. */
export interface SeedStep {
  readonly phase: "seed";
  readonly node: GraphNode;
  readonly downstream: 1;
}

/** One edge backwards, from a gate to its operand number `argument`. */
export interface BackwardStep {
  readonly phase: "backward";
  /** The gate whose output's gradient is known. */
  readonly node: GraphNode;
  /** The operand that receives a gradient. */
  readonly input: GraphNode;
  readonly argument: number;
  /** ∂output/∂node. */
  readonly upstream: number;
  /** ∂node/∂input through this argument. */
  readonly local: number;
  /** upstream × local. */
  readonly downstream: number;
  /** The operand's gradient after this edge: larger paths add up. */
  readonly total: number;
  readonly problem?: string;
}

export type Step = ForwardStep | SeedStep | BackwardStep;
