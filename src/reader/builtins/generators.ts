/**
 * Generators that follow something outside: each `next()` gives a promise of the next value, so that a cell which
 * returns one (or a name that holds one) shows the newest value. After Observable's standard library.
 */

/** Follows `initialize(change)`, which calls `change(value)` and may return a function that stops it. */
export function observe<T>(initialize: (change: (value: T) => T) => unknown): Generator<Promise<T>, void> {
  let value: T | undefined;
  let fresh = false;
  let resolve: ((value: T) => void) | undefined;
  let done = false;
  const dispose = initialize((next) => {
    value = next;
    if (resolve) {
      resolve(next);
      resolve = undefined;
    } else {
      fresh = true;
    }
    return next;
  });
  if (dispose != null && typeof dispose !== "function") {
    throw new TypeError("Generators.observe: what its function returns must be a function that stops it, or nothing.");
  }
  return generator(
    () => {
      if (!fresh) return new Promise<T>((r) => (resolve = r));
      fresh = false;
      return Promise.resolve(value as T);
    },
    () => {
      if (!done && typeof dispose === "function") dispose();
      done = true;
    },
  );
}

/** As `observe`, but no value is skipped. */
export function queue<T>(initialize: (push: (value: T) => T) => unknown): Generator<Promise<T>, void> {
  const values: T[] = [];
  let resolve: ((value: T) => void) | undefined;
  const dispose = initialize((value) => {
    if (resolve) {
      resolve(value);
      resolve = undefined;
    } else {
      values.push(value);
    }
    return value;
  });
  return generator(
    () => (values.length > 0 ? Promise.resolve(values.shift() as T) : new Promise<T>((r) => (resolve = r))),
    () => {
      if (typeof dispose === "function") dispose();
    },
  );
}

/** The value of an input element, now and after each of its events. */
export function input(element: EventTarget): Generator<Promise<unknown>, void> {
  return observe<unknown>((change) => {
    const type = eventOf(element);
    const changed = () => change(currentValue(element));
    element.addEventListener(type, changed);
    const value = currentValue(element);
    if (value !== undefined) change(value);
    return () => element.removeEventListener(type, changed);
  });
}

function eventOf(element: EventTarget): string {
  const {type} = element as HTMLInputElement;
  if (type === "button" || type === "submit") return "click";
  return type === "file" ? "change" : "input";
}

function currentValue(element: EventTarget): unknown {
  const control = element as HTMLInputElement & {value: unknown};
  if (control.type === "range" || control.type === "number") return control.valueAsNumber;
  if (control.type === "date") return control.valueAsDate;
  if (control.type === "checkbox") return control.checked;
  if (control.type === "file") return control.multiple ? control.files : control.files?.[0];
  return control.value;
}

function generator<T>(next: () => Promise<T>, stop: () => void): Generator<Promise<T>, void> {
  return {
    next: () => ({done: false, value: next()}),
    return: () => {
      stop();
      return {done: true, value: undefined};
    },
    throw: () => {
      stop();
      return {done: true, value: undefined};
    },
    [Symbol.iterator]() {
      return this;
    },
    [Symbol.dispose]: stop,
  } as unknown as Generator<Promise<T>, void>;
}
