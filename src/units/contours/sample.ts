import type {PlaneFunction} from "../../core/descent/index.ts";
import type {Range} from "./plane-scale.ts";

/** Values of f on a grid of a window, row by row from the top. */
export interface Sample {
  readonly columns: number;
  readonly rows: number;
  /** What is infinite is the highest ground there is; what is no number, the lowest. */
  readonly values: Float64Array;
  /** 1 where f has no value, else 0. */
  readonly holes: Float64Array;
  /** The values that are finite, in order. */
  readonly sorted: Float64Array;
}

export interface SampleWindow {
  readonly xs: Range;
  readonly ys: Range;
  readonly columns: number;
  readonly rows: number;
}

/** The last samples of each function: two pictures of the same landscape, or one drawn anew, ask for f only once. */
const remembered = new WeakMap<PlaneFunction, Map<string, Sample>>();
const MOST_REMEMBERED = 3;

/** A function may be heavy, and a picture asks for it ten thousand times: so the answers are kept as long as f is. */
export function sample(f: PlaneFunction, window: SampleWindow): Sample {
  const known = remembered.get(f) ?? new Map<string, Sample>();
  remembered.set(f, known);
  const key = JSON.stringify(window);
  const found = known.get(key);
  if (found) return found;
  if (known.size >= MOST_REMEMBERED) known.delete(known.keys().next().value!);
  const taken = take(f, window);
  known.set(key, taken);
  return taken;
}

function take(f: PlaneFunction, {xs, ys, columns, rows}: SampleWindow): Sample {
  const values = new Float64Array(columns * rows);
  const holes = new Float64Array(columns * rows);
  for (let j = 0; j < rows; j++) {
    const y = ys[1] + ((ys[0] - ys[1]) * j) / (rows - 1);
    for (let i = 0; i < columns; i++) {
      const value = f.value(xs[0] + ((xs[1] - xs[0]) * i) / (columns - 1), y);
      values[j * columns + i] = value;
      if (!Number.isFinite(value) && value !== Number.POSITIVE_INFINITY) holes[j * columns + i] = 1;
    }
  }
  const sorted = values.filter(Number.isFinite).sort();
  // Where there is no ground at all, all is a hole.
  if (sorted.length === 0) holes.fill(1);
  const [least, most] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i]!)) values[i] = values[i] === Number.POSITIVE_INFINITY ? most : least;
  }
  return {columns, rows, values, holes, sorted};
}
