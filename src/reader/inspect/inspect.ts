import {isA, readProperty, summarize, Unreadable} from "./summary.ts";

const PAGE = 100;

/**
 * A value as something to look at: one line of text, and for what has parts a disclosure that opens by mouse and by
 * keyboard. Parts are made when they are opened, a hundred at a time, so that a million numbers cost nothing.
 */
export function inspect(value: unknown): HTMLElement {
  return hasParts(value) ? disclosure(value, []) : leaf(value);
}

function leaf(value: unknown): HTMLElement {
  const span = element("span", `inspect inspect-${kindOf(value)}`);
  span.textContent = summarize(value);
  if (isA(value, Unreadable)) span.title = summarize(value.reason);
  return span;
}

function disclosure(value: object, ancestors: readonly object[], key?: string): HTMLElement {
  const details = element("details", "inspect");
  const summary = details.appendChild(element("summary", "inspect-summary"));
  if (key !== undefined) summary.append(keyOf(key), " ");
  summary.append(summarize(value));
  details.addEventListener(
    "toggle",
    () => {
      const list = details.appendChild(element("ul", "inspect-parts"));
      addParts(list, partsOf(value), [...ancestors, value]);
    },
    {once: true},
  );
  return details;
}

type Part = [key: string, value: unknown];

/** Adds the next hundred parts, and a button for the rest. */
function addParts(list: HTMLElement, parts: Iterator<Part>, ancestors: readonly object[]): void {
  for (let i = 0; i < PAGE; i++) {
    const part = nextPart(parts);
    if (!part) return;
    const [key, value] = part;
    const item = list.appendChild(element("li", "inspect-part"));
    if (!hasParts(value)) item.append(keyOf(key), " ", leaf(value));
    else if (ancestors.includes(value)) item.append(keyOf(key), " (this object again)");
    else item.append(disclosure(value, ancestors, key));
  }
  const item = list.appendChild(element("li", "inspect-part"));
  const button = item.appendChild(element("button", "inspect-more"));
  button.textContent = "more";
  button.type = "button";
  button.addEventListener("click", () => {
    item.remove();
    const next = list.childElementCount;
    addParts(list, parts, ancestors);
    const added = list.children[next] as HTMLElement | undefined;
    added?.setAttribute("tabindex", "-1");
    added?.focus({preventScroll: true});
  });
}

/** The next part, or none where the object does not tell. */
function nextPart(parts: Iterator<Part>): Part | undefined {
  try {
    const next = parts.next();
    return next.done ? undefined : next.value;
  } catch {
    return undefined;
  }
}

function* partsOf(value: object): Generator<Part> {
  if (value instanceof Map) {
    for (const [key, entry] of value) yield [summarize(key, 1), entry];
  } else if (value instanceof Set) {
    let i = 0;
    for (const entry of value) yield [String(i++), entry];
  } else if (Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))) {
    const {length} = value as ArrayLike<unknown>;
    for (let i = 0; i < length; i++) yield [String(i), readProperty(value, i)];
  }
  const indexed = Array.isArray(value) || ArrayBuffer.isView(value);
  for (const key of indexed ? [] : Reflect.ownKeys(value)) yield [String(key), readProperty(value, key)];
  if (value instanceof Error) return;
  for (const key of accessorsOf(value)) yield [key, readProperty(value, key)];
}

/** Getters of the object's class, as `graph.output`: they are part of what it says. */
function accessorsOf(value: object): string[] {
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (!prototype || isBuiltIn(prototype)) return [];
  const descriptors = Object.entries(Object.getOwnPropertyDescriptors(prototype));
  return descriptors.filter(([key, d]) => d.get && key !== "__proto__").map(([key]) => key);
}

function isBuiltIn(prototype: object): boolean {
  const maker = readProperty(prototype, "constructor");
  if (typeof maker !== "function") return true;
  try {
    return /\{\s*\[native code\]\s*\}$/.test(Function.prototype.toString.call(maker));
  } catch {
    return true;
  }
}

function hasParts(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  return ![Unreadable, Date, RegExp, Node].some((type) => isA<unknown>(value, type));
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  return isA(value, Unreadable) ? "unreadable" : typeof value;
}

function keyOf(key: string): HTMLElement {
  const span = element("span", "inspect-key");
  span.textContent = `${key}:`;
  return span;
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, className: string): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(name), {className});
}
