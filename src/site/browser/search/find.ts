import MiniSearch, {type SearchResult as Hit} from "minisearch";
import {
  type SearchIndex,
  type SearchName,
  type SearchPage,
  searchFields,
  searchTerm,
  searchWords,
} from "../../../page/index.ts";

/** One place of the course where what the reader looks for is said. */
export interface Result {
  page: SearchPage;
  title: string;
  text: string;
  /** The cell or equation that was found by its name, if nothing else of the section was. */
  name?: SearchName;
  /** The id to go to, or "". */
  anchor: string;
  /** The words that were found, as `searchTerm` writes them. */
  terms: ReadonlySet<string>;
}

/** More than this nobody reads, and a longer text nobody types. */
const MOST = 30;
const LONGEST = 200;

/** Makes the course's index ready. The function that it returns finds places for a text of the reader's, the best first. */
export function openIndex({pages, sections, index}: SearchIndex): (text: string) => Result[] {
  const search = MiniSearch.loadJS(index as Parameters<typeof MiniSearch.loadJS>[0], {
    fields: searchFields,
    tokenize: searchWords,
    processTerm: searchTerm,
    searchOptions: {
      boost: {title: 5, page: 1.5, names: 2},
      // Who is still typing means the beginning of a word; who has mistyped means one nearly alike.
      prefix: (term) => term.length > 1,
      fuzzy: (term) => (term.length > 3 ? 0.2 : false),
      maxFuzzy: 2,
      weights: {fuzzy: 0.25, prefix: 0.6},
    },
  });
  return (text) => {
    const query = text.slice(0, LONGEST);
    const all = search.search(query, {combineWith: "AND"});
    // Rather some of the words than nothing.
    const hits = all.length > 0 ? all : search.search(query);
    return hits.slice(0, MOST).map(resultOf);
  };

  function resultOf({id, match, terms}: Hit): Result {
    const section = sections[id as number]!;
    const found = new Set(terms);
    const byNameOnly = Object.values(match).every((fields) => fields.every((field) => field === "names"));
    const name = byNameOnly
      ? section.names.find((each) => searchWords(each.name).some((word) => found.has(searchTerm(word) ?? "")))
      : undefined;
    return {
      page: pages[section.page]!,
      title: section.title,
      text: section.text,
      anchor: name?.anchor ?? section.anchor,
      terms: found,
      ...(name && {name}),
    };
  }
}
