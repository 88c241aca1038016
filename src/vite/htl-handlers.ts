import type {Plugin} from "vite";

const HTL = /\/htl\/(dist|src)\/index\.js$/;

/** What htl says, and what it says instead. Its versions name their elements differently. */
const CHANGES: [from: RegExp, to: string][] = [
  [/\brender\(string\)/g, 'render(string.replace(/(?<=\\s)(on[a-z]+)=(?=::\\d)/gi, "data-htl-$$1="))'],
  [/\b(node|element)\[name\] = value\b/g, '$1[name.replace("data-htl-", "")] = value'],
];

/**
 * Lets htl, and so Observable Inputs, work under a strict content security policy. It writes a placeholder into the
 * attribute `onclick` and replaces it by a function: meanwhile the page has an inline handler, which the policy refuses and
 * reports. Here the placeholder stands in another attribute. Only in a build: development has no policy.
 */
export function htlHandlers(): Plugin {
  return {
    name: "htl-handlers",
    apply: "build",
    transform: (code, id) => (HTL.test(id) ? {code: withoutInlineHandlers(code, id), map: null} : undefined),
  };
}

/** @throws Error if htl's text is not as it was when this was written */
export function withoutInlineHandlers(code: string, id: string): string {
  let result = code;
  for (const [from, to] of CHANGES) {
    if (result.match(from)?.length !== 1) throw new Error(`${id} is another htl than htl-handlers.ts knows: ${from}`);
    result = result.replace(from, to);
  }
  return result;
}
