import {gradientCheck} from "../../core/graph/index.ts";
import {type Built, known} from "../shared/circuit/build.ts";
import {type Trace, trace} from "../shared/circuit/trace.ts";

/** What decides how a circuit is run. */
export interface RunSetup {
  roundEachGate?: number;
  accumulation: "add" | "overwrite";
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
