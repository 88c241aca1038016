import {gradientCheck as checkGraph, type GradientComparison, relativeError} from "../graph/check.ts";
import type {ComputationalGraph} from "../graph/index.ts";
import type {Param} from "./types.ts";

/** One entry of a parameter, its gradient by the backward pass and by two forward passes. */
export interface GradientEntry extends GradientComparison {
  /** "dense 1 weights [2, 0]" */
  readonly label: string;
  readonly row: number;
  readonly col: number;
}

/** What a gradient check found. */
export interface GradientReport {
  /** That of the worst entry: from about 1e−2 on a gradient is wrong, below 1e−6 it is right; between, look for a kink. */
  readonly relativeError: number;
  readonly worst: GradientEntry;
  /** The worst entry of each parameter, in their order. */
  readonly params: readonly {readonly name: string; readonly worst: GradientEntry}[];
}

/** How many units in the last place the loss may be off by rounding. */
const rounding = 16;

/** Compares the backward pass of a graph with central differences, input by input. The graph stays as it is. */
export function gradientCheck(
  graph: ComputationalGraph,
  inputs: Readonly<Record<string, number>>,
  options?: Parameters<typeof checkGraph>[2],
): Record<string, GradientComparison>;
/**
 * Compares the gradients of parameters with central differences (f(w+h) − f(w−h))/2h, entry by entry, by the relative
 * error |a − n|/max(|a|, |n|). What rounding of the loss alone can make, 16 ε |f|/h, counts as agreement, so that a
 * gradient of 0 is not held against 1e−12. The parameters end as they were.
 *
 *     gradientCheck(() => {
 *       const value = loss.forward(network.forward(x, "train"), labels);
 *       network.backward(loss.backward());
 *       return value;
 *     }, network.params(), {h: 1e-5});
 *
 * @param f returns the loss at the parameters as they are, and sets their gradients
 * @throws Error when two calls of f differ: what is random (dropout) must be frozen
 */
export function gradientCheck(f: () => number, params: readonly Param[], options?: {h?: number}): GradientReport;
export function gradientCheck(
  subject: ComputationalGraph | (() => number),
  at: Readonly<Record<string, number>> | readonly Param[],
  options: {h?: number} = {},
): Record<string, GradientComparison> | GradientReport {
  return typeof subject === "function"
    ? checkParams(subject, at as readonly Param[], options)
    : checkGraph(subject, at as Readonly<Record<string, number>>, options);
}

function checkParams(f: () => number, params: readonly Param[], {h = 1e-5}: {h?: number}): GradientReport {
  if (params.length === 0) throw new RangeError("there are no parameters to check");
  const first = f();
  const analytic = params.map(({grad}) => grad.data.slice());
  const second = f();
  if (!Object.is(first, second)) {
    throw new Error(`two calls of f at the same parameters gave ${first} and ${second}: freeze what is random`);
  }
  const worsts = params.map((param, k) => ({name: param.name, worst: worstEntry(f, param, analytic[k]!, h)}));
  f(); // leaves the gradients at the parameters as they are
  const {worst} = worsts.reduce((a, b) => (isWorse(b.worst, a.worst) ? b : a));
  return {relativeError: worst.relativeError, worst, params: worsts};
}

function worstEntry(f: () => number, {name, value}: Param, analytic: Float64Array, h: number): GradientEntry {
  let worst: GradientEntry | undefined;
  for (let i = 0; i < value.data.length; i++) {
    const w = value.data[i]!;
    value.data[i] = w + h;
    const above = f();
    value.data[i] = w - h;
    const below = f();
    value.data[i] = w;
    const [row, col] = [Math.floor(i / value.cols), i % value.cols];
    const numerical = (above - below) / (2 * h);
    const noise = (rounding * Number.EPSILON * Math.max(Math.abs(above), Math.abs(below))) / h;
    const agree = Math.abs(analytic[i]! - numerical) <= noise;
    const entry: GradientEntry = {
      label: `${name} [${row}, ${col}]`,
      row,
      col,
      analytic: analytic[i]!,
      numerical,
      relativeError: agree ? 0 : relativeError(analytic[i]!, numerical),
    };
    if (!worst || isWorse(entry, worst)) worst = entry;
  }
  if (!worst) throw new RangeError(`${name} has no entries`);
  return worst;
}

/** Not a number is worse than any number. */
function isWorse(a: GradientEntry, b: GradientEntry): boolean {
  return Number.isNaN(a.relativeError) ? !Number.isNaN(b.relativeError) : a.relativeError > b.relativeError;
}
