import {STOPPED_LATE} from "../protocol.ts";

/** How many bytes a run may make in all, whatever becomes of them. */
export const BYTE_LIMIT = 256 * 2 ** 20;

/** Thrown into code that does not come to an end in time, or that makes too much. It is thrown again if it is caught. */
export class StoppedError extends Error {
  override name = "Stopped";
}

/** Watches one run of metered code: its time and what it makes. Sizes are rough, and on the safe side. */
export class Meter {
  #bytes = 0;
  #stopped: StoppedError | undefined;
  #countdown = 0;
  #isOver = false;
  readonly #isLate: () => boolean;

  /** @param isLate whether the time is over; asked now and then */
  constructor(isLate: () => boolean) {
    this.#isLate = isLate;
  }

  /** To be called in each turn of a loop and at the start of each function. */
  readonly guard = (): void => {
    if (this.#stopped) throw this.#stopped;
    if (--this.#countdown > 0) return;
    this.#countdown = 500;
    if (this.#isLate()) this.#stop(STOPPED_LATE);
  };

  /** Counts a value that was just made, and returns it. */
  readonly made = <T>(value: T): T => {
    if (typeof value === "string") {
      if (value.length > 2 ** 16) this.charge(value.length);
    } else if (typeof value === "object" && value !== null) this.charge(sizeOf(value));
    return value;
  };

  /** Counts a key that is about to be assigned, and returns it. */
  readonly key = <K>(owner: unknown, key: K): K => {
    if (typeof key === "number") {
      const length = Array.isArray(owner) ? owner.length : Number.POSITIVE_INFINITY;
      // An array with large gaps is kept as a table of its entries.
      if (key >= length) this.charge(8 * Math.min(key - length + 1, 1024));
    } else if (typeof key === "string" && typeof owner === "object" && owner !== null && !Object.hasOwn(owner, key))
      this.charge(96);
    return key;
  };

  /** @throws StoppedError when that is more than may be made in one run */
  charge(bytes: number): void {
    if (this.#isOver) return;
    if (this.#stopped) throw this.#stopped;
    this.#bytes += bytes;
    if (!(this.#bytes <= BYTE_LIMIT))
      this.#stop(
        `Stopped: this code makes more than ${BYTE_LIMIT / 2 ** 20} MB of arrays, texts and objects. Does a loop go on for ever?`,
      );
  }

  /** The run has ended: what is made from now on, to tell of it, counts no more. */
  end(): void {
    this.#isOver = true;
  }

  #stop(reason: string): never {
    this.#stopped = new StoppedError(reason);
    throw this.#stopped;
  }
}

function sizeOf(value: object): number {
  if (Array.isArray(value)) return 16 + 8 * value.length;
  if (ArrayBuffer.isView(value)) return 64 + value.byteLength;
  return 48;
}

// biome-ignore lint/suspicious/noExplicitAny: built-in functions of any kind
type AnyFunction = (this: any, ...args: any[]) => any;

/**
 * Has the built-in functions that can make much tell a meter before they do, or after where that can be no more than a
 * few times what there was. `meter()` is the one of the run; before it there is none.
 */
export function meterBuiltins(realm: typeof globalThis, meter: () => Meter | undefined): void {
  const charge = (bytes: number) => meter()?.charge(bytes);
  const before = (owner: object, name: string, bytes: (self: never, args: unknown[]) => number) =>
    wrap(
      owner,
      name,
      (original) =>
        function (...args) {
          charge(bytes(this as never, args));
          return Reflect.apply(original, this, args);
        },
    );
  const after = (owner: object, names: string) => {
    for (const name of names.split(" "))
      wrap(
        owner,
        name,
        (original) =>
          function (...args) {
            const result = Reflect.apply(original, this, args);
            return meter()?.made(result) ?? result;
          },
      );
  };
  const count = (value: unknown) => (Number(value) > 0 ? Number(value) : 0);
  const lengthOf = (value: unknown) => count((value as {length?: unknown} | null)?.length);

  const text = realm.String.prototype;
  before(text, "repeat", (self: string, [times]) => String(self).length * count(times));
  for (const name of ["padStart", "padEnd"]) before(text, name, (_self, [length]) => count(length));
  after(text, "replaceAll replace split concat normalize toUpperCase toLowerCase");

  const list = realm.Array.prototype;
  before(list, "push", (_self, args) => 8 * args.length);
  before(list, "unshift", (_self, args) => 8 * args.length);
  before(list, "fill", (self: ArrayLike<unknown>) => (self.length > 2 ** 16 ? 8 * self.length : 0));
  before(list, "join", (self: ArrayLike<unknown>, [separator = ","]) =>
    self.length > 2 ** 10 ? self.length * (String(separator).length + 1) : 0,
  );
  after(list, "concat map filter slice splice flat flatMap toSorted toReversed toSpliced with join");
  before(realm.Array, "from", (_self, [source]) => 8 * lengthOf(source));
  after(realm.Object, "entries keys values fromEntries");
  after(realm.JSON, "stringify");

  const typed = Object.getPrototypeOf(realm.Uint8Array) as typeof Uint8Array;
  after(typed.prototype, "map filter slice toSorted toReversed with");
  after(realm.ArrayBuffer.prototype, "slice");
  for (const [name, charged] of [["set", 48]] as const) wrap(realm.Map.prototype, name, growing(charge, charged));
  wrap(realm.Set.prototype, "add", growing(charge, 32));

  construct(
    realm,
    "Array",
    ([length, ...rest]) => (rest.length === 0 && typeof length === "number" ? 8 * count(length) : 0),
    charge,
  );
  construct(realm, "ArrayBuffer", ([length]) => count(length), charge);
  for (const name of Reflect.ownKeys(realm)) {
    const made = typeof name === "string" && /Array$/.test(name) ? Reflect.get(realm, name) : undefined;
    if (typeof made !== "function" || Object.getPrototypeOf(made) !== typed) continue;
    const size = (made as unknown as Uint8ArrayConstructor).BYTES_PER_ELEMENT;
    construct(
      realm,
      name as string,
      ([given]) => size * (typeof given === "object" ? lengthOf(given) : count(given)),
      charge,
    );
  }
}

/** Counts what a collection takes in only where it grows. */
function growing(charge: (bytes: number) => void, bytes: number): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (...args) {
      const {size} = this as Map<unknown, unknown>;
      const result = Reflect.apply(original, this, args);
      if ((this as Map<unknown, unknown>).size > size) charge(bytes);
      return result;
    };
}

/** Puts a function in another's place, under its name. */
function wrap(owner: object, name: string, make: (original: AnyFunction) => AnyFunction): void {
  const original = Reflect.get(owner, name);
  if (typeof original !== "function") return; // an older browser
  const {[name]: wrapped} = {[name]: make(original)} as Record<string, AnyFunction>;
  Reflect.defineProperty(wrapped!, "name", {value: name, configurable: true});
  Reflect.defineProperty(owner, name, {value: wrapped, writable: true, enumerable: false, configurable: true});
}

/** Has a constructor tell how much it is about to make. */
function construct(
  realm: typeof globalThis,
  name: string,
  bytes: (args: unknown[]) => number,
  charge: (bytes: number) => void,
): void {
  const original = Reflect.get(realm, name) as new (...args: unknown[]) => object;
  const metered: typeof original = new Proxy(original, {
    construct(target, args, newTarget): object {
      charge(bytes(args));
      return Reflect.construct(target, args, newTarget === metered ? target : newTarget);
    },
    apply(target, self, args) {
      charge(bytes(args));
      return Reflect.apply(target as unknown as AnyFunction, self, args);
    },
  });
  Reflect.defineProperty(original.prototype, "constructor", {value: metered, writable: true, configurable: true});
  Reflect.defineProperty(realm, name, {value: metered, writable: true, enumerable: false, configurable: true});
}
