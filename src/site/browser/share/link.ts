/** The version of what such a link says. A page reads only what it knows. */
const VERSION = "1";
const PREFIX = "c.";

/** Longer ones are not read: no page has so many controls. */
const LONGEST_QUERY = 4000;
const LONGEST_NAME = 80;
const LONGEST_VALUE = 500;

/** What a link says of the page's controls: text by name, not looked at yet, and what of it cannot be read at all. */
export interface SharedState {
  values: Map<string, string>;
  problems: string[];
}

/**
 * Reads the query of an address ("?share=1&c.scale=0.5"). Values of controls only, never code; parameters without the
 * prefix are someone else's. Never throws.
 */
export function readQuery(query: string): SharedState {
  const values = new Map<string, string>();
  const problems: string[] = [];
  const result = {values, problems};
  if (query.length > LONGEST_QUERY) {
    problems.push(`The link is ${query.length} characters long, and none longer than ${LONGEST_QUERY} is read.`);
    return result;
  }
  const parameters = new URLSearchParams(query);
  if (parameters.get("share") !== VERSION) {
    problems.push("The link was made by another version of this course, and its values could not be read.");
    return result;
  }
  for (const [key, value] of parameters) {
    if (!key.startsWith(PREFIX)) continue;
    const name = key.slice(PREFIX.length);
    if (name === "" || name.length > LONGEST_NAME || value.length > LONGEST_VALUE)
      problems.push(`A value of the link is too long and was left out: ${short(name)}.`);
    else if (values.has(name)) problems.push(`The link sets ${short(name)} twice. The first is used.`);
    else values.set(name, value);
  }
  return result;
}

/** The address that brings these values back. What other parts of the page keep in the address stays. */
export function writeLink(address: string, values: ReadonlyMap<string, string>): string {
  const url = new URL(address);
  const others = [...url.searchParams].filter(([key]) => key !== "share" && !key.startsWith(PREFIX));
  const own = [...values].map(([name, value]) => [PREFIX + name, value]);
  url.search = new URLSearchParams([...others, ...(own.length > 0 ? [["share", VERSION], ...own] : [])]).toString();
  return url.href;
}

/** A stranger's text in a message is kept short. */
export function short(text: string): string {
  return `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
}
