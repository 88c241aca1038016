import {sigmoid} from "../../graph/gates/activations.ts";
import {Elementwise} from "./elementwise.ts";

/** σ(x) = 1/(1 + e⁻ˣ), σ′ = σ (1 − σ): between 0 and 1, so never zero-centred, and flat from about |x| = 5 on. */
export class Sigmoid extends Elementwise {
  readonly kind = "sigmoid";

  protected apply(x: Float64Array, y: Float64Array): void {
    for (let i = 0; i < y.length; i++) y[i] = sigmoid(x[i]!);
  }

  protected applyBackward(dy: Float64Array, _x: Float64Array, y: Float64Array, dx: Float64Array): void {
    for (let i = 0; i < dx.length; i++) dx[i] = dy[i]! * y[i]! * (1 - y[i]!);
  }
}
