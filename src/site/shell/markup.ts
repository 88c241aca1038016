/** Text that is HTML already, so that `html` leaves it as it is. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a hole of an `html` template. Strings and numbers are text and are escaped; the last three show nothing. */
export type Child = Markup | string | number | readonly Child[] | undefined | null | false;

/** Marks a string that is known to be HTML, such as what the compiler returns. */
export function raw(markup: string): Markup {
  return {markup};
}

/** Writes HTML; whatever is put into it is text unless it is `Markup`. Holes may stand in content and in quoted attributes. */
export function html(strings: TemplateStringsArray, ...children: Child[]): Markup {
  return raw(strings.map((string, i) => string + (i < children.length ? write(children[i]) : "")).join(""));
}

/** `text` for an element's content or a quoted attribute. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function write(child: Child): string {
  if (child === undefined || child === null || child === false) return "";
  if (typeof child === "string" || typeof child === "number") return escapeText(String(child));
  if ("markup" in child) return child.markup;
  return child.map(write).join("");
}
