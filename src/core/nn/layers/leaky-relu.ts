import {defaultAlpha} from "../../numeric/index.ts";
import {Elementwise} from "./elementwise.ts";

/**
 * max(αx, x) with 0 ≤ α < 1 (Maas, Hannun and Ng, 2013): a ReLU that does not die, as a slope α is left below 0. At 0
 * itself φ′ is α.
 */
export class LeakyReLU extends Elementwise {
  readonly kind = "leaky relu";
  readonly alpha: number;

  /** @throws RangeError unless 0 ≤ alpha < 1 */
  constructor({alpha = defaultAlpha("leaky-relu")}: {alpha?: number} = {}) {
    super();
    if (!(alpha >= 0 && alpha < 1)) {
      throw new RangeError(`leaky relu: the slope alpha below 0 must lie in 0 ≤ alpha < 1, not ${alpha}`);
    }
    this.alpha = alpha;
  }

  protected apply(x: Float64Array, y: Float64Array): void {
    for (let i = 0; i < y.length; i++) y[i] = x[i]! > 0 ? x[i]! : this.alpha * x[i]!;
  }

  protected applyBackward(dy: Float64Array, x: Float64Array, _y: Float64Array, dx: Float64Array): void {
    for (let i = 0; i < dx.length; i++) dx[i] = x[i]! > 0 ? dy[i]! : this.alpha * dy[i]!;
  }
}
