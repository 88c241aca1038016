import type {CircuitModel} from "../shared/circuit/model.ts";
import type {Trace} from "../shared/circuit/trace.ts";
import type {Format} from "../shared/number-text.ts";

/** The first value or gradient up to a step that is not finite, and why; undefined if all are. */
export function traceProblem(model: CircuitModel, {steps}: Trace, step: number, format: Format): string | undefined {
  for (const one of steps.slice(0, step)) {
    if (one.phase === "seed" || one.problem === undefined) continue;
    if (one.phase === "backward") return `A gradient is not finite: ${one.problem}.`;
    return `${model.byId.get(one.node)!.label} is ${format(one.value)}: ${one.problem}.`;
  }
  return undefined;
}
