/** What guarded code is given by name: `$guard` and `$import`. */
type Given = Record<string, unknown>;
type Guards = Pick<typeof import("../../compiler/edit.ts"), "guardBody" | "guardScript">;

/** The name under which the engine knows code that the code of this name has made. */
export const madeIn = (url: string) => `${url}?made`;

/**
 * Adds to the names that guarded code is given those of the browser that make code of a text: what they make is guarded
 * as well, and errors name it after `url`. `eval` runs its text in the page, as `(0, eval)(…)` does, though what the text declares stays in it.
 */
export function withCodeMakers(given: Given, url: string, {guardBody, guardScript}: Guards): Given {
  const names: Given = {...given};
  const run = (code: string): unknown =>
    new Function(...Object.keys(names), `${code}\n//# sourceURL=${madeIn(url)}`)(...Object.values(names));

  function makeFunction(...parts: unknown[]): unknown {
    Function(...(parts as string[])); // says what is wrong with the texts, if anything
    const [body = "", ...parameters] = parts.map(String).reverse();
    return run(`return ${guardBody(`function anonymous(${parameters.reverse().join(",")}\n) {\n${body}\n}`).code}`);
  }
  makeFunction.prototype = Function.prototype; // so that `f instanceof Function` goes on telling the truth

  /** A timer whose handler may be a text, too. */
  const timer =
    (set: (handler: () => void, delay?: number, ...rest: unknown[]) => unknown) =>
    (handler: unknown, ...rest: [number?, ...unknown[]]) =>
      set(
        typeof handler === "function" ? (handler as () => void) : () => void run(guardScript(String(handler))),
        ...rest,
      );

  return Object.assign(names, {
    Function: makeFunction,
    eval: (text: unknown) => (typeof text === "string" ? run(guardScript(text)) : text),
    setTimeout: timer((...all) => setTimeout(...all)),
    setInterval: timer((...all) => setInterval(...all)),
  });
}
