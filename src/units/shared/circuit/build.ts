import {ComputationalGraph, collapse, ExpressionError, expand, expressionFrame} from "../../../core/graph/index.ts";
import {type CircuitModel, circuitModel} from "./model.ts";

/** Everything that decides what a circuit is: change one, and it is built anew. */
export interface Setup {
  expression: string;
  branches: "shared" | "copies";
  ties: "first" | "split";
  /** Absent: σ stays as it was written. */
  sigmoid?: "collapsed" | "expanded";
}

export interface Built {
  graph: ComputationalGraph;
  model: CircuitModel;
}

/** @throws {ExpressionError} */
export function build({expression, branches, ties, sigmoid}: Setup): Built {
  const parsed = ComputationalGraph.parse(expression, {branches, ties});
  const graph = sigmoid === "collapsed" ? collapse(parsed) : sigmoid === "expanded" ? expand(parsed) : parsed;
  return {graph, model: circuitModel(graph)};
}

/**
 * Reads the expression and checks the inputs, with messages for whoever writes the lesson.
 * @param caller the name of the function that they called: messages begin with it
 * @throws {Error} if the expression cannot be read, or an input is missing, unknown or not a finite number
 */
export function checkedBuild(caller: string, setup: Setup, inputs: Readonly<Record<string, number>>): Built {
  let built: Built;
  try {
    built = build(setup);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new Error(`${caller}(): ${error.message}\n${expressionFrame(setup.expression, error)}`, {cause: error});
  }
  const names = built.graph.inputs.map(({id}) => id);
  const missing = names.filter((name) => inputs?.[name] === undefined);
  if (missing.length > 0) {
    const example = missing.map((name) => `${name}: 1`).join(", ");
    throw new Error(
      `${caller}(): the expression "${setup.expression}" also needs values for ${missing.join(", ")}: ${caller}("…", {${example}}).`,
    );
  }
  for (const [name, value] of Object.entries(inputs)) {
    if (!names.includes(name)) throw new Error(`${caller}(): the expression has no input "${name}". ${known(names)}`);
    if (typeof value !== "number" || !Number.isFinite(value))
      throw new Error(
        `${caller}(): the input ${name} must be a finite number, not ${typeof value === "string" ? JSON.stringify(value) : String(value)}.`,
      );
  }
  return built;
}

/** "The inputs are x, y." */
export function known(names: readonly string[]): string {
  return names.length === 0 ? "It has no inputs." : `The inputs are ${names.join(", ")}.`;
}
