import {Conv2d, type ImageShape, type WindowOptions, windowPlaces} from "../../core/nn/index.ts";

/** Rows of equal length. */
export type Grid = readonly (readonly number[])[];

/** One place of the window: what lies under it, and what comes of it. */
export interface WindowAt {
  readonly row: number;
  readonly col: number;
  /** The window's first row and column in the image; negative in the padding. */
  readonly top: number;
  readonly left: number;
  /** The pixels under the window, row by row, 0 in the padding. */
  readonly pixels: Grid;
  readonly sum: number;
}

export interface Convolved {
  /** What the layer gives, place by place. */
  readonly output: Grid;
  readonly places: readonly WindowAt[];
}

/**
 * Slides one filter over one picture, by the layer that networks are made of (`Conv2d`).
 * @throws RangeError where no window fits
 */
export function convolve(image: Grid, kernel: Grid, {stride, padding}: Omit<WindowOptions, "size">): Convolved {
  const size = kernel.length;
  const shape: ImageShape = {channels: 1, height: image.length, width: image[0]!.length};
  const layer = new Conv2d(shape, 1, {size, stride, padding, initialization: "zeros", bias: false});
  layer.weights.value.data.set(kernel.flat());
  const {data} = layer.forward({rows: 1, cols: shape.height * shape.width, data: Float64Array.from(image.flat())});
  const {height, width} = layer.output;
  const output = Array.from({length: height}, (_, i) => Array.from(data.subarray(i * width, (i + 1) * width)));
  const places = output.flatMap((sums, row) =>
    sums.map((sum, col): WindowAt => {
      const [top, left] = [row * stride - padding, col * stride - padding];
      const pixels = kernel.map((line, u) => line.map((_, v) => image[top + u]?.[left + v] ?? 0));
      return {row, col, top, left, pixels, sum};
    }),
  );
  return {output, places};
}

/** "(7 − 3 + 2 · 1) / 2 + 1 = 4", with ⌊ ⌋ where the stride does not divide. */
export function placesText(side: number, size: number, {stride, padding}: Omit<WindowOptions, "size">): string {
  const span = side - size + 2 * padding;
  const whole = span % stride === 0;
  const fraction = `(${side} − ${size} + 2 · ${padding}) / ${stride}`;
  return `${whole ? fraction : `⌊${fraction}⌋`} + 1 = ${windowPlaces(side, {size, stride, padding})}`;
}
