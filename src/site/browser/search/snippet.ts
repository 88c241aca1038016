import {searchTerm, searchWords} from "../../../page/index.ts";

/** A run of text, and whether it is what was looked for. */
export interface Piece {
  text: string;
  found: boolean;
}

/** How much of a section a result shows, in characters, and how much of it may stand before the first word found. */
const LENGTH = 170;
const BEFORE = 50;

/** The text cut into what was found and what stands between. */
export function highlight(text: string, terms: ReadonlySet<string>): Piece[] {
  const pieces: Piece[] = [];
  const add = (part: string, found: boolean) => {
    const last = pieces.at(-1);
    if (part === "") return;
    if (last?.found === found) last.text += part;
    else pieces.push({text: part, found});
  };
  let end = 0;
  for (const word of searchWords(text)) {
    const start = text.indexOf(word, end);
    add(text.slice(end, start), false);
    end = start + word.length;
    add(word, terms.has(searchTerm(word) ?? ""));
  }
  add(text.slice(end), false);
  return pieces;
}

/** The part of a text where most of the words found stand together, on whole words. */
export function snippet(text: string, terms: ReadonlySet<string>): Piece[] {
  const start = bestStart(text, terms);
  const end = start + LENGTH < text.length ? wordEnd(text, start + LENGTH) : text.length;
  const pieces = highlight(text.slice(start, end), terms);
  if (start > 0) pieces.unshift({text: "… ", found: false});
  if (end < text.length) pieces.push({text: " …", found: false});
  return pieces;
}

function bestStart(text: string, terms: ReadonlySet<string>): number {
  const places: {at: number; term: string}[] = [];
  let end = 0;
  for (const word of searchWords(text)) {
    const at = text.indexOf(word, end);
    end = at + word.length;
    const term = searchTerm(word) ?? "";
    if (terms.has(term)) places.push({at, term});
  }
  let best = 0;
  let most = 0;
  places.forEach(({at}, i) => {
    const together = new Set(places.slice(i).flatMap((p) => (p.at < at + LENGTH - BEFORE ? p.term : []))).size;
    if (together <= most) return;
    most = together;
    best = at;
  });
  if (best <= BEFORE) return 0;
  const start = text.indexOf(" ", best - BEFORE) + 1;
  return start > 0 && start <= best ? start : best;
}

function wordEnd(text: string, near: number): number {
  const space = text.lastIndexOf(" ", near);
  return space > near - 40 ? space : near;
}
