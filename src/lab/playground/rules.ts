import type {Initialization} from "../../core/nn/index.ts";

/** What one setting may be. A rule reads values of any kind, from code, a saved file or a link, and never throws. */
export interface Rule<T> {
  /** What it is where nothing is said. */
  readonly usual: T;
  /** The value, or a clause that says what it must be. A text is read as a link would have it. */
  read(value: unknown): {readonly value: T} | {readonly wrong: string};
  /** As a link has it. */
  toText(value: T): string;
}

export function choice<const T extends string>(names: readonly T[], usual: T): Rule<T> {
  return {
    usual,
    read: (value) =>
      names.includes(value as T) ? {value: value as T} : {wrong: `it must be one of ${names.join(", ")}`},
    toText: (value) => value,
  };
}

export function numberIn({least, most, whole = false, usual}: NumberLimits): Rule<number> {
  return {
    usual,
    read(value) {
      const number = numberOf(value);
      if (number >= least && number <= most && (!whole || Number.isInteger(number))) return {value: number};
      return {wrong: `it must be a ${whole ? "whole " : ""}number from ${least} to ${most}`};
    },
    toText: String,
  };
}

interface NumberLimits {
  least: number;
  most: number;
  whole?: boolean;
  usual: number;
}

export function flag(usual: boolean): Rule<boolean> {
  return {
    usual,
    read(value) {
      if (value === true || value === "true") return {value: true};
      if (value === false || value === "false") return {value: false};
      return {wrong: "it must be true or false"};
    },
    toText: String,
  };
}

/** A list of at least one of the names, each once, in their own order. */
export function someOf<const T extends string>(names: readonly T[], usual: readonly T[]): Rule<readonly T[]> {
  return {
    usual,
    read(value) {
      const list = listOf(value, names.length);
      if (list && list.length > 0 && list.every((name) => names.includes(name as T)))
        return {value: names.filter((name) => list.includes(name))};
      return {wrong: `it must be a list of at least one of ${names.join(", ")}`};
    },
    toText: (value) => value.join(","),
  };
}

/** Units of each layer. */
export function sizes({
  layers,
  units,
  usual,
}: {
  layers: number;
  units: number;
  usual: number[];
}): Rule<readonly number[]> {
  return {
    usual,
    read(value) {
      const list = listOf(value, layers)?.map(numberOf);
      if (list?.every((n) => Number.isInteger(n) && n >= 1 && n <= units)) return {value: list};
      return {wrong: `it must be a list of at most ${layers} layers, each of 1 to ${units} units`};
    },
    toText: (value) => value.join(","),
  };
}

const SCHEMES = ["xavier", "glorot", "he", "zeros"] as const;
const LARGEST_STD = 100;

export function initialization(usual: Initialization): Rule<Initialization> {
  return {
    usual,
    read(value) {
      const scheme = SCHEMES.find((name) => name === value);
      if (scheme) return {value: scheme};
      const std = numberOf(value);
      if (std >= 0 && std <= LARGEST_STD) return {value: std};
      return {wrong: `it must be ${SCHEMES.join(", ")}, or a standard deviation from 0 to ${LARGEST_STD}`};
    },
    toText: String,
  };
}

/** A number, or NaN for what is none. A text must be one as a whole: no spaces, no hexadecimals, no empty text. */
function numberOf(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.length > 30) return Number.NaN;
  return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) ? Number(value) : Number.NaN;
}

/** A list, or a text with commas; undefined for anything else, or for more entries than there can be. */
function listOf(value: unknown, most: number): unknown[] | undefined {
  const list = typeof value === "string" && value.length < 200 ? (value === "" ? [] : value.split(",")) : value;
  // A copy, for what has holes: `every` would pass over them.
  return Array.isArray(list) && list.length <= most ? Array.from(list) : undefined;
}
