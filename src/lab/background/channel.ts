/** What fills a channel. */
export interface Sink<T> {
  push(value: T): void;
  /** No value comes any more. */
  end(): void;
  /** Nor after this; whoever asks next is told the error. */
  fail(error: unknown): void;
}

/**
 * An async generator of the values that are pushed into it, none lost, in order. Its work begins with the first `next()`
 * and ends at once with `return()`, also while a value is waited for: an `async function*` that waits would not hear it.
 * @param start begins the work and returns what stops it
 * @param took called as each value is taken
 */
export function channel<T>(start: (sink: Sink<T>) => () => void, took: () => void): AsyncGenerator<T, void, void> {
  const values: T[] = [];
  let waiting: {resolve: (result: IteratorResult<T, void>) => void; reject: (error: unknown) => void}[] = [];
  let stop: (() => void) | undefined;
  let isBegun = false;
  let isEnded = false;
  let failure: {readonly error: unknown} | undefined;

  const serve = () => {
    while (waiting.length > 0) {
      if (values.length > 0) {
        waiting.shift()?.resolve({done: false, value: values.shift() as T});
        took();
      } else if (failure) {
        const {error} = failure;
        failure = undefined;
        waiting.shift()?.reject(error);
      } else if (isEnded) {
        waiting.shift()?.resolve({done: true, value: undefined});
      } else return;
    }
  };
  const close = () => {
    isBegun = true;
    isEnded = true;
    values.length = 0;
    failure = undefined;
    stop?.();
    stop = undefined;
    const told = waiting;
    waiting = [];
    for (const {resolve} of told) resolve({done: true, value: undefined});
  };
  const sink: Sink<T> = {
    push(value) {
      if (isEnded) return;
      values.push(value);
      serve();
    },
    end() {
      isEnded = true;
      serve();
    },
    fail(error) {
      if (isEnded) return;
      failure = {error};
      isEnded = true;
      serve();
    },
  };

  return {
    next() {
      return new Promise((resolve, reject) => {
        waiting.push({resolve, reject});
        if (!isBegun) {
          isBegun = true;
          stop = start(sink);
        }
        serve();
      });
    },
    async return() {
      close();
      return {done: true, value: undefined};
    },
    async throw(error) {
      close();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
