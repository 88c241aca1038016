import type {GlossaryEntry, Page, Reference} from "../page/index.ts";
import {compilePage, compileUnmarked} from "./compile-page.ts";
import {type Compiled, readGlossary} from "./course-files.ts";

/** A glossary entry, ready to be shown. */
export interface RenderedTerm {
  key: string;
  term: string;
  /** The definition as HTML. */
  html: string;
}

export interface GlossaryOptions {
  /** The page that shows the definitions decides how links lead on: "content/glossary.md" stands for glossary.html. */
  path?: string;
  references?: readonly Reference[];
}

/** Reads `glossary.yaml` and checks its definitions as the Markdown that they are. */
export function compileGlossary(
  yaml: string,
  {path, references}: GlossaryOptions & {path: string},
): Compiled<GlossaryEntry[]> {
  const {value, problems} = readGlossary(yaml, path);
  for (const entry of value) {
    const page = compileDefinition(entry, value, {references});
    // The place within a folded text is not known; that of the text is.
    for (const {severity, code, message} of page.problems) problems[severity](code, entry, message);
    if (page.cells.length > 0)
      problems.error(
        "glossary-cell",
        entry,
        `The definition of “${entry.term}” holds a live cell: a definition cannot run anything.`,
      );
  }
  return {value, problems: problems.sorted()};
}

/** The definitions as HTML, in the order of their terms. Links lead on from the glossary's own page. */
export function renderGlossary(glossary: readonly GlossaryEntry[], options: GlossaryOptions = {}): RenderedTerm[] {
  const collator = new Intl.Collator("en");
  return glossary
    .map((entry) => ({key: entry.key, term: entry.term, html: compileDefinition(entry, glossary, options).html.trim()}))
    .sort((a, b) => collator.compare(a.term, b.term));
}

/** Markdown with mathematics as HTML, for texts that stand in no page, such as a lesson's objectives. */
export function renderMarkdown(markdown: string): string {
  const html = compileUnmarked(markdown, {path: "content/index.md"}).html.trim();
  const inner = /^<p>([\s\S]*)<\/p>$/.exec(html)?.[1];
  return inner === undefined || inner.includes("<p>") ? html : inner;
}

function compileDefinition(
  {term, definition, line, column}: GlossaryEntry,
  glossary: readonly GlossaryEntry[],
  {path = "content/glossary.md", references}: GlossaryOptions,
): Page {
  const page = compilePage(definition, {
    path,
    glossary,
    references,
    within: {path: path.replace(/\.md$/, ".yaml"), line, column},
  });
  return {
    ...page,
    problems: page.problems.filter(({code}) => code !== "missing-title"),
    meta: {...page.meta, title: term},
  };
}
