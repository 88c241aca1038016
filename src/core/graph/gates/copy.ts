import {ScalarGate} from "./gate.ts";

/**
 * A branch made visible: forward it hands its operand to everyone who reads it, backward the gradients that come back are
 * added. In a graph the sum is the node's own gradient, as at every branch; called by hand, `backward` takes one gradient
 * a copy and adds them.
 */
export class CopyGate extends ScalarGate {
  readonly op = "copy";
  protected compute(x: number): number {
    return x;
  }
  protected derivatives(): number[] {
    return [1];
  }
  override backward(...dz: number[]): number[] {
    return super.backward(dz.reduce((sum, d) => sum + d, 0));
  }
}
