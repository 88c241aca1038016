import type {DoubleMatrix} from "../doubles.ts";
import type {ImageShape, WindowOptions} from "./image-shape.ts";

/**
 * Writes each window of each image as a row ("im2col"), so that a convolution becomes a product of matrices. The windows of
 * an image follow each other as one reads: from left to right, then down. Padding is read as 0.
 * @param patches (images · places down · places across) × (channels · size · size)
 */
export function gatherWindows(
  images: DoubleMatrix,
  input: ImageShape,
  output: ImageShape,
  window: WindowOptions,
  patches: DoubleMatrix,
): void {
  const {data} = images;
  if (window.padding > 0) patches.data.fill(0);
  eachRun(images.rows, input, output, window, (image, patch, length) => {
    for (let i = 0; i < length; i++) patches.data[patch + i] = data[image + i]!;
  });
}

/** The way back ("col2im"): adds each window's numbers to the pixels they were read from, as gradients add at a branch. */
export function scatterWindows(
  patches: DoubleMatrix,
  input: ImageShape,
  output: ImageShape,
  window: WindowOptions,
  images: DoubleMatrix,
): void {
  const {data} = images;
  data.fill(0);
  eachRun(images.rows, input, output, window, (image, patch, length) => {
    for (let i = 0; i < length; i++) data[image + i]! += patches.data[patch + i]!;
  });
}

/** Every row of every window that lies in the image: where its first pixel stands in the images and in the patches. */
function eachRun(
  images: number,
  {channels, height, width}: ImageShape,
  output: ImageShape,
  {size, stride, padding}: WindowOptions,
  visit: (image: number, patch: number, length: number) => void,
): void {
  const patchLength = channels * size * size;
  let patch = 0;
  for (let n = 0; n < images; n++) {
    for (let down = 0; down < output.height; down++) {
      for (let across = 0; across < output.width; across++, patch += patchLength) {
        const left = across * stride - padding;
        const skip = Math.max(0, -left);
        const length = Math.min(size, width - left) - skip;
        if (length <= 0) continue;
        for (let c = 0; c < channels; c++) {
          for (let row = 0; row < size; row++) {
            const y = down * stride - padding + row;
            if (y < 0 || y >= height) continue;
            const pixel = ((n * channels + c) * height + y) * width + left + skip;
            visit(pixel, patch + (c * size + row) * size + skip, length);
          }
        }
      }
    }
  }
}
