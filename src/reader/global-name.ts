/**
 * Properties of every window whose names authors use for other things: to read one of these by mistake (an empty
 * `name`, say) would hide that the page does not define it.
 */
const misleading = new Set([
  ..."blur close closed event external find focus frames length name open opener origin parent print".split(" "),
  ..."scroll self status stop top".split(" "),
]);

/**
 * Resolves a name that neither page nor library defines: a global of the language or the browser, such as `Math` or
 * `fetch`. Not one of the elements with that id, which browsers offer as globals too: a page with a heading "Softmax"
 * would define `softmax`.
 * @throws {Error} if there is none.
 */
export function globalName(name: string): unknown {
  if (name in globalThis && !misleading.has(name)) {
    const value = (globalThis as Record<string, unknown>)[name];
    const named = value instanceof Element ? [value] : value instanceof HTMLCollection ? [...value] : [];
    if (!named.some((e) => e.id === name || e.getAttribute("name") === name)) return value;
  }
  throw new Error(`${name} is not defined`);
}
