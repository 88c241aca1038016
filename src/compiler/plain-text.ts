const PIECE = /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>|[^<]+|</g;
const VOID = new Set("area base br col embed hr img input link meta source track wbr".split(" "));
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

const ENTITIES: Record<string, string> = {amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " "};

/**
 * The compiler's own HTML as one line of text. Of a formula it keeps one of the two forms that KaTeX writes, with signs for
 * what its layout says ("∂L/∂w", "x^2"); of a cell nothing, as its code is no prose.
 */
export function plainText(html: string): string {
  const open: {name: string; children: number}[] = [];
  /** How many elements are open at the one that is left out. */
  let hidden: number | undefined;
  let text = "";
  for (const [piece, slash, tag, attributes = ""] of html.matchAll(PIECE)) {
    if (tag === undefined) {
      if (hidden === undefined && !piece.startsWith("<!--")) text += decode(piece);
      continue;
    }
    const name = tag.toLowerCase();
    if (hidden === undefined && BLOCK.has(name)) text += " ";
    if (slash) {
      const at = open.findLastIndex((each) => each.name === name);
      if (at < 0) continue;
      open.length = at;
      if (hidden !== undefined && at <= hidden) hidden = undefined;
      continue;
    }
    const parent = open.at(-1);
    if (parent && hidden === undefined) text += BETWEEN[parent.name]?.[parent.children++] ?? "";
    if (VOID.has(name) || attributes.endsWith("/")) continue;
    if (hidden === undefined && isLeftOut(name, attributes)) hidden = open.length;
    open.push({name, children: 0});
  }
  return text
    .replace(/[\s\u00a0]+/g, " ")
    .replace(/[\u200b\u2061-\u2064]/g, "")
    .trim();
}

function isLeftOut(name: string, attributes: string): boolean {
  if (name === "annotation" || name === "style" || name === "script") return true;
  return /\bclass="(?:[^"]*\s)?(?:katex-html|anchor|cell|cell-inline|problem-mark)[\s"]/.test(attributes);
}

function decode(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
