/**
 * Makes a worker a place where only JavaScript itself is left: what reaches the network, the store, other workers or the
 * page is taken away, and what the language brings can be used but not changed. What is kept is listed, not what is
 * removed, so that whatever browsers will bring is gone as well.
 */

/** The global names of JavaScript itself; of the browser's own only what computes. */
export const KEPT: readonly string[] =
  "Object Function Array Number Boolean String Symbol BigInt Math JSON Reflect Proxy Map Set WeakMap WeakSet Promise Date RegExp Intl Iterator Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array BigInt64Array BigUint64Array Float16Array Float32Array Float64Array globalThis Infinity NaN undefined isNaN isFinite parseFloat parseInt encodeURI encodeURIComponent decodeURI decodeURIComponent structuredClone queueMicrotask".split(
    " ",
  );

export type Realm = typeof globalThis & Record<PropertyKey, unknown>;

/**
 * To be called when all that the worker itself needs is loaded and held by its modules.
 * @param realm the worker's global object
 * @returns names that could not be removed: none, in the browsers that we know
 */
export function lockDown(realm: Realm): string[] {
  const dynamic = refuseCodeFromText(realm);
  const kept = new Set<PropertyKey>(KEPT);
  for (const [holder, key] of globals(realm)) {
    if (holder === realm && kept.has(key)) continue;
    if (!Reflect.deleteProperty(holder, key)) Reflect.defineProperty(holder, key, {value: undefined, writable: false});
  }
  for (const name of KEPT) if (Object.hasOwn(realm, name)) fix(realm, name);
  const seen = new Set<unknown>([realm]);
  for (const name of KEPT) harden(realm[name], seen);
  for (const maker of dynamic) harden(maker, seen);
  const isHandle = (value: unknown) => typeof value === "function" || (typeof value === "object" && value !== null);
  return globals(realm)
    .filter(([holder, key]) => !(holder === realm && kept.has(key)) && isHandle(Reflect.get(holder, key, realm)))
    .map(([, key]) => String(key));
}

/** What the global object has, and what it inherits. */
function globals(realm: Realm): [holder: object, key: PropertyKey][] {
  const found: [object, PropertyKey][] = [];
  for (let holder: object = realm; holder && holder !== realm.Object.prototype; holder = Object.getPrototypeOf(holder))
    for (const key of Reflect.ownKeys(holder)) found.push([holder, key]);
  return found;
}

/** `new Function("…")` and its kin would make code that nobody has read: their constructors refuse. */
function refuseCodeFromText(realm: Realm): object[] {
  const makers = [
    realm.Function,
    Object.getPrototypeOf(async () => {}).constructor,
    Object.getPrototypeOf(function* () {}).constructor,
    Object.getPrototypeOf(async function* () {}).constructor,
  ] as FunctionConstructor[];
  return makers.map((maker) => {
    const refuse = new Proxy(maker, {
      apply: refusal,
      construct: refusal,
    });
    Reflect.defineProperty(maker.prototype, "constructor", {value: refuse, writable: false, configurable: false});
    if (maker === realm.Function) Reflect.defineProperty(realm, "Function", {value: refuse});
    return refuse;
  });
}

function refusal(): never {
  throw new TypeError("Code cannot be made from text in an exercise.");
}

function fix(realm: Realm, name: string): void {
  const descriptor = Reflect.getOwnPropertyDescriptor(realm, name);
  if (descriptor?.configurable)
    Reflect.defineProperty(realm, name, {value: realm[name], enumerable: false, writable: false, configurable: false});
}

/** Names that a value of the reader's own may take though its prototype, which is frozen, has them. */
const OVERRIDES = new Set<PropertyKey>(["constructor", "toString", "valueOf", "toJSON", "name", "message", "cause"]);

/** Freezes a value and all that can be reached from it. */
export function harden(start: unknown, seen = new Set<unknown>()): void {
  const waiting = [start];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) continue;
    seen.add(value);
    const isPrototype = isPrototypeOfItsMaker(value);
    for (const key of Reflect.ownKeys(value)) {
      const descriptor = Reflect.getOwnPropertyDescriptor(value, key)!;
      waiting.push(descriptor.value, descriptor.get, descriptor.set);
      if (descriptor.configurable && descriptor.writable && OVERRIDES.has(key) && isPrototype)
        Reflect.defineProperty(value, key, overridable(value, key, descriptor.value));
    }
    waiting.push(Object.getPrototypeOf(value));
    Object.freeze(value);
  }
}

function isPrototypeOfItsMaker(value: object): boolean {
  const maker = Reflect.getOwnPropertyDescriptor(value, "constructor")?.value;
  return typeof maker === "function" && maker.prototype === value;
}

/**
 * Where a prototype's property cannot be written, JavaScript lets nobody who inherits it write their own: `this.name =
 * "…"` in a class that extends Error would throw. As an accessor it can be.
 */
function overridable(owner: object, key: PropertyKey, value: unknown): PropertyDescriptor {
  return {
    get: () => value,
    set(this: unknown, own: unknown) {
      if (this === owner || typeof this !== "object" || this === null)
        throw new TypeError(`Cannot assign to “${String(key)}” of what JavaScript itself brings.`);
      Reflect.defineProperty(this, key, {value: own, writable: true, enumerable: true, configurable: true});
    },
    enumerable: false,
    configurable: false,
  };
}
