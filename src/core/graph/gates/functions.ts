import {ScalarGate} from "./gate.ts";

/** eˣ */
export class ExpGate extends ScalarGate {
  readonly op = "exp";
  protected compute(x: number): number {
    return Math.exp(x);
  }
  protected derivatives(x: number): number[] {
    return [Math.exp(x)];
  }
}

/** The natural logarithm. */
export class LogGate extends ScalarGate {
  readonly op = "log";
  protected compute(x: number): number {
    return Math.log(x);
  }
  protected derivatives(x: number): number[] {
    // Where log is not defined it has no derivative either, though 1/x has a value there.
    return [x < 0 ? Number.NaN : 1 / x];
  }
}

/** √x; its derivative at 0 is infinite. */
export class SqrtGate extends ScalarGate {
  readonly op = "sqrt";
  protected compute(x: number): number {
    return Math.sqrt(x);
  }
  protected derivatives(x: number): number[] {
    return [0.5 / Math.sqrt(x)];
  }
}

/** sin x, x in radians */
export class SinGate extends ScalarGate {
  readonly op = "sin";
  protected compute(x: number): number {
    return Math.sin(x);
  }
  protected derivatives(x: number): number[] {
    return [Math.cos(x)];
  }
}

/** cos x, x in radians */
export class CosGate extends ScalarGate {
  readonly op = "cos";
  protected compute(x: number): number {
    return Math.cos(x);
  }
  protected derivatives(x: number): number[] {
    return [-Math.sin(x)];
  }
}

/** |x|. At 0 any slope from −1 to 1 is a subgradient; the convention here is 0. */
export class AbsGate extends ScalarGate {
  readonly op = "abs";
  protected compute(x: number): number {
    return Math.abs(x);
  }
  protected derivatives(x: number): number[] {
    return [Math.sign(x)];
  }
}
