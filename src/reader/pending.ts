interface GeneratorLike {
  next(value?: unknown): unknown;
  return(value?: unknown): unknown;
}

/**
 * What a cell's variables wait for. In the runtime a variable computes only after its previous value has settled, and so
 * do all that depend on it: a cell that never settles would hold its dependents for ever, even after it was replaced.
 * Hence every promise passes through here, and is let go once its cell is gone.
 */
export class Pending {
  readonly #letGo = new Set<() => void>();

  /**
   * Runs a cell's code and passes its value on, a promise or generator as one that can be let go.
   * @param onerror is told of whatever the code throws: at once, as a promise, or later as a generator
   */
  run(code: () => unknown, onerror: (error: unknown) => void = () => {}): unknown {
    const value = attempt(code, onerror);
    if (isPromise(value)) return this.#hold(value, undefined);
    if (!isGenerator(value)) return value;
    return {
      next: (sent: unknown) => this.#step(attempt(() => value.next(sent), onerror)),
      return: (sent: unknown) => value.return(sent),
    };
  }

  /** Settles everything that is still waited for, with values that the runtime throws away as stale. */
  letGo(): void {
    for (const letGo of this.#letGo) letGo();
    this.#letGo.clear();
  }

  #step(result: unknown): unknown {
    if (isPromise(result)) return this.#hold(result, {done: true, value: undefined});
    const {done, value} = result as IteratorResult<unknown>;
    return isPromise(value) ? {done, value: this.#hold(value, undefined)} : result;
  }

  #hold(promise: PromiseLike<unknown>, substitute: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const letGo = () => resolve(substitute);
      this.#letGo.add(letGo);
      promise.then(
        (value) => {
          this.#letGo.delete(letGo);
          resolve(value);
        },
        (error) => {
          this.#letGo.delete(letGo);
          reject(error);
        },
      );
    });
  }
}

function attempt(code: () => unknown, onerror: (error: unknown) => void): unknown {
  let value: unknown;
  try {
    value = code();
  } catch (error) {
    onerror(error);
    throw error;
  }
  if (isPromise(value)) value.then(undefined, onerror);
  return value;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as {then?: unknown} | null | undefined)?.then === "function";
}

/** As the runtime decides it. */
function isGenerator(value: unknown): value is GeneratorLike {
  const generator = value as Partial<GeneratorLike> | null | undefined;
  return typeof generator?.next === "function" && typeof generator.return === "function";
}
