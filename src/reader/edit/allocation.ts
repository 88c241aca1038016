import {nextTask} from "./budget.ts";

/** The most items of one array (of smaller items as many as take the same place), and characters of one text. */
const MOST_ITEMS = 2 ** 25;
/** The most bytes that code may ask for without a pause, copies included. */
const MOST_BYTES = 2 ** 30;

export interface Allocations {
  /** Gives back the object that a method (or "...") is about to copy, to fill or to lengthen. */
  sized<T>(object: T, method: string): T;
  /** Gives back the first argument of what makes an array, a number or something with a length. */
  ofLength<T>(argument: T, bytes: number): T;
}

/**
 * A limit for the memory that code asks for. A browser ends a page that takes too much, with all that stands in it; so
 * arrays are refused before they are made. What lasts over pauses is the browser's to collect, and not counted.
 */
export function newAllocations({items = MOST_ITEMS, bytes = MOST_BYTES, soon = nextTask} = {}): Allocations {
  let taken = 0;
  const take = (amount: number) => {
    if (taken === 0)
      soon(() => {
        taken = 0;
      });
    taken += amount;
    if (taken > bytes)
      throw new RangeError(
        `This code asked for more than ${Math.round(bytes / 2 ** 20)} MB of memory without a pause, so it was stopped. Make its arrays smaller, or make fewer copies.`,
      );
  };
  const check = (count: number, what: string, most = items) => {
    if (count > most)
      throw new RangeError(
        `This code asked for ${what} of ${count.toLocaleString("en-US")}, and at most ${most.toLocaleString("en-US")} are allowed here: more could end the page. Choose a smaller number.`,
      );
  };
  const ofLength = <T>(argument: T, size: number): T => {
    const count = typeof argument === "number" ? argument : lengthOf(argument);
    if (count === undefined || !(count >= 0)) return argument; // what is wrong with it, the engine says itself
    check(count, "an array with a length", (items * 8) / size);
    take(count * size);
    return argument;
  };
  return {
    ofLength,
    sized<T>(object: T, method: string): T {
      if (typeof object === "string") return sizedText(object, method, check) as T;
      if (typeof object === "function") return method === "from" ? (sizedMaker(object, ofLength) as T) : object;
      if (!Array.isArray(object) && !ArrayBuffer.isView(object)) return object;
      const view = object as unknown as ArrayLike<unknown> & {byteLength?: number};
      const size = view.byteLength === undefined ? 8 : view.byteLength / (view.length || 1);
      check(view.length, "an array with a length", (items * 8) / size);
      if (!IN_PLACE.has(method)) take(view.byteLength ?? 8 * view.length);
      return object;
    },
  };
}

const IN_PLACE = new Set("copyWithin fill join push reverse sort splice unshift".split(" "));

type Check = (count: number, what: string) => void;

/** A text is as long as its method makes it: the text itself, with that method looked at. */
function sizedText(text: string, method: string, check: Check): unknown {
  const grow = (count: number) => check(count, "a text with a length");
  if (method === "repeat")
    return {
      repeat(times: number) {
        grow(text.length * times);
        return text.repeat(times);
      },
    };
  if (method === "padStart" || method === "padEnd")
    return {
      [method](length: number, ...rest: string[]) {
        grow(length);
        return text[method](length, ...rest);
      },
    };
  if (method === "split" || method === "...") grow(text.length);
  return text;
}

/** `Array.from`, `Float64Array.from` and their like, with the length of what they take looked at. */
function sizedMaker(maker: object, ofLength: (argument: unknown, bytes: number) => unknown): unknown {
  const {from, BYTES_PER_ELEMENT = 8} = maker as {from?: unknown; BYTES_PER_ELEMENT?: number};
  if (typeof from !== "function") return maker;
  return {
    from: (...given: unknown[]) => from.call(maker, ofLength(given[0], BYTES_PER_ELEMENT), ...given.slice(1)),
  };
}

function lengthOf(value: unknown): number | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const own = Object.getOwnPropertyDescriptor(value, "length")?.value as unknown; // a getter is not run twice
  if (typeof own === "number") return own;
  return ArrayBuffer.isView(value) ? (value as unknown as ArrayLike<unknown>).length : undefined;
}
