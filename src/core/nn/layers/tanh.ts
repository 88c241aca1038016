import {tanhInto} from "../tanh.ts";
import {Elementwise} from "./elementwise.ts";

/** tanh x, tanh′ = (1 − tanh)(1 + tanh): zero-centred, and flat from about |x| = 2.5 on (LeCun et al., 1998). */
export class Tanh extends Elementwise {
  readonly kind = "tanh";

  protected apply(x: Float64Array, y: Float64Array): void {
    tanhInto(x, y);
  }

  protected applyBackward(dy: Float64Array, _x: Float64Array, y: Float64Array, dx: Float64Array): void {
    for (let i = 0; i < dx.length; i++) dx[i] = dy[i]! * (1 - y[i]!) * (1 + y[i]!);
  }
}
