import {compilePage} from "../../src/compiler/index.ts";
import {glossary, references, withoutMath} from "./helper.ts";

export const FOLDER = "tests/fixtures/compiler";

/** A page as two texts that a person can read and compare. Formulas are KaTeX's own matter and stand as one word. */
export function rendered(markdown: string, name: string): {html: string; json: string} {
  const {html, ...page} = compilePage(markdown, {
    path: `content/${name}.md`,
    references,
    glossary,
    names: ["Plot", "Inputs", "html"],
  });
  const plain = (_: string, value: unknown) => (typeof value === "string" ? withoutMath(value) : value);
  return {html: withoutMath(html), json: `${JSON.stringify(page, plain, 2)}\n`};
}
