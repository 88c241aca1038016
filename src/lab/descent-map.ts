import {ClimbWatch, isLost, type Point, planeFunction, walk} from "../core/descent/index.ts";
import {Momentum} from "../core/nn/optimizers/momentum.ts";
import {Nesterov} from "../core/nn/optimizers/nesterov.ts";
import {macrotask} from "./engine/macrotask.ts";

export interface DescentMapOptions {
  /** f in x and y. Default: the ravine, 0.5*(x^2 + 20*y^2). */
  expression?: string;
  /** Default (−10, 1). */
  start?: Point;
  /** A value of f that counts as arrived, once it is gone below. Default 0.001. */
  target?: number;
  /** Learning rates, a column each. Default 0.005, 0.01, … 0.22. */
  rates?: readonly number[];
  /** Momenta from 0 to below 1, a row each. Default 0, 0.02, … 0.98. */
  momenta?: readonly number[];
  /** Most steps of a run. Default 300. */
  steps?: number;
  /** Default "momentum". */
  optimizer?: "momentum" | "nesterov";
  /** Stops the work when aborted: `next()` then rejects with its reason. */
  signal?: AbortSignal;
  /** Lets the event loop run; called after every 12 ms of work. */
  pause?: () => Promise<void>;
  /** The clock that says when to pause. No result depends on it. */
  now?: () => number;
}

/** What became of the runs with one learning rate and one momentum each. */
export interface DescentMap {
  readonly rates: readonly number[];
  readonly momenta: readonly number[];
  /**
   * Steps until arrived, of rates[i] and momenta[j] at i · momenta.length + j: 0 where the start itself is low enough,
   * {@link DIVERGED} for a run that went off, {@link NOT_YET} for one that had not arrived after all its steps, NaN for one still to come.
   */
  readonly iterations: Float64Array;
  readonly steps: number;
  /** Columns done and in all. */
  readonly progress: {readonly done: number; readonly total: number};
}

export const DIVERGED = -1;
export const NOT_YET = Number.POSITIVE_INFINITY;

const defaults = {
  expression: "0.5*(x^2 + 20*y^2)",
  start: [-10, 1] as Point,
  target: 1e-3,
  rates: Array.from({length: 44}, (_, i) => (i + 1) / 200) as readonly number[],
  momenta: Array.from({length: 50}, (_, j) => j / 50) as readonly number[],
};

const MOST_RUNS = 20_000;
const MOST_STEPS = 5000;
/** Milliseconds of work between two pauses: less than a frame. */
const WORK = 12;
/** Milliseconds between two maps that are shown while the work goes on. */
const SHOWN = 100;

/**
 * Runs gradient descent with momentum from one start, with every pair of learning rate and momentum, and counts the steps.
 * Columns come first coarsely, then between: the whole picture is there early.
 *
 * The same options give the same map, in a page, a worker or Node.
 * @throws RangeError or ExpressionError at the first `next()`, for options that make no map
 */
export async function* descentMap(options: DescentMapOptions = {}): AsyncGenerator<DescentMap, void, void> {
  const {steps = 300, optimizer = "momentum", signal} = options;
  const {expression = defaults.expression, start = defaults.start, target = defaults.target} = options;
  const {rates = defaults.rates, momenta = defaults.momenta} = options;
  const {pause = macrotask(), now = () => performance.now()} = options;
  const f = planeFunction(expression);
  check({rates, momenta, target, start, steps});
  if (isLost({x: start[0], y: start[1], value: f.value(start[0], start[1])}))
    throw new RangeError(`The function has no finite value at the start (${start[0]}, ${start[1]}).`);
  const iterations = new Float64Array(rates.length * momenta.length).fill(Number.NaN);
  const map = (done: number): DescentMap => ({
    rates,
    momenta,
    iterations: iterations.slice(),
    steps,
    progress: {done, total: rates.length},
  });
  const Rule = optimizer === "nesterov" ? Nesterov : Momentum;
  let [paused, shown] = [now(), now()];
  yield map(0);
  for (const [done, i] of coarseFirst(rates.length).entries()) {
    for (const [j, momentum] of momenta.entries()) {
      iterations[i * momenta.length + j] = run(new Rule({rate: rates[i]!, momentum}));
      if (now() - paused < WORK) continue;
      await pause();
      signal?.throwIfAborted();
      paused = now();
    }
    if (done + 1 < rates.length && now() - shown > SHOWN) {
      yield map(done + 1);
      shown = now();
    }
  }
  yield map(rates.length);

  function run(rule: Momentum | Nesterov): number {
    const at = walk(f, start, rule);
    const watch = new ClimbWatch(steps);
    let arrived = at.value < target ? 0 : NOT_YET;
    for (let step = 1; step <= steps; step++) {
      at.step();
      const {value} = at;
      if (isLost({x: at.x, y: at.y, value})) return DIVERGED;
      watch.see(step, value);
      if (arrived === NOT_YET && value < target) arrived = step;
      // A run that stays will hardly go off later; one that only passes by shows it soon.
      if (step >= arrived + AFTER) return arrived;
    }
    return watch.climbing ? DIVERGED : arrived;
  }
}

/** Steps for which a run is followed after it has arrived, to see that it does not go off. */
const AFTER = 60;

/** 0 … n − 1 in the order 0, 8, 16, …, 4, 12, …, 2, 6, …, 1, 3, …. */
function coarseFirst(n: number): number[] {
  const order: number[] = [];
  for (let i = 0; i < n; i += 8) order.push(i);
  for (const stride of [8, 4, 2]) for (let i = stride / 2; i < n; i += stride) order.push(i);
  return order;
}

function check({
  rates,
  momenta,
  target,
  start,
  steps,
}: Required<Pick<DescentMapOptions, "rates" | "momenta" | "target" | "start" | "steps">>): void {
  if (!(Number.isInteger(steps) && steps >= 1 && steps <= MOST_STEPS))
    throw new RangeError(`steps is a whole number from 1 to ${MOST_STEPS}, not ${steps}.`);
  if (rates.length * momenta.length > MOST_RUNS)
    throw new RangeError(`A map has up to ${MOST_RUNS} runs, not ${rates.length * momenta.length}.`);
  if (!rates.every((rate) => rate >= 0 && rate < Infinity))
    throw new RangeError("Learning rates are numbers of at least 0.");
  if (!momenta.every((momentum) => momentum >= 0 && momentum < 1))
    throw new RangeError("A momentum lies in 0 ≤ μ < 1.");
  if (!Number.isFinite(target)) throw new RangeError(`The target is a finite number, not ${target}.`);
  if (start.length !== 2) throw new RangeError("The start is two numbers, [x, y].");
}
