/** A piece of the compiler's own HTML. An element without an end tag opens only. */
export type HtmlToken =
  | {kind: "text"; text: string}
  | {kind: "open"; name: string; attributes: string; isEmpty: boolean}
  | {kind: "close"; name: string};

const PIECE = /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>|[^<]+|</g;
const VOID = new Set("area base br col embed hr img input link meta source track wbr".split(" "));
const ENTITIES: Record<string, string> = {amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " "};

/**
 * Reads HTML as the compiler writes it, tag by tag, in Node as in the browser: names in lower case, text decoded, comments
 * left out. It is no parser of what others write: it closes nothing by itself.
 */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  for (const [piece, slash, tag, attributes = ""] of html.matchAll(PIECE)) {
    const name = tag?.toLowerCase();
    if (name === undefined) {
      if (!piece.startsWith("<!--")) yield {kind: "text", text: decode(piece)};
    } else if (slash) yield {kind: "close", name};
    else yield {kind: "open", name, attributes, isEmpty: VOID.has(name) || attributes.endsWith("/")};
  }
}

/** An attribute's value, decoded; undefined where it has none. */
export function attributeOf(attributes: string, name: string): string | undefined {
  for (const [, found, value = ""] of attributes.matchAll(/([\w-]+)="([^"]*)"/g))
    if (found === name) return decode(value);
  return undefined;
}

/** Whether an element has one of the classes. */
export function hasClass(attributes: string, classes: ReadonlySet<string>): boolean {
  return (attributeOf(attributes, "class") ?? "").split(/\s+/).some((name) => classes.has(name));
}

function decode(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
