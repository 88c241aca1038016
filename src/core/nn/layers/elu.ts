import {defaultAlpha} from "../../numeric/index.ts";
import {Elementwise} from "./elementwise.ts";

/**
 * The exponential linear unit (Clevert, Unterthiner and Hochreiter, 2015): x above 0, α(eˣ − 1) below, where φ′ is αeˣ.
 * Its outputs are nearer to mean zero than a ReLU's, and it saturates softly at −α.
 */
export class ELU extends Elementwise {
  readonly kind = "elu";
  readonly alpha: number;

  /** @throws RangeError unless alpha > 0 */
  constructor({alpha = defaultAlpha("elu")}: {alpha?: number} = {}) {
    super();
    if (!(alpha > 0 && alpha < Infinity)) {
      throw new RangeError(`elu: alpha, the depth below 0, must be above 0, not ${alpha}`);
    }
    this.alpha = alpha;
  }

  protected apply(x: Float64Array, y: Float64Array): void {
    for (let i = 0; i < y.length; i++) y[i] = x[i]! > 0 ? x[i]! : this.alpha * Math.expm1(x[i]!);
  }

  protected applyBackward(dy: Float64Array, x: Float64Array, _y: Float64Array, dx: Float64Array): void {
    // αeˣ and not y + α, which loses its digits where eˣ is small.
    for (let i = 0; i < dx.length; i++) dx[i] = x[i]! > 0 ? dy[i]! : dy[i]! * this.alpha * Math.exp(x[i]!);
  }
}
