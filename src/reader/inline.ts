import {inspect} from "./inspect/inspect.ts";

/** How many items of an iterable are written into a line of text. */
const MAX_ITEMS = 1000;

/**
 * Writes a value into running text: strings and numbers as they are, nothing for null and undefined, each item of an
 * iterable in turn (numbers with commas between), nodes as they are, and any other object as it would be inspected.
 */
export function appendInline(parent: HTMLElement, value: unknown): void {
  if (value === null || value === undefined) return;
  if (value instanceof Node && isInsertable(value, parent)) parent.append(value);
  else if (isText(value)) parent.append(String(value));
  else if (isIterable(value) && !(value instanceof Node) && !(value instanceof Map)) appendItems(parent, value);
  else parent.append(inspect(value));
}

function appendItems(parent: HTMLElement, items: Iterable<unknown>): void {
  let count = 0;
  let afterNumber = false;
  for (const item of items) {
    if (count++ === MAX_ITEMS) {
      parent.append(`… (${sizeText(items)})`);
      return;
    }
    const isNumber = typeof item === "number" || typeof item === "bigint";
    if (isNumber && afterNumber) parent.append(", ");
    afterNumber = isNumber;
    appendInline(parent, item);
  }
}

function sizeText(items: Iterable<unknown>): string {
  const {length, size} = items as {length?: unknown; size?: unknown};
  const count = typeof length === "number" ? length : size;
  return typeof count === "number" ? `${count.toLocaleString("en-US")} items` : `more than ${MAX_ITEMS} items`;
}

function isInsertable(node: Node, parent: HTMLElement): boolean {
  return node.parentNode === null || parent.contains(node);
}

function isText(value: unknown): boolean {
  return ["string", "number", "bigint", "boolean"].includes(typeof value);
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof (value as {[Symbol.iterator]?: unknown})[Symbol.iterator] === "function";
}
