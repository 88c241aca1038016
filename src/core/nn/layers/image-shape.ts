import {count} from "../errors.ts";

/**
 * The shape of a picture or of a stack of feature maps. A batch holds one a row, channel by channel and each channel row by
 * row: pixel (y, x) of channel c stands in column (c · height + y) · width + x. A layer of images thus needs no other
 * matrix than any layer, and what follows it may take the row as it is: flattening is free.
 */
export interface ImageShape {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** How a window slides over an image. */
export interface WindowOptions {
  /** The side F of the square window, in pixels. */
  size: number;
  /** Pixels S from a window to the next. */
  stride: number;
  /** Rings P of zeros around the image. */
  padding: number;
}

/** How many numbers an image of this shape has: the columns of a batch. */
export function imageLength({channels, height, width}: ImageShape): number {
  return channels * height * width;
}

/** "3 × 32 × 32": channels, height, width. */
export function imageText({channels, height, width}: ImageShape): string {
  return `${channels} × ${height} × ${width}`;
}

/**
 * The places that a window has along a side of W pixels: ⌊(W − F + 2P)/S⌋ + 1. Where S does not divide W − F + 2P, the last
 * pixels fit no window and are not read.
 * @throws RangeError when the window is larger than the padded side, or a number is not whole or out of its range
 */
export function windowPlaces(side: number, {size, stride = 1, padding = 0}: Partial<WindowOptions>): number {
  for (const [name, value, least] of [
    ["side", side, 1],
    ["size", size, 1],
    ["stride", stride, 1],
    ["padding", padding, 0],
  ] as const) {
    if (!Number.isInteger(value) || value! < least) {
      throw new RangeError(`${name} must be a whole number of at least ${least}, not ${value}`);
    }
  }
  const padded = side + 2 * padding;
  if (size! > padded) {
    throw new RangeError(
      `a window of ${size} does not fit a side of ${count(padded, "pixel")}: pad it, or take a smaller one`,
    );
  }
  return Math.floor((padded - size!) / stride) + 1;
}

/** @throws RangeError naming the layer, unless all three are whole numbers of at least 1 */
export function checkImageShape(layer: string, shape: ImageShape): void {
  for (const name of ["channels", "height", "width"] as const) {
    if (!Number.isInteger(shape[name]) || shape[name] < 1) {
      throw new RangeError(`${layer}: the input's ${name} must be a whole number of at least 1, not ${shape[name]}`);
    }
  }
}

/**
 * The maps that a window makes of an image.
 * @throws RangeError naming the layer, as `checkImageShape` and `windowPlaces` do
 */
export function outputShape(layer: string, input: ImageShape, channels: number, window: WindowOptions): ImageShape {
  checkImageShape(layer, input);
  try {
    return {channels, height: windowPlaces(input.height, window), width: windowPlaces(input.width, window)};
  } catch (error) {
    throw new RangeError(`${layer} over ${imageText(input)}: ${(error as Error).message}`);
  }
}
