import {type Matrix, matrix} from "../../core/numeric/index.ts";
import {FEATURES, type FeatureName, featureMatrix, gridPoints} from "./features.ts";
import type {BuiltNetwork, Head} from "./network.ts";
import type {Activation} from "./state.ts";

/** The level of a value that is not a number. Levels go from 0 (−scale) over 127 (0) to 254 (+scale). */
export const UNKNOWN = 255;
const ZERO = 127;

/** What each unit says of each point of the plane, as levels of one byte: row by row from the upper left. */
export interface Heatmaps {
  /** Cells to a side. */
  readonly density: number;
  /** The hidden units' pictures, one after the other, density² bytes each. */
  readonly units: Uint8Array;
  /** The value at which a unit's colour is full. */
  readonly scales: Float32Array;
  /**
   * The outputs' pictures, as `units`: the level of a single output (scale 1), the lead of each class's score in hinge
   * loss (scale 1), or the probability of each class, 0 … 1 as levels 127 … 254.
   */
  readonly outputs: Uint8Array;
  /** Where there are several classes: which one wins, and how sure it is, from 0 (at 1/k) to 254 (certain). */
  readonly decision: {readonly winners: Uint8Array; readonly sure: Uint8Array} | undefined;
}

/** Draws pictures of what a network computes: the grid goes through it as one batch. */
export class HeatmapMaker {
  readonly #built: BuiltNetwork;
  readonly #features: readonly FeatureName[];
  readonly #head: Head;
  readonly #bounded: boolean;
  #density = 0;
  #grid: Matrix = matrix(0, 2);

  constructor(built: BuiltNetwork, {features, activation, head}: HeatmapOptions) {
    this.#built = built;
    this.#features = features;
    this.#head = head;
    this.#bounded = activation === "tanh" || activation === "sigmoid";
  }

  make(density: number): Heatmaps {
    if (density !== this.#density) {
      this.#density = density;
      this.#grid = featureMatrix(gridPoints(density), this.#features);
    }
    const cells = density * density;
    const {network, columns} = this.#built;
    network.forward(this.#grid, "test");
    const trace = network.trace();
    const hidden = columns.slice(0, -1).map(({shownBy}) => trace[shownBy]!.output!);
    const count = hidden.reduce((sum, {cols}) => sum + cols, 0);
    const units = new Uint8Array(count * cells);
    const scales = new Float32Array(count);
    let unit = 0;
    for (const output of hidden) {
      for (let j = 0; j < output.cols; j++, unit++) {
        scales[unit] = this.#bounded ? 1 : largest(output, j);
        levels(output, j, scales[unit]!, units.subarray(unit * cells, (unit + 1) * cells));
      }
    }
    const last = trace[columns.at(-1)!.shownBy]!.output!;
    const outputs = new Uint8Array(last.cols * cells);
    const picture = (k: number) => outputs.subarray(k * cells, (k + 1) * cells);
    if (last.cols === 1) {
      levels(last, 0, 1, outputs);
      return {density, units, scales, outputs, decision: undefined};
    }
    const judged = this.#head.loss === "softmax" ? softmaxRows(last) : last;
    for (let k = 0; k < last.cols; k++) levels(judged, k, 1, picture(k));
    return {density, units, scales, outputs, decision: decide(judged, this.#head.loss === "softmax")};
  }
}

export interface HeatmapOptions {
  features: readonly FeatureName[];
  activation: Activation;
  head: Head;
}

/** The pictures of the features themselves, as {@link Heatmaps.units}, each scaled by its largest value. */
export function featureMaps(names: readonly FeatureName[], density: number): Uint8Array {
  const features = featureMatrix(gridPoints(density), names);
  const cells = density * density;
  const maps = new Uint8Array(names.length * cells);
  names.forEach((_, j) => {
    levels(features, j, largest(features, j), maps.subarray(j * cells, (j + 1) * cells));
  });
  return maps;
}

export const ALL_FEATURES = Object.keys(FEATURES) as FeatureName[];

function levels({cols, data}: Matrix, column: number, scale: number, out: Uint8Array): void {
  for (let i = 0, at = column; i < out.length; i++, at += cols) {
    const part = data[at]! / scale;
    out[i] = Number.isNaN(part) ? UNKNOWN : part >= 1 ? 2 * ZERO : part <= -1 ? 0 : ZERO + Math.round(ZERO * part);
  }
}

/** The largest magnitude in a column, at least 1: what is small shall look small. */
function largest({rows, cols, data}: Matrix, column: number): number {
  let most = 1;
  for (let i = 0, at = column; i < rows; i++, at += cols) {
    const size = Math.abs(data[at]!);
    if (size > most && size < Infinity) most = size;
  }
  return most;
}

/** The probabilities of each row's scores. */
function softmaxRows({rows, cols, data}: Matrix): Matrix {
  const p = matrix(rows, cols);
  for (let from = 0; from < data.length; from += cols) {
    let most = -Infinity;
    for (let k = 0; k < cols; k++) most = Math.max(most, data[from + k]!);
    let sum = 0;
    for (let k = 0; k < cols; k++) sum += p.data[from + k] = Math.exp(data[from + k]! - most);
    for (let k = 0; k < cols; k++) p.data[from + k]! /= sum;
  }
  return p;
}

/** The winner of each row, and how sure it is: by its probability, or by its lead over the next, full at the margin of 1. */
function decide({rows, cols, data}: Matrix, areProbabilities: boolean) {
  const winners = new Uint8Array(rows);
  const sure = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) {
    const from = i * cols;
    let best = 0;
    let second = -Infinity;
    for (let k = 1; k < cols; k++) {
      const score = data[from + k]!;
      if (score > data[from + best]!) {
        second = data[from + best]!;
        best = k;
      } else if (score > second) second = score;
    }
    const first = data[from + best]!;
    const share = areProbabilities ? (first - 1 / cols) / (1 - 1 / cols) : first - second;
    winners[i] = best;
    sure[i] = Number.isNaN(share) ? UNKNOWN : Math.round(2 * ZERO * Math.min(1, Math.max(0, share)));
  }
  return {winners, sure};
}
