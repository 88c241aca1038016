/** What we use of @observablehq/inputs, which brings no types. */
declare module "@observablehq/inputs" {
  /** Makes an input: an element with a `value` that fires "input" when its user changes it. */
  // biome-ignore lint/suspicious/noExplicitAny: every input takes its own arguments, and cells are not type-checked
  type Input = (...args: any[]) => HTMLFormElement & {value: any};

  export const button: Input;
  export const checkbox: Input;
  export const color: Input;
  export const date: Input;
  export const file: Input;
  export const form: Input;
  export const number: Input;
  export const radio: Input;
  export const range: Input;
  export const search: Input;
  export const select: Input;
  export const table: Input;
  export const text: Input;
  export const textarea: Input;
  export const toggle: Input;
  export function input<T>(value: T): EventTarget & {value: T};
  export function bind<T extends EventTarget>(target: T, source: EventTarget, invalidation?: Promise<void>): T;
}
