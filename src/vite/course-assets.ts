import type {GlossaryTerm} from "./compile.ts";
import {siteCourse, sitePages} from "./render.ts";
import {buildSearchIndex} from "./search/build-index.ts";
import type {Snapshot} from "./store.ts";

/** Data of the whole course that pages load when a reader asks for it: `import url from "virtual:course/search"`. */
const NAMES = ["search", "glossary"] as const;
export type AssetName = (typeof NAMES)[number];

/** The asset that a module id stands for. */
export function assetOf(id: string): AssetName | undefined {
  return NAMES.find((name) => id === `virtual:course/${name}`);
}

/** The asset that a URL of the dev server asks for. */
export function assetOfUrl(url: string): AssetName | undefined {
  return NAMES.find((name) => url === assetUrl(name));
}

/** Where the dev server has an asset, below its base. */
export function assetUrl(name: AssetName): string {
  return `/@course/${name}.json`;
}

const written = new WeakMap<Snapshot, Partial<Record<AssetName, string>>>();

/** The asset as JSON. It is made once for each state of the course. */
export function writeAsset(name: AssetName, snapshot: Snapshot, options: {drafts: boolean}): string {
  const known = written.get(snapshot) ?? {};
  written.set(snapshot, known);
  known[name] ??= JSON.stringify(name === "search" ? searchData() : glossaryData(snapshot.glossary));
  return known[name];

  function searchData() {
    const pages = sitePages(snapshot, options);
    return buildSearchIndex({course: siteCourse(snapshot, pages), pages, glossary: snapshot.glossary});
  }
}

/** By key, as links to terms name them. */
function glossaryData(glossary: GlossaryTerm[]) {
  return Object.fromEntries(glossary.map(({key, term, html}) => [key, {term, html}]));
}
