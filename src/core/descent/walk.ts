import {parameter} from "../nn/param.ts";
import type {Optimizer} from "../nn/types.ts";
import type {PlaneFunction, Point} from "./plane-function.ts";

/** A point on its way down. */
export interface Walk {
  readonly x: number;
  readonly y: number;
  readonly value: number;
  /** (∂f/∂x, ∂f/∂y) where it stands. A new array at each call. */
  gradient(): [number, number];
  /** One step of the optimizer. */
  step(): void;
}

/** Beyond this size of a coordinate a walk counts as gone. */
export const FAR = 1e6;

/**
 * Lets an optimizer of core/nn move a parameter of two numbers by the gradient of f: exactly what it does with the
 * thousands of a network. The optimizer begins afresh.
 */
export function walk(f: PlaneFunction, start: Point, optimizer: Optimizer): Walk {
  const point = parameter("w", 1, 2);
  const w = point.value.data;
  const params = [point];
  w.set(start);
  optimizer.reset();
  return {
    get x() {
      return w[0]!;
    },
    get y() {
      return w[1]!;
    },
    get value() {
      return f.value(w[0]!, w[1]!);
    },
    gradient: () => f.gradient(w[0]!, w[1]!),
    step() {
      const gradient = f.gradient(w[0]!, w[1]!);
      point.grad.data[0] = gradient[0];
      point.grad.data[1] = gradient[1];
      optimizer.step(params);
    },
  };
}

/** Whether a walk can still be followed: its value is a number, and it is not beyond {@link FAR}. */
export function isLost({x, y, value}: {readonly x: number; readonly y: number; readonly value: number}): boolean {
  return !(Math.abs(x) <= FAR && Math.abs(y) <= FAR && Number.isFinite(value));
}

/** Tells by the values along a path whether it is still climbing at its end: the last tenth goes higher than all before. */
export class ClimbWatch {
  #before = -Infinity;
  #lately = -Infinity;
  readonly #from: number;

  /** @param steps how long the path will be */
  constructor(steps: number) {
    this.#from = Math.floor(0.9 * steps);
  }

  see(step: number, value: number): void {
    if (step <= this.#from) this.#before = Math.max(this.#before, value);
    else this.#lately = Math.max(this.#lately, value);
  }

  get climbing(): boolean {
    return this.#lately > this.#before + 1e-9 * Math.abs(this.#before);
  }
}
