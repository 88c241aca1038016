/** What the plugin prepares for the search and the browser reads: plain data, and the rules by which both take text apart. */
export interface SearchIndex {
  pages: SearchPage[];
  /** In the order of the course. A section's place in this list is its id in `index`. */
  sections: SearchSection[];
  /** MiniSearch's own index over `searchFields`, as its `toJSON` gives it. */
  index: unknown;
}

export interface SearchPage {
  /** In the built site: "softmax.html". */
  file: string;
  title: string;
  /** "Lesson 3", "Notebook", "Glossary". */
  label: string;
}

/** What stands under one heading, up to the next: or one term of the glossary. */
export interface SearchSection {
  /** An index into `pages`. */
  page: number;
  /** The id of the heading; "" for what stands above the first one. */
  anchor: string;
  title: string;
  /** Mathematics as plain characters; no code of cells, no answers to questions. */
  text: string;
  /** Equations and cells of the section, by the names that their author gave them. */
  names: SearchName[];
}

export interface SearchName {
  name: string;
  /** "eq-loss", "cell-race". */
  anchor: string;
}

export const searchFields = ["title", "page", "names", "text"];

const STOP_WORDS = new Set(
  "a an and are as at be been but by can do does for from had has have here how if in into is it its of on or so such than that the their them then there these they this those to was we were what when where which who will with you your".split(
    " ",
  ),
);

/** The words of a text, or of what a reader looks for. Numbers, Greek letters and names with underscores are words too. */
export function searchWords(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/** A word as it is compared, without case and accents; null for one that says nothing. */
export function searchTerm(word: string): string | null {
  const term = plainLetters(word).toLowerCase();
  return term === "" || STOP_WORDS.has(term) ? null : term;
}

function plainLetters(word: string): string {
  return word.normalize("NFKD").replace(/\p{M}/gu, "");
}
