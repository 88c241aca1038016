import {hasClass, htmlTokens} from "./html-tokens.ts";

const BLOCK = new Set(
  "address article aside blockquote br dd div dl dt figure h1 h2 h3 h4 h5 h6 hr li ol p pre section summary table td th tr ul".split(
    " ",
  ),
);

/** What a formula's element puts between its parts, from the second on, and before the first. */
const BETWEEN: Record<string, string[]> = {
  mfrac: ["", "/"],
  msub: ["", "_"],
  msup: ["", "^"],
  msubsup: ["", "_", "^"],
  msqrt: ["√"],
  mtr: ["", " "],
};

const LEFT_OUT = new Set(["annotation", "style", "script"]);
const LEFT_OUT_CLASSES = new Set(["katex-html", "anchor", "cell", "cell-inline", "problem-mark"]);

/**
 * The compiler's own HTML as one line of text. Of a formula it keeps one of the two forms that KaTeX writes, with signs for
 * what its layout says ("∂L/∂w", "x^2"); of a cell nothing, as its code is no prose.
 */
export function plainText(html: string): string {
  const open: {name: string; children: number}[] = [];
  /** How many elements are open at the one that is left out. */
  let hidden: number | undefined;
  let text = "";
  for (const token of htmlTokens(html)) {
    if (token.kind === "text") {
      if (hidden === undefined) text += token.text;
      continue;
    }
    const {name} = token;
    if (hidden === undefined && BLOCK.has(name)) text += " ";
    if (token.kind === "close") {
      const at = open.findLastIndex((each) => each.name === name);
      if (at < 0) continue;
      open.length = at;
      if (hidden !== undefined && at <= hidden) hidden = undefined;
      continue;
    }
    const parent = open.at(-1);
    if (parent && hidden === undefined) text += BETWEEN[parent.name]?.[parent.children++] ?? "";
    if (token.isEmpty) continue;
    if (LEFT_OUT.has(name) || hasClass(token.attributes, LEFT_OUT_CLASSES)) hidden ??= open.length;
    open.push({name, children: 0});
  }
  return text
    .replace(/[\s\u00a0]+/g, " ")
    .replace(/[\u200b\u2061-\u2064]/g, "")
    .trim();
}
