import {Elementwise} from "./elementwise.ts";

/** max(0, x), the rectified linear unit (Nair and Hinton, 2010). φ′ is 1 above 0, else 0: at 0 itself by convention. */
export class ReLU extends Elementwise {
  readonly kind = "relu";

  protected apply(x: Float64Array, y: Float64Array): void {
    // Not x > 0 ? x : 0, which would make 0 of NaN.
    for (let i = 0; i < y.length; i++) y[i] = x[i]! < 0 ? 0 : x[i]!;
  }

  protected applyBackward(dy: Float64Array, x: Float64Array, _y: Float64Array, dx: Float64Array): void {
    for (let i = 0; i < dx.length; i++) dx[i] = x[i]! > 0 ? dy[i]! : 0;
  }
}
