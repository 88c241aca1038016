import {observe} from "./generators.ts";

/**
 * A value that its own cell may change: inside that cell `n.value` is read and set, elsewhere `n` is the newest value.
 */
export function Mutable<T>(value?: T): Generator<Promise<T>, void> & {value: T} {
  let change: (value: T) => T;
  const values = observe<T>((set) => {
    change = set;
    if (value !== undefined) set(value);
  });
  return Object.defineProperty(values, "value", {
    get: () => value,
    set: (next: T) => {
      value = next;
      change(next);
    },
  }) as Generator<Promise<T>, void> & {value: T};
}
