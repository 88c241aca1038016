import {inspect} from "./inspect/inspect.ts";
import {isA} from "./inspect/summary.ts";

/** How many items of iterables, nested ones included, are written into a line of text. */
const MAX_ITEMS = 1000;

/** How many characters of one string: to break a line of a million takes a browser many seconds. */
const MAX_CHARACTERS = 2_000;

/**
 * Writes a value into running text: strings and numbers as they are, nothing for null and undefined, each item of an
 * iterable in turn (numbers with commas between), nodes as they are, and any other object as it would be inspected.
 */
export function appendInline(parent: HTMLElement, value: unknown): void {
  append(parent, value, {items: 0});
}

interface Budget {
  /** Items written so far. Shared by nested iterables, so that one which holds itself ends too. */
  items: number;
}

function append(parent: HTMLElement, value: unknown, budget: Budget): void {
  if (value === null || value === undefined) return;
  const isNode = isA(value, Node);
  if (isNode && isInsertable(value, parent)) parent.append(value);
  else if (typeof value === "string") parent.append(shorten(value));
  else if (isText(value)) parent.append(String(value));
  else if (!isNode && !isA(value, Map) && isIterable(value)) appendItems(parent, value, budget);
  else parent.append(inspect(value));
}

function appendItems(parent: HTMLElement, items: Iterable<unknown>, budget: Budget): void {
  let afterNumber = false;
  for (const item of items) {
    if (budget.items === MAX_ITEMS) {
      parent.append(`… (${sizeText(items)})`);
      budget.items++;
    }
    if (++budget.items > MAX_ITEMS) return;
    const isNumber = typeof item === "number" || typeof item === "bigint";
    if (isNumber && afterNumber) parent.append(", ");
    afterNumber = isNumber;
    append(parent, item, budget);
  }
}

function sizeText(items: Iterable<unknown>): string {
  const {length, size} = items as {length?: unknown; size?: unknown};
  const count = typeof length === "number" ? length : size;
  if (typeof count === "number" && count > MAX_ITEMS) return `${count.toLocaleString("en-US")} items`;
  return `more than ${MAX_ITEMS} items`;
}

function shorten(text: string): string {
  if (text.length <= MAX_CHARACTERS) return text;
  return `${text.slice(0, MAX_CHARACTERS)}… (${text.length.toLocaleString("en-US")} characters)`;
}

function isInsertable(node: Node, parent: HTMLElement): boolean {
  return node.parentNode === null || parent.contains(node);
}

function isText(value: unknown): boolean {
  return ["number", "bigint", "boolean"].includes(typeof value);
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof (value as {[Symbol.iterator]?: unknown})[Symbol.iterator] === "function";
}
