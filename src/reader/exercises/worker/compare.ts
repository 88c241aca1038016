import {readProperty, summarize, Unreadable} from "../../inspect/summary.ts";

/** The first place in which a value is not what was expected. */
export interface Difference {
  /** "entry [1]", "row 2, column 3", "dx"; "" for the value as a whole. */
  place: string;
  /** What was expected and what was found. */
  message: string;
}

/** How numbers are compared: they may differ by `tolerance` times the larger of 1 and the expected number. */
export interface Closeness {
  tolerance: number;
  /** By `tolerance` times the expected number, however small that is. */
  relative?: boolean;
}

export const TOLERANCE = 1e-6;

/**
 * Compares what a reader's code gives with what was expected: numbers, texts, arrays (also typed ones) in arrays,
 * matrices `{rows, cols, data}`, and objects by key, where keys that nobody expects are left aside.
 * Reading the value never throws; an expected value that holds itself is followed to a depth of 20.
 */
export function firstDifference(found: unknown, expected: unknown, closeness: Closeness): Difference | undefined {
  return compare(found, expected, closeness, [], 0);
}

type Path = readonly (string | number)[];

function compare(
  found: unknown,
  expected: unknown,
  closeness: Closeness,
  path: Path,
  depth: number,
): Difference | undefined {
  const differs = (message: string): Difference => ({place: placeOf(path), message});
  if (typeof expected === "number") {
    if (typeof found !== "number") return differs(`expected ${number(expected)}, found ${describe(found)}`);
    return isClose(found, expected, closeness) ? undefined : differs(numbers(found, expected));
  }
  if (typeof expected !== "object" || expected === null)
    return Object.is(found, expected) ? undefined : differs(`expected ${describe(expected)}, found ${describe(found)}`);
  if (depth > 20) return undefined;
  if (isMatrix(expected)) return compareMatrix(found, expected, closeness, path);
  if (isList(expected)) {
    const {length} = expected;
    const size = lengthOf(found);
    if (size === undefined) return differs(`expected an array of ${entries(length)}, found ${describe(found)}`);
    if (size !== length) return differs(`expected an array of ${entries(length)}, found one of ${size}`);
    for (let i = 0; i < length; i++) {
      const difference = compare(readProperty(found as object, i), expected[i], closeness, [...path, i], depth + 1);
      if (difference) return difference;
    }
    return undefined;
  }
  if (typeof found !== "object" || found === null)
    return differs(`expected an object with ${Object.keys(expected).join(", ")}, found ${describe(found)}`);
  for (const [key, value] of Object.entries(expected)) {
    const there = readProperty(found, key);
    if (there === undefined && value !== undefined) {
      const keys = ownKeys(found);
      const has = keys.length > 0 ? `It has ${keys.join(", ")}.` : "It has none.";
      return differs(`expected an object with the key “${key}”. ${has}`);
    }
    const difference = compare(there, value, closeness, [...path, key], depth + 1);
    if (difference) return difference;
  }
  return undefined;
}

interface MatrixLike {
  rows: number;
  cols: number;
  data: ArrayLike<number>;
}

function isMatrix(value: object): value is MatrixLike {
  const [rows, cols, data] = ["rows", "cols", "data"].map((key) => readProperty(value, key));
  return (
    typeof rows === "number" && typeof cols === "number" && typeof data === "object" && data !== null && isList(data)
  );
}

/** A matrix may also be given as an array of rows. */
function compareMatrix(found: unknown, expected: MatrixLike, closeness: Closeness, path: Path): Difference | undefined {
  const place = placeOf(path);
  const {rows, cols} = expected;
  const shape = `a ${rows} × ${cols} matrix`;
  const given = asMatrix(found);
  if (!given) return {place, message: `expected ${shape}, found ${describe(found)}`};
  if (given.rows !== rows || given.cols !== cols)
    return {place, message: `expected ${shape}, found one of ${given.rows} × ${given.cols}`};
  if (given.data.length !== rows * cols)
    return {
      place,
      message: `expected ${shape}, whose data has ${rows * cols} numbers, found data of ${given.data.length}`,
    };
  for (let k = 0; k < rows * cols; k++) {
    const [value, wanted] = [readProperty(given.data, k), expected.data[k] as number];
    if (typeof value === "number" && isClose(value, wanted, closeness)) continue;
    const message =
      typeof value === "number" ? numbers(value, wanted) : `expected ${number(wanted)}, found ${describe(value)}`;
    const entry = `row ${Math.floor(k / cols) + 1}, column ${(k % cols) + 1}`;
    return {place: place ? `${place}, ${entry}` : entry, message};
  }
  return undefined;
}

function asMatrix(value: unknown): MatrixLike | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (isMatrix(value)) return value;
  const rows = lengthOf(value);
  const cols = rows === undefined ? undefined : lengthOf(readProperty(value, 0));
  if (rows === undefined || cols === undefined) return undefined;
  const data: number[] = [];
  for (let i = 0; i < rows; i++) {
    const row = readProperty(value, i);
    if (lengthOf(row) !== cols) return undefined;
    for (let j = 0; j < cols; j++) data.push(readProperty(row as object, j) as number);
  }
  return {rows, cols, data};
}

function isClose(found: number, expected: number, {tolerance, relative = false}: Closeness): boolean {
  if (Number.isNaN(expected)) return Number.isNaN(found);
  if (found === expected) return true;
  const size = Math.max(relative ? 0 : 1, Math.abs(expected));
  return Math.abs(found - expected) <= tolerance * size && Number.isFinite(expected);
}

function isList(value: object): value is ArrayLike<unknown> {
  try {
    return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
  } catch {
    return false; // a revoked proxy
  }
}

function lengthOf(value: unknown): number | undefined {
  const length = typeof value === "object" && value !== null && isList(value) && readProperty(value, "length");
  return typeof length === "number" ? length : undefined;
}

function ownKeys(value: object): string[] {
  try {
    return Object.keys(value).slice(0, 8);
  } catch {
    return [];
  }
}

/** `[1]`, `[0][2]`, `dx`, `weights[3]`; what is only indices is called an entry. */
function placeOf(path: Path): string {
  const text = path.map((step, i) => (typeof step === "number" ? `[${step}]` : i === 0 ? step : `.${step}`)).join("");
  return typeof path[0] === "number" ? `entry ${text}` : text;
}

const entries = (count: number) => `${count} ${count === 1 ? "entry" : "entries"}`;

/** What was found, where it is no number that could be compared. */
function describe(value: unknown): string {
  if (value === undefined) return "undefined: is something not returned, or not set?";
  if (typeof value === "number") return number(value);
  if (typeof value === "function") return `a function, ${summarize(value)}: is it not called?`;
  if (value instanceof Unreadable) return `something that throws when it is read: ${summarize(value.reason)}`;
  if (isPromise(value)) return "a promise: write “await” before it, or leave out “async”";
  return summarize(value);
}

function isPromise(value: unknown): boolean {
  return typeof value === "object" && value !== null && typeof readProperty(value, "then") === "function";
}

/** Two numbers that differ, with as many digits as it takes to tell them apart. */
function numbers(found: number, expected: number): string {
  let digits = 6;
  while (digits < 17 && number(found, digits) === number(expected, digits)) digits++;
  const hint = Number.isNaN(found) ? " (0/0, ∞ − ∞, or a calculation with what is no number)" : "";
  return `expected ${number(expected, digits)}, found ${number(found, digits)}${hint}`;
}

/** A number as the lessons write it. */
export function number(value: number, digits = 6): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  return String(Number(value.toPrecision(digits))).replaceAll("-", "−");
}
