import type {Moment} from "./moment.ts";
import {type NetworkLayout, UNIT} from "./network-layout.ts";
import {cssColour} from "./palette.ts";

/** One weight as a line from the source's right side to the target's left. */
export interface Wire {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  /** Where its weight (or its first piece's) stands in the list of numbers. */
  readonly offset: number;
  readonly target: {readonly column: number; readonly unit: number};
  /** The other pieces' weights, for maxout. */
  readonly others: readonly number[];
}

/** All wires of a network; `features` are the places of those that are on. */
export function wiresOf({run}: Moment, layout: NetworkLayout, features: readonly number[]): Wire[] {
  if (!run) return [];
  return run.plan.columns.flatMap((plan, column) =>
    Array.from({length: plan.inputs * plan.units}, (_, k) => {
      const [source, unit] = [Math.floor(k / plan.units), k % plan.units];
      const fromFeature = column === 0;
      const from = fromFeature
        ? {x: layout.featureX, y: layout.featureY(features[source]!)}
        : {x: layout.columnX[column - 1]!, y: layout.unitY({column: column - 1, unit: source})};
      return {
        x0: from.x + UNIT,
        y0: from.y + UNIT / 2,
        x1: layout.columnX[column]!,
        y1: layout.unitY({column, unit}) + UNIT / 2,
        offset: plan.weights[0]!.offset + k,
        others: plan.weights.slice(1).map(({offset}) => offset + k),
        target: {column, unit},
      };
    }),
  );
}

/** A maxout unit's wire shows the mean of its pieces. */
export function weightOf({offset, others}: Wire, numbers: Float64Array): number {
  let sum = numbers[offset]!;
  for (const other of others) sum += numbers[other]!;
  return sum / (1 + others.length);
}

/** Wires as wide as their weights; a negative weight is dashed and of the other colour. */
export function drawWires(
  context: CanvasRenderingContext2D,
  wires: readonly Wire[],
  {snapshot, palette, selected}: Moment,
): void {
  if (!snapshot) return;
  const isAbove = ({target}: Wire) =>
    selected !== undefined && target.column === selected.column && target.unit === selected.unit;
  for (const wire of wires) {
    const weight = weightOf(wire, snapshot.numbers);
    const size = Math.min(1, Math.abs(weight));
    context.strokeStyle = cssColour(palette.classes[weight < 0 ? 0 : 1]!, isAbove(wire) ? 1 : 0.2 + 0.65 * size);
    context.lineWidth = 0.6 + Math.min(7, 2 * Math.abs(weight));
    context.setLineDash(weight < 0 ? [6, 4] : []);
    context.beginPath();
    context.moveTo(wire.x0, wire.y0);
    const bend = (wire.x1 - wire.x0) / 2;
    context.bezierCurveTo(wire.x0 + bend, wire.y0, wire.x1 - bend, wire.y1, wire.x1, wire.y1);
    context.stroke();
  }
  context.setLineDash([]);
}

/** The wire nearest to a point, if one is within reach. */
export function wireAt(wires: readonly Wire[], x: number, y: number, reach = 8): Wire | undefined {
  let [best, least]: [Wire | undefined, number] = [undefined, reach];
  for (const wire of wires) {
    if (x < wire.x0 || x > wire.x1) continue;
    const distance = Math.abs(heightAt(wire, x) - y);
    if (distance < least) [best, least] = [wire, distance];
  }
  return best;
}

/** The curve's y at x. Its x is t ↦ x0 + w(1.5t − 1.5t² + t³), which rises, so t is found by halving. */
function heightAt({x0, y0, x1, y1}: Wire, x: number): number {
  const wanted = (x - x0) / (x1 - x0);
  let [low, high] = [0, 1];
  for (let i = 0; i < 20; i++) {
    const t = (low + high) / 2;
    if (1.5 * t - 1.5 * t * t + t ** 3 < wanted) low = t;
    else high = t;
  }
  const t = (low + high) / 2;
  return y0 + (y1 - y0) * (3 * t * t - 2 * t ** 3);
}
