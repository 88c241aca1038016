import type {Reference} from "../page/index.ts";
import {escapeHtml} from "./html.ts";

/** What stands in the text: "Rosenblatt, 1958", "Glorot and Bengio, 2010", "He et al., 2015". */
export function formatCitation({authors, year}: Pick<Reference, "authors" | "year">): string {
  const names = authors.map(familyName);
  const who = names.length > 2 ? `${names[0]} et al.` : names.join(" and ");
  return who === "" ? String(year) : `${who}, ${year}`;
}

/** The entry in the list at the end of a page, as HTML. */
export function formatReference({authors, year, title, venue, url}: Reference): string {
  const head = [escapeHtml(listNames(authors)), `(${year}).`].filter(Boolean).join(" ");
  const linked = url ? `<a href="${escapeHtml(url)}">${escapeHtml(title)}</a>` : escapeHtml(title);
  const stop = /[.?!]$/.test(title) ? "" : ".";
  return `${head} <cite>${linked}</cite>${stop}${venue ? ` ${escapeHtml(venue)}.` : ""}`;
}

/** By first author, then year, then title, as bibliographies are. */
export function compareReferences(a: Reference, b: Reference): number {
  const key = ({authors, title}: Reference) => (familyName(authors[0] ?? "") || title).toLowerCase();
  const [first, second] = [key(a), key(b)];
  if (first !== second) return first < second ? -1 : 1;
  return a.year - b.year || (a.title < b.title ? -1 : 1);
}

function listNames(authors: string[]): string {
  if (authors.length <= 1) return authors[0] ?? "";
  return `${authors.slice(0, -1).join(", ")} and ${authors.at(-1)}`;
}

/** "Yann LeCun" and "LeCun, Yann" → "LeCun"; "Laurens van der Maaten" → "van der Maaten". */
function familyName(author: string): string {
  const [beforeComma, ...rest] = author.split(",");
  if (rest.length > 0) return (beforeComma ?? "").trim();
  const words = author.trim().split(/\s+/);
  const particle = words.findIndex((word, i) => i > 0 && i < words.length - 1 && /^\p{Ll}/u.test(word));
  return words.slice(particle > 0 ? particle : -1).join(" ");
}
