/**
 * An async generator that `return()` and `throw()` stop also while it waits: an `async function*` hears them only at its
 * next `yield`, so it asks `wanted` after each pause and ends when that says no. `wanted` throws the reason of an aborted
 * signal.
 */
export function stoppable<T>(
  signal: AbortSignal | undefined,
  work: (wanted: () => boolean) => AsyncGenerator<T, void, void>,
): AsyncGenerator<T, void, void> {
  let isWanted = true;
  const values = work(() => {
    signal?.throwIfAborted();
    return isWanted;
  });
  return {
    next: () => values.next(),
    return(value) {
      isWanted = false;
      return values.return(value);
    },
    throw(error) {
      isWanted = false;
      return values.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
