/** The slides' experiment, which all contestants run: tanh layers without bias, fed with N(0, 1) data. */
export const SAMPLES = 1000;
/** What previewSamples of src/lab/engine/drive.ts takes of it for a preview. */
export const PREVIEW_SAMPLES = 96;
export const WIDTH = 500;
export const DEPTH = 10;
export const BINS = 30;
/** Multiplications and additions of its products, in billions. */
export const GIGA_OPERATIONS = (2 * SAMPLES * WIDTH ** 2 * DEPTH) / 1e9;
/** The standard deviation of the weights: near 1/√500, so that no layer is saturated and none all but zero. */
export const SCALE = 0.05;

/** One run: how long it took, and what was found, which has to be the same for all but for the noise. */
export interface Run {
  milliseconds: number;
  /** The standard deviation of each layer's outputs. */
  stds: number[];
}
