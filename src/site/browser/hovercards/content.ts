import {copyOf} from "../margin.ts";
import {siteRoot} from "../site-root.ts";

/** The glossary as the plugin writes it: definitions in the compiler's HTML, by key. */
type Glossary = Record<string, {term: string; html: string}>;

export interface CardContent {
  /** What the card is called: the term, "Reference". */
  label: string;
  body: Node[];
  /** Where the link leads, in words. */
  more: string;
}

/** What a card says of a link; undefined if there is nothing to say beyond what one sees. */
export async function contentOf(link: HTMLAnchorElement): Promise<CardContent | undefined> {
  const {term} = link.dataset;
  if (term !== undefined) return termContent(term);
  const source = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  // What runs cannot be copied, and what stands in the margin beside its mark is seen.
  if (!source || source.querySelector("[data-cell]") || marginNote(link)?.checkVisibility()) return undefined;
  const body = [...copyOf(source).childNodes];
  if (link.matches(".citation")) return {label: "Reference", body, more: "To the list of references"};
  if (link.matches(".equation-ref")) return {label: `Equation ${link.textContent}`, body, more: "To the equation"};
  return {label: "Footnote", body, more: "To the notes"};
}

/** The copy that stands in the margin for this very link. */
function marginNote(link: HTMLElement): HTMLElement | null {
  const next = (link.closest(".footnote-ref") ?? link).nextElementSibling;
  return next?.matches(".margin-note") ? (next as HTMLElement) : null;
}

async function termContent(key: string): Promise<CardContent | undefined> {
  const glossary = await loadGlossary();
  const entry = Object.hasOwn(glossary, key) ? glossary[key] : undefined;
  if (!entry) return undefined;
  const template = document.createElement("template");
  template.innerHTML = entry.html; // The course's own, as its compiler wrote it.
  const home = new URL("glossary.html", siteRoot());
  for (const link of template.content.querySelectorAll<HTMLAnchorElement>("a[href]"))
    link.href = new URL(link.getAttribute("href")!, home).href;
  for (const named of template.content.querySelectorAll("[id]")) named.removeAttribute("id");
  return {label: entry.term, body: [...template.content.childNodes], more: "To the glossary"};
}

let glossary: Promise<Glossary> | undefined;

function loadGlossary(): Promise<Glossary> {
  glossary ??= import("virtual:course/glossary").then(async ({default: url}) => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`The glossary could not be loaded: ${response.status}`);
    return response.json() as Promise<Glossary>;
  });
  glossary.catch(() => {
    glossary = undefined; // Asked for again, it may come.
  });
  return glossary;
}
