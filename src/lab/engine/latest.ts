/** What a `latest` generator's work is given to tell how it goes. */
export interface Telling {
  /** There is something new to read. */
  changed(): void;
  /** All is read with the last value. */
  finished(): void;
  failed(error: unknown): void;
}

/**
 * An async generator of the latest state of some work: a value is read when one is asked for and there is something new,
 * so that values coalesce to the pace of their reader, one an animation frame in a reactive cell.
 *
 * It is written by hand since an `async function*` that waits does not hear `return()`: this one stops its work at once,
 * and whoever waits for a value is told that there is none. The work begins with the first `next()`.
 * @param start begins the work and returns what stops it
 * @param signal when aborted, stops the work; `next()` then rejects with its reason
 */
export function latest<T>(
  start: (telling: Telling) => () => void,
  read: () => T,
  signal?: AbortSignal,
): AsyncGenerator<T, void, void> {
  let state: "new" | "running" | "ended" = "new";
  let isChanged = false;
  let isFinished = false;
  let failure: {error: unknown} | undefined;
  let stop = () => {};
  const waiting: {resolve: (result: IteratorResult<T, void>) => void; reject: (error: unknown) => void}[] = [];

  const end = () => {
    state = "ended";
    signal?.removeEventListener("abort", abort);
    stop();
    stop = () => {};
    for (const {resolve} of waiting.splice(0)) resolve({done: true, value: undefined});
  };
  const fail = (error: unknown) => {
    if (state === "ended") return;
    const first = waiting.shift();
    if (first) first.reject(error);
    else failure = {error};
    end();
  };
  const abort = () => fail(signal?.reason);
  const serve = () => {
    while (state === "running" && waiting.length > 0 && isChanged) {
      isChanged = false;
      let value: T;
      try {
        value = read();
      } catch (error) {
        fail(error);
        return;
      }
      waiting.shift()?.resolve({done: false, value});
    }
    if (state === "running" && waiting.length > 0 && isFinished) end();
  };
  const begin = () => {
    state = "running";
    if (signal?.aborted) {
      abort();
      return;
    }
    signal?.addEventListener("abort", abort);
    const stopWork = start({
      changed() {
        isChanged = true;
        serve();
      },
      finished() {
        isFinished = true;
        serve();
      },
      failed: fail,
    });
    if ((state as string) === "ended") stopWork();
    else stop = stopWork;
  };

  return {
    next() {
      return new Promise((resolve, reject) => {
        if (state === "new") begin();
        if (failure) {
          const {error} = failure;
          failure = undefined;
          reject(error);
        } else if (state === "ended") {
          resolve({done: true, value: undefined});
        } else {
          waiting.push({resolve, reject});
          serve();
        }
      });
    },
    async return() {
      end();
      return {done: true, value: undefined};
    },
    async throw(error: unknown) {
      end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
