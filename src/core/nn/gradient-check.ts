import {gradientCheck as checkGraph, type GradientComparison, relativeError} from "../graph/check.ts";
import type {ComputationalGraph} from "../graph/index.ts";
import type {Random} from "../numeric/index.ts";
import type {Param} from "./types.ts";

/** One entry of a parameter, its gradient by the backward pass and by two forward passes. */
export interface GradientEntry extends GradientComparison {
  /** "dense 1 weights [2, 0]" */
  readonly label: string;
  readonly row: number;
  readonly col: number;
}

/** One parameter's entries that were checked, row by row, and the worst of them. */
export interface ParamReport {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  readonly worst: GradientEntry;
  readonly entries: readonly GradientEntry[];
}

/** What a gradient check found. */
export interface GradientReport {
  /** That of the worst entry: from about 1e−2 on a gradient is wrong, below 1e−6 it is right; between, look for a kink. */
  readonly relativeError: number;
  readonly worst: GradientEntry;
  /** Those whose relative error is above the tolerance, in the order of the parameters. */
  readonly wrong: readonly GradientEntry[];
  /** How many entries were checked. */
  readonly checked: number;
  /** In their order. */
  readonly params: readonly ParamReport[];
}

export interface GradientCheckOptions {
  /** The step of the differences, above 0. Default 1e−5. */
  h?: number;
  /** From which relative error on an entry is counted as wrong. Default 1e−4. */
  tolerance?: number;
  /** Checks so many entries of each parameter only, drawn from the stream; all of a parameter that has no more. */
  sample?: {readonly count: number; readonly rng: Random};
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
 * @throws Error when two calls of f differ: what is random (dropout) must be frozen; RangeError for no parameters, one
 * without entries, or an h that is not above 0
 */
export function gradientCheck(
  f: () => number,
  params: readonly Param[],
  options?: GradientCheckOptions,
): GradientReport;
export function gradientCheck(
  subject: ComputationalGraph | (() => number),
  at: Readonly<Record<string, number>> | readonly Param[],
  options: GradientCheckOptions = {},
): Record<string, GradientComparison> | GradientReport {
  return typeof subject === "function"
    ? checkParams(subject, at as readonly Param[], options)
    : checkGraph(subject, at as Readonly<Record<string, number>>, options);
}

function checkParams(
  f: () => number,
  params: readonly Param[],
  {h = 1e-5, tolerance = 1e-4, sample}: GradientCheckOptions,
): GradientReport {
  if (params.length === 0) throw new RangeError("there are no parameters to check");
  if (!(h > 0)) throw new RangeError(`the step h of a gradient check is above 0, not ${h}`);
  const first = f();
  const analytic = params.map(({grad}) => grad.data.slice());
  const second = f();
  if (!Object.is(first, second)) {
    throw new Error(`two calls of f at the same parameters gave ${first} and ${second}: freeze what is random`);
  }
  const reports = params.map((param, k) => {
    const places = placesOf(param, sample);
    return paramReport(
      param,
      places.map((i) => checkEntry(f, param, i, analytic[k]![i]!, h)),
    );
  });
  f(); // leaves the gradients at the parameters as they are
  const entries = reports.flatMap((report) => report.entries);
  const worst = worstOf(reports.map((report) => report.worst));
  return {
    relativeError: worst.relativeError,
    worst,
    wrong: entries.filter((entry) => !(entry.relativeError <= tolerance)), // NaN is wrong too
    checked: entries.length,
    params: reports,
  };
}

/** Which entries of a parameter are checked, in their order. */
function placesOf({name, value}: Param, sample: GradientCheckOptions["sample"]): number[] {
  const count = value.data.length;
  if (count === 0) throw new RangeError(`${name} has no entries`);
  if (!sample) return Array.from({length: count}, (_, i) => i);
  if (!(sample.count >= 1))
    throw new RangeError(`a sample has at least 1 entry of each parameter, not ${sample.count}`);
  return [...sample.rng.permutation(count).subarray(0, sample.count)].sort((a, b) => a - b);
}

function paramReport({name, value: {rows, cols}}: Param, entries: readonly GradientEntry[]): ParamReport {
  return {name, rows, cols, worst: worstOf(entries), entries};
}

function checkEntry(f: () => number, {name, value}: Param, i: number, analytic: number, h: number): GradientEntry {
  const w = value.data[i]!;
  value.data[i] = w + h;
  const above = f();
  value.data[i] = w - h;
  const below = f();
  value.data[i] = w;
  const [row, col] = [Math.floor(i / value.cols), i % value.cols];
  const numerical = (above - below) / (2 * h);
  const noise = (rounding * Number.EPSILON * Math.max(Math.abs(above), Math.abs(below))) / h;
  const agree = Math.abs(analytic - numerical) <= noise;
  const error = agree ? 0 : relativeError(analytic, numerical);
  return {label: `${name} [${row}, ${col}]`, row, col, analytic, numerical, relativeError: error};
}

function worstOf(entries: readonly GradientEntry[]): GradientEntry {
  return entries.reduce((a, b) => (isWorse(b, a) ? b : a));
}

/** Not a number is worse than any number. */
function isWorse(a: GradientEntry, b: GradientEntry): boolean {
  return Number.isNaN(a.relativeError) ? !Number.isNaN(b.relativeError) : a.relativeError > b.relativeError;
}
