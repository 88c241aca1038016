/** One-line texts of values, as a console prints them. Reading a value never throws and never walks all of it. */

const MAX_ITEMS = 8;
const MAX_TEXT = 200;

const UNREADABLE = "(cannot be read)";

/** What a property that throws when read is shown as. */
export class Unreadable {
  readonly reason: unknown;
  constructor(reason: unknown) {
    this.reason = reason;
  }
}

/** `object[key]`, or an `Unreadable`. */
export function readProperty(object: object, key: PropertyKey): unknown {
  try {
    return (object as Record<PropertyKey, unknown>)[key];
  } catch (error) {
    return new Unreadable(error);
  }
}

/** Whether a value is of a class. Even that question throws for a proxy that refuses or was revoked. */
export function isA<T>(value: unknown, type: abstract new (...args: never[]) => T): value is T {
  try {
    return value instanceof type;
  } catch {
    return false;
  }
}

export function isError(value: unknown): value is Error {
  return isA(value, Error);
}

/** The class of a value that has parts to open, "Array(3)" or "Map(2)"; undefined for what is one word. */
export function className(value: object): string {
  const size = sizeOf(value);
  const name = constructorName(value);
  return size === undefined ? name : `${name}(${size.toLocaleString("en-US")})`;
}

export function sizeOf(value: object): number | undefined {
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const length = readProperty(value, "length");
    return typeof length === "number" ? length : undefined;
  }
  if (value instanceof Map || value instanceof Set) return value.size;
  return undefined;
}

function constructorName(value: object): string {
  const maker = readProperty(value, "constructor");
  const name = typeof maker === "function" ? readProperty(maker, "name") : undefined;
  return typeof name === "string" && name !== "" ? name : "Object";
}

/** A value in one line: `{x: 1, y: Array(3)}`, `[1, 2, 3, …]`, `"text"`. */
export function summarize(value: unknown, depth = 0): string {
  try {
    return describe(value, depth);
  } catch {
    return UNREADABLE; // A proxy that refuses every question, or a class with odd ideas of its own properties.
  }
}

function describe(value: unknown, depth: number): string {
  if (typeof value === "string") return JSON.stringify(shorten(value));
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return describeFunction(value);
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof Unreadable) return UNREADABLE;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (isElement(value)) return `<${value.localName}>`;
  if (depth > 0) return sizeOf(value) === undefined ? `${constructorName(value)} {…}` : className(value);
  return summarizeParts(value);
}

function summarizeParts(value: object): string {
  const size = sizeOf(value);
  const parts: string[] = [];
  let more = false;
  if (value instanceof Map || value instanceof Set) {
    for (const item of value.entries()) {
      if ((more = parts.length === MAX_ITEMS)) break;
      const [key, entry] = item;
      parts.push(value instanceof Map ? `${summarize(key, 1)} → ${summarize(entry, 1)}` : summarize(key, 1));
    }
  } else if (size !== undefined) {
    for (let i = 0; i < Math.min(size, MAX_ITEMS); i++) parts.push(summarize(readProperty(value, i), 1));
    more = size > MAX_ITEMS;
  } else {
    for (const key in value) {
      if (!Object.hasOwn(value, key)) continue;
      if ((more = parts.length === MAX_ITEMS)) break;
      parts.push(`${key}: ${summarize(readProperty(value, key), 1)}`);
    }
  }
  const inside = [...parts, ...(more ? ["…"] : [])].join(", ");
  if (size !== undefined && !(value instanceof Map || value instanceof Set)) return `${className(value)} [${inside}]`;
  const name = className(value);
  return `${name === "Object" ? "" : `${name} `}{${inside}}`;
}

function describeFunction(value: object): string {
  const name = readProperty(value, "name");
  const kind = /^class\b/.test(sourceOf(value)) ? "class" : "ƒ";
  return typeof name === "string" && name !== "" ? (kind === "ƒ" ? `ƒ ${name}()` : `class ${name}`) : `${kind}()`;
}

function sourceOf(value: object): string {
  try {
    return Function.prototype.toString.call(value);
  } catch {
    return "";
  }
}

function isElement(value: object): value is Element {
  return typeof Element !== "undefined" && value instanceof Element;
}

function shorten(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
