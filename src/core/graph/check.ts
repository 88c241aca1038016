import {ComputationalGraph} from "./graph.ts";
import type {BackwardOptions} from "./passes.ts";

type Inputs = Readonly<Record<string, number>>;

/** One input's gradient, from the backward pass and from two forward passes. */
export interface GradientComparison {
  readonly analytic: number;
  readonly numerical: number;
  readonly relativeError: number;
}

/**
 * The slope of f in one input, (f(x+h) − f(x−h)) / 2h: off by O(h²) for a smooth f, and by rounding of about 1e−16·|f|/h.
 * A graph that is passed stays as it is.
 */
export function centralDifference(
  f: ComputationalGraph | ((inputs: Inputs) => number),
  inputs: Inputs,
  name: string,
  h = 1e-5,
): number {
  const x = inputs[name];
  if (x === undefined)
    throw new Error(`There is no input "${name}" to vary. Given are ${Object.keys(inputs).join(", ")}.`);
  if (f instanceof ComputationalGraph) {
    const scratch = f.clone();
    return centralDifference((values) => scratch.forward(values), inputs, name, h);
  }
  return (f({...inputs, [name]: x + h}) - f({...inputs, [name]: x - h})) / (2 * h);
}

/**
 * Compares the backward pass with central differences, input by input. The graph that is passed stays as it is.
 * @param h the step of the differences
 * @param accumulation pass "overwrite" to see the check find that bug
 */
export function gradientCheck(
  graph: ComputationalGraph,
  inputs: Inputs,
  {h = 1e-5, accumulation}: {h?: number} & Pick<BackwardOptions, "accumulation"> = {},
): Record<string, GradientComparison> {
  const scratch = graph.clone();
  scratch.forward(inputs);
  const gradients = scratch.backward({accumulation});
  const values = Object.fromEntries(scratch.inputs.map((input) => [input.id, input.value!]));
  const f = (at: Inputs) => scratch.forward(at);
  return Object.fromEntries(
    Object.entries(gradients).map(([name, analytic]) => {
      const numerical = centralDifference(f, values, name, h);
      return [name, {analytic, numerical, relativeError: relativeError(analytic, numerical)}];
    }),
  );
}

/** |a − n| / max(|a|, |n|), and 0 where both are 0. From about 1e−2 on the gradient is wrong; below 1e−7 it is right. */
export function relativeError(analytic: number, numerical: number): number {
  if (analytic === numerical) return 0;
  return Math.abs(analytic - numerical) / Math.max(Math.abs(analytic), Math.abs(numerical));
}
