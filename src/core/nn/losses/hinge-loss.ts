import type {Matrix} from "../../numeric/index.ts";
import {asDoubles, type DoubleMatrix} from "../doubles.ts";
import type {Loss, Targets} from "../types.ts";
import {Workspace} from "../workspace.ts";
import {evaluateLoss, type LossResult} from "./result.ts";
import {asTargetMatrix, checkTargets, classOf} from "./targets.ts";

export interface HingeLossOptions {
  /** By how much the true class must win before nothing is paid; 1 where nothing else is said. */
  margin?: number;
}

/**
 * What is missing to a safe margin, mean over m samples. For several scores (Weston and Watkins, 1999), targets being
 * classes counted from 0,
 *
 *     L = (1/m) Σ Σ_{k≠y} max(0, margin + s_k − s_y)
 *
 * and for a single score (Cortes and Vapnik, 1995), targets being signs −1 or 1,
 *
 *     L = (1/m) Σ max(0, margin − y s)
 *
 * Each term above 0 has slope 1 in what raises it and −1 in what lowers it; at 0 itself the slope is taken as 0.
 */
export class HingeLoss implements Loss {
  readonly name = "hinge loss";
  readonly margin: number;
  readonly #gradient = new Workspace();
  #dScores: DoubleMatrix | undefined;

  constructor({margin = 1}: HingeLossOptions = {}) {
    this.margin = margin;
  }

  /** @throws RangeError for a shape that does not fit, or a class or sign that is none */
  forward(scores: Matrix, targets: Targets): number {
    const s = asDoubles(scores);
    const labels = asTargetMatrix(targets);
    checkTargets(this.name, s, labels, 1);
    const gradient = this.#gradient.take(s.rows, s.cols);
    gradient.data.fill(0);
    const sum = s.cols === 1 ? this.#twoClasses(s, labels, gradient) : this.#manyClasses(s, labels, gradient);
    this.#dScores = gradient;
    return sum / s.rows;
  }

  backward(): DoubleMatrix {
    if (!this.#dScores) throw new Error(`${this.name}: call forward before backward`);
    return this.#dScores;
  }

  #manyClasses(s: DoubleMatrix, labels: DoubleMatrix, gradient: DoubleMatrix): number {
    let sum = 0;
    for (let i = 0; i < s.rows; i++) {
      const from = i * s.cols;
      const y = from + classOf(this.name, labels, i, s.cols);
      for (let k = from; k < from + s.cols; k++) {
        const missing = this.margin + s.data[k]! - s.data[y]!;
        if (k === y || missing <= 0) continue;
        sum += missing;
        gradient.data[k]! += 1 / s.rows;
        gradient.data[y]! -= 1 / s.rows;
      }
    }
    return sum;
  }

  #twoClasses(s: DoubleMatrix, labels: DoubleMatrix, gradient: DoubleMatrix): number {
    let sum = 0;
    for (let i = 0; i < s.rows; i++) {
      const sign = labels.data[i]!;
      if (Math.abs(sign) !== 1) {
        throw new RangeError(
          `${this.name}: with a single score a target is −1 or 1, but that of sample ${i} is ${sign}`,
        );
      }
      const missing = this.margin - sign * s.data[i]!;
      if (missing <= 0) continue;
      sum += missing;
      gradient.data[i] = -sign / s.rows;
    }
    return sum;
  }
}

/** The hinge loss of scores, with its gradient. */
export function hingeLoss(scores: Matrix, targets: Targets, options?: HingeLossOptions): LossResult {
  return evaluateLoss(new HingeLoss(options), scores, targets);
}
