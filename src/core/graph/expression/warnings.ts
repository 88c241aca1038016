import type {ExpressionWarning} from "./error.ts";
import type {Statement} from "./parse.ts";

const CONSTANTS: Record<string, string> = {
  e: "e is an input like any other here: for the exponential write exp(x).",
  pi: "pi is an input like any other here: for the number write 3.14159265.",
  π: "π is an input like any other here: for the number write 3.14159265.",
};

/** Warns of names that look like constants, which this language does not have: once for each, at its first use. */
export function constantWarnings(statements: readonly Statement[]): ExpressionWarning[] {
  const known = new Set(statements.map(({name}) => name?.text));
  return statements
    .flatMap(({items}) => items)
    .flatMap(({kind, token: {text, position}}): ExpressionWarning[] => {
      if (kind !== "name" || known.has(text) || !Object.hasOwn(CONSTANTS, text)) return [];
      known.add(text);
      return [{message: CONSTANTS[text]!, position, length: text.length}];
    });
}
