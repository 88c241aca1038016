import type {Completion} from "@codemirror/autocomplete";
import type {NameDoc} from "../live-page.ts";

export interface NamesInScope {
  /** Names that cells of the page give: the cell's id, and the present value where there is one. */
  page: {name: string; cell: string; value?: unknown}[];
  /** Names of the library and of the notebook itself. */
  library: string[];
  /** What is said about names of the library. */
  docs: Record<string, NameDoc>;
  /** The value of a name of the library. */
  load: (name: string) => Promise<unknown>;
}

/** The names as an editor's list: what each is, and where it comes from. */
export function describeNames({page, library, docs}: NamesInScope): Completion[] {
  const own = page.map(
    ({name, cell, value}): Completion => ({
      label: name,
      detail: kindOf(value),
      info: `From the cell ${cell} of this page.`,
      boost: 2,
    }),
  );
  const taken = new Set(page.map(({name}) => name));
  return [
    ...own,
    ...library
      .filter((name) => !taken.has(name))
      .map((label): Completion => {
        const {signature, summary} = Object.hasOwn(docs, label) ? docs[label]! : {};
        return {label, detail: signature ?? "library", boost: 1, ...(summary && {info: summary})};
      }),
  ];
}

/** More members than this nobody looks through. */
const MOST_MEMBERS = 500;

/** The members of the value at a path of names ("gate", "inputs"). Runs no getter and no other code of the value's. */
export async function describeMembers(path: readonly string[], {page, load}: NamesInScope): Promise<Completion[]> {
  const [name = "", ...rest] = path;
  const own = page.find((each) => each.name === name);
  let value = own ? own.value : await load(name).catch(() => undefined);
  for (const key of rest) value = descriptorOf(value, key)?.value;
  const found = new Map<string, Completion>();
  for (const object of chainOf(value)) {
    for (const key of keysOf(object)) {
      if (found.size >= MOST_MEMBERS) return [...found.values()];
      if (found.has(key) || key === "constructor" || !/^[\p{L}$][\p{L}\p{N}_$]*$/u.test(key)) continue;
      const descriptor = descriptorOf(object, key);
      found.set(key, {label: key, detail: descriptor && "value" in descriptor ? kindOf(descriptor.value) : ""});
    }
  }
  return [...found.values()];
}

/** A value and its prototypes, without those that every object or function has. */
function chainOf(value: unknown): object[] {
  const chain: object[] = [];
  let next: unknown = typeof value === "string" ? String.prototype : value;
  while ((typeof next === "object" || typeof next === "function") && next !== null && chain.length < 20) {
    if (next === Object.prototype || next === Function.prototype) break;
    chain.push(next);
    try {
      next = Object.getPrototypeOf(next);
    } catch {
      break;
    }
  }
  return chain;
}

function keysOf(object: object): string[] {
  try {
    const isFull = (ArrayBuffer.isView(object) || Array.isArray(object)) && (object as ArrayLike<unknown>).length > 0;
    return isFull ? [] : Object.getOwnPropertyNames(object); // numbers are no members
  } catch {
    return []; // a proxy that refuses
  }
}

function descriptorOf(value: unknown, key: string): PropertyDescriptor | undefined {
  for (const object of chainOf(value))
    try {
      const descriptor = Object.getOwnPropertyDescriptor(object, key);
      if (descriptor) return descriptor;
    } catch {
      return undefined;
    }
  return undefined;
}

/** A few characters about a value: "number 0.3", "function (rate, seed)", "array of 12". Never runs code of the value. */
function kindOf(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "number" || typeof value === "boolean" || value === null) return String(value);
  if (typeof value === "string") return JSON.stringify(value.length > 20 ? `${value.slice(0, 19)}…` : value);
  if (typeof value === "function") {
    const head =
      /^(?:async\s+)?(class\b[^{]*|(?:function\s*\*?\s*[\p{L}\p{N}_$]*\s*)?\([^)]*\)|[\p{L}_$][\p{L}\p{N}_$]*(?=\s*=>))/u.exec(
        Function.prototype.toString.call(value),
      )?.[1];
    return (head ?? "function")
      .replace(/^function\s*\*?\s*[\p{L}\p{N}_$]*\s*/u, "")
      .trim()
      .slice(0, 60);
  }
  if (Array.isArray(value)) return `array of ${value.length}`;
  if (ArrayBuffer.isView(value)) return Object.prototype.toString.call(value).slice(8, -1);
  return "object";
}
