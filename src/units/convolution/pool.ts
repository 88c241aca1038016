import {type ImageShape, MaxPool} from "../../core/nn/index.ts";
import type {Grid} from "./convolve.ts";

/** One window of max pooling: where it lies, where its largest number stands, and the gradient that goes there. */
export interface Pooled {
  readonly row: number;
  readonly col: number;
  readonly top: number;
  readonly left: number;
  readonly value: number;
  /** The first of the largest, as one reads. */
  readonly winner: {readonly row: number; readonly col: number};
  readonly gradient: number;
}

export interface PoolPasses {
  readonly output: Grid;
  /** ∂ of each number of the input, after the whole backward pass. */
  readonly routed: Grid;
  readonly windows: readonly Pooled[];
}

export interface PoolWindow {
  readonly size: number;
  readonly stride: number;
}

/** The shape of what pooling gives: rows and columns. @throws RangeError where no window fits */
export function poolShape(numbers: Grid, window: PoolWindow): {height: number; width: number} {
  return new MaxPool(shapeOf(numbers), window).output;
}

/**
 * Both passes of max pooling over one map, by the layer that networks are made of (`MaxPool`).
 * @param gradient ∂ of each number of the output
 * @throws RangeError where no window fits
 */
export function pool(numbers: Grid, gradient: Grid, window: PoolWindow): PoolPasses {
  const shape = shapeOf(numbers);
  const layer = new MaxPool(shape, window);
  const row = (grid: Grid) => ({rows: 1, cols: grid.flat().length, data: Float64Array.from(grid.flat())});
  const output = grid(layer.forward(row(numbers)).data, layer.output);
  const winners = layer.winners;
  const routed = grid(layer.backward(row(gradient)).data, shape);
  const windows = output.flatMap((values, i) =>
    values.map((value, j): Pooled => {
      const at = winners[i * values.length + j]!;
      return {
        ...{row: i, col: j, value, gradient: gradient[i]![j]!},
        ...{top: i * window.stride, left: j * window.stride},
        winner: {row: Math.floor(at / shape.width), col: at % shape.width},
      };
    }),
  );
  return {output, routed, windows};
}

function shapeOf(numbers: Grid): ImageShape {
  return {channels: 1, height: numbers.length, width: numbers[0]?.length ?? 0};
}

function grid(data: ArrayLike<number>, {height, width}: {height: number; width: number}): number[][] {
  return Array.from({length: height}, (_, i) => Array.from({length: width}, (__, j) => data[i * width + j]!));
}
