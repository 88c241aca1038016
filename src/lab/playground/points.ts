import {circle, gauss, multiGauss, plane, spiral, xor} from "../../core/nn/index.ts";
import {type Matrix, matrix, random, randomStream} from "../../core/numeric/index.ts";
import type {PlaygroundState} from "./state.ts";

/** Points of the plane with what is to be learnt about them. */
export interface Points {
  /** What targets are: classes counted from 0, or numbers. */
  readonly kind: "classes" | "numbers";
  /** x₁, x₂, x₁, x₂ … */
  readonly places: Float64Array;
  readonly targets: Float64Array;
  /** Names of the classes; empty for numbers. */
  readonly names: readonly string[];
}

/** The points of a run: those for training first. */
export interface SplitPoints extends Points {
  readonly trainCount: number;
}

/**
 * The points of a state, in an order drawn from its seed, and how many of them are for training. Both sides get at least
 * one where there are two points.
 * @param own what the data set "own" stands for
 */
export function pointsOf(state: PlaygroundState, own?: Points): SplitPoints {
  const points = state.dataset === "own" ? (own ?? noPoints()) : drawn(state);
  const count = points.targets.length;
  const order = randomStream(state.seed, "split").permutation(count);
  const places = new Float64Array(2 * count);
  const targets = new Float64Array(count);
  order.forEach((from, to) => {
    places[2 * to] = points.places[2 * from]!;
    places[2 * to + 1] = points.places[2 * from + 1]!;
    targets[to] = points.targets[from]!;
  });
  const wanted = Math.floor((count * state.trainShare) / 100);
  const trainCount = count < 2 ? count : Math.min(count - 1, Math.max(1, wanted));
  return {kind: points.kind, names: points.names, places, targets, trainCount};
}

/** The rows from … to of the points, as a matrix. */
export function placesBetween(points: Points, from: number, to: number): Matrix {
  return matrix(to - from, 2, points.places.slice(2 * from, 2 * to));
}

export function noPoints(): Points {
  return {kind: "classes", places: new Float64Array(), targets: new Float64Array(), names: ["0", "1"]};
}

/** Uniform noise of ±r, as the original has it, spreads as a normal one of r/√3. */
const EVEN = 1 / Math.sqrt(3);

function drawn({dataset, classes, samples, noise, seed}: PlaygroundState): Points {
  const rng = random(seed).data;
  const share = (noise / 100) * EVEN;
  const perClass = (k: number) => Math.max(1, Math.round(samples / k));
  switch (dataset) {
    case "xor":
      return ofClasses(xor({perClass: perClass(2), noise: share}, rng));
    case "gauss": {
      // From clouds that lie apart to clouds that overlap.
      const spread = Math.sqrt(0.5 + (7 * noise) / 100) / 3;
      return ofClasses(gauss({classes, perClass: perClass(classes), noise: spread}, rng));
    }
    case "spiral": {
      const turns = 3.5 / classes;
      return ofClasses(spiral({arms: classes, perArm: perClass(classes), turns, noise: 0.3 * (noise / 100)}, rng));
    }
    case "plane":
      return ofNumbers(plane({count: samples, noise: share}, rng));
    case "multi-gauss":
      return ofNumbers(multiGauss({count: samples, noise: share}, rng));
    default:
      return ofClasses(circle({perClass: perClass(2), noise: share}, rng));
  }
}

function ofClasses({inputs, labels, classes}: ReturnType<typeof circle>): Points {
  const names = Array.from({length: classes}, (_, k) => String(k));
  return {kind: "classes", places: Float64Array.from(inputs.data), targets: Float64Array.from(labels), names};
}

function ofNumbers({inputs, targets}: ReturnType<typeof plane>): Points {
  return {kind: "numbers", places: Float64Array.from(inputs.data), targets, names: []};
}
