import {type Closeness, type Difference, firstDifference, TOLERANCE} from "./compare.ts";
import {graphDifference} from "./graph.ts";
import {StoppedError} from "./meter.ts";

/** Thrown by the first expectation that does not hold: the check ends there. */
export class Unmet extends Error {
  readonly label: string;
  constructor(label: string, message: string) {
    super(message);
    this.label = label;
  }
}

type Options = Partial<Closeness>;

/**
 * What a check says its expectations by. Each has a label, for the reader: what was called, with what. The first that
 * does not hold ends the check, and names the first wrong entry or node.
 * @param holds told of each that holds
 */
export function expectations(holds: (label: string) => void) {
  const settle = (label: string, difference: Difference | undefined): void => {
    if (difference)
      throw new Unmet(label, difference.place ? `${difference.place}: ${difference.message}` : difference.message);
    holds(label);
  };
  const closeness = ({tolerance = TOLERANCE, relative = false}: Options = {}): Closeness => {
    if (!(tolerance >= 0)) throw new RangeError(`a tolerance is a number from 0 on, not ${tolerance}`);
    return {tolerance, relative};
  };
  return {
    /** Numbers in arrays, typed arrays, matrices and objects, each within `tolerance` × max(1, |expected|), with `relative` × |expected|. */
    near(found: unknown, expected: unknown, label: string, options?: Options): void {
      settle(label, firstDifference(found, expected, closeness(options)));
    },
    /** The same shapes as `near`, each part exactly. */
    equal(found: unknown, expected: unknown, label: string): void {
      settle(label, firstDifference(found, expected, {tolerance: 0}));
    },
    /** Something that is true. `message` says what was found in its place. */
    ok(condition: unknown, label: string, message = "does not hold"): void {
      settle(label, condition ? undefined : {place: "", message});
    },
    /** A call that must throw. */
    throws(call: () => unknown, label: string): void {
      let threw = false;
      try {
        call();
      } catch (error) {
        if (error instanceof StoppedError) throw error;
        threw = true;
      }
      settle(label, threw ? undefined : {place: "", message: "expected it to throw, and nothing was thrown"});
    },
    /** The reader's graph against the core's: the first wrong node, by value or gradient. */
    sameGraph(theirs: unknown, reference: unknown, label: string, options?: Options): void {
      settle(label, graphDifference(theirs, reference, closeness(options)));
    },
  };
}

/**
 * The gradient of a function of an array (or typed array) by central differences, in an array of the same kind.
 * The array is as before when this returns.
 */
export function numericalGradient<T extends number[] | Float64Array | Float32Array>(
  f: (w: T) => number,
  w: T,
  h = 1e-5,
): T {
  const gradient = w.slice() as T;
  for (let i = 0; i < w.length; i++) {
    const before = w[i] as number;
    w[i] = before + h;
    const above = f(w);
    w[i] = before - h;
    const below = f(w);
    w[i] = before;
    gradient[i] = (above - below) / (2 * h);
  }
  return gradient;
}
