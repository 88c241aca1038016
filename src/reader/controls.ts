import {input} from "./builtins/generators.ts";

const controls = new WeakMap<object, EventTarget>();

/** What `view(element)` gives its cell: the element's values, of which `controlOf` knows the element. */
export function valuesOf(element: EventTarget): unknown {
  const values = input(element);
  controls.set(values, element);
  return values;
}

/** The element behind what `view` returned; undefined for any other value. */
export function controlOf(value: unknown): EventTarget | undefined {
  return typeof value === "object" && value !== null ? controls.get(value) : undefined;
}
