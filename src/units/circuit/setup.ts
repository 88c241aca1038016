import {
  ComputationalGraph,
  collapse,
  ExpressionError,
  expand,
  expressionFrame,
  gradientCheck,
} from "../../core/graph/index.ts";
import {type CircuitModel, circuitModel} from "./model.ts";
import {type Trace, trace} from "./trace.ts";

/** Everything that decides what a circuit is: change one, and it is built anew. */
export interface Setup {
  expression: string;
  branches: "shared" | "copies";
  ties: "first" | "split";
  /** Absent: σ stays as it was written. */
  sigmoid?: "collapsed" | "expanded";
}

/** What decides how it is run. */
export interface RunSetup {
  roundEachGate?: number;
  accumulation: "add" | "overwrite";
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

/** Runs both passes. @throws {GraphError} */
export function run({graph}: Built, inputs: Readonly<Record<string, number>>, setup: RunSetup): Trace {
  return trace(graph, inputs, setup);
}

/** The finite differences of all inputs, in full precision whatever the setup. */
export function finiteDifferences({graph}: Built, inputs: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(gradientCheck(graph, inputs)).map(([name, {numerical}]) => [name, numerical]),
  );
}

/** The same moment in another trace: the same phase, as far into it. */
export function sameMoment(from: Trace, step: number, to: Trace): number {
  const [oldForward, newForward] = [from.forwardSteps, to.forwardSteps];
  if (step === 0) return 0;
  if (step >= from.steps.length) return to.steps.length;
  if (step <= oldForward) return Math.max(1, Math.round((step / oldForward) * newForward));
  const part = (step - oldForward - 1) / Math.max(1, from.steps.length - oldForward - 1);
  return newForward + 1 + Math.round(part * (to.steps.length - newForward - 1));
}

/** Reads the expression and checks the inputs' names, with messages for whoever writes the lesson. */
export function checkedBuild(setup: Setup, inputs: Readonly<Record<string, number>>): Built {
  let built: Built;
  try {
    built = build(setup);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new Error(`circuit(): ${error.message}\n${expressionFrame(setup.expression, error)}`, {cause: error});
  }
  const names = built.graph.inputs.map(({id}) => id);
  const missing = names.filter((name) => inputs?.[name] === undefined);
  if (missing.length > 0) {
    const example = missing.map((name) => `${name}: 1`).join(", ");
    throw new Error(
      `circuit(): the expression "${setup.expression}" also needs values for ${missing.join(", ")}: circuit("…", {${example}}).`,
    );
  }
  for (const [name, value] of Object.entries(inputs)) {
    if (!names.includes(name)) throw new Error(`circuit(): the expression has no input "${name}". ${known(names)}`);
    if (typeof value !== "number" || !Number.isFinite(value))
      throw new Error(
        `circuit(): the input ${name} must be a finite number, not ${typeof value === "string" ? JSON.stringify(value) : String(value)}.`,
      );
  }
  return built;
}

/** Checks the names that options speak of. */
export function checkNames(
  {graph}: Built,
  {sliders, predict}: {sliders: ReadonlyMap<string, unknown>; predict?: string},
): void {
  const names = graph.inputs.map(({id}) => id);
  for (const name of sliders.keys())
    if (!names.includes(name)) throw new Error(`circuit(): there is no input "${name}" for a slider. ${known(names)}`);
  if (predict !== undefined && !graph.has(predict))
    throw new Error(`circuit(): predict names "${predict}", which the circuit does not have. ${known(names)}`);
}

/** "The inputs are x, y." */
export function known(names: readonly string[]): string {
  return names.length === 0 ? "It has no inputs." : `The inputs are ${names.join(", ")}.`;
}
