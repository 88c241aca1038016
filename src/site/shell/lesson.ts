import {pageFile, relativeUrl} from "../../page/index.ts";
import {writeDocument} from "./document.ts";
import {type Child, html, type Markup, raw} from "./markup.ts";
import {type Entry, place} from "./outline.ts";
import {tocList} from "./toc.ts";
import type {PageView} from "./view.ts";

/** A lesson or a notebook as a whole HTML document. */
export function renderPage(view: PageView): string {
  const {page, file} = view;
  const {entry, previous, next, of} = place(view);
  const toc = page.meta.toc ? tocList(page.toc) : undefined;
  return writeDocument({
    title: page.meta.title,
    description: page.meta.description,
    keywords: page.meta.keywords,
    kind: entry.kind,
    course: view.course,
    file,
    script: view.script,
    hasGlossary: view.glossary.length > 0,
    hasMath: page.html.includes('class="katex"'),
    navigation: headerLinks(file, entry, of, previous, next),
    main: html`<div class="page">
${toc && html`<nav class="toc toc-margin" aria-label="On this page"><p class="toc-title">On this page</p>${toc}</nav>`}
<main id="page-main" tabindex="-1">
<article>
${pageHeader(view, entry)}
${toc && html`<details class="toc toc-inline"><summary>On this page</summary><nav aria-label="On this page">${toc}</nav></details>`}
${page.cells.length > 0 && html`<noscript><p class="noscript">The live cells of this page need JavaScript, which is off. All text is here, and each cell shows its code instead.</p></noscript>`}
${entry.kind === "notebook" && html`<div class="notebook-bar"></div>`}
<div class="prose">
${raw(page.html)}
</div>
</article>
${(previous || next) && cards(file, previous, next)}
</main>
</div>`,
  });
}

function pageHeader({page, file, course}: PageView, entry: Entry): Markup {
  const {title, description, minutes, objectives, draft} = page.meta;
  const facts: Child[] = [];
  if (minutes !== undefined) facts.push(html`<span>About ${minutes} minutes</span>`);
  if (entry.prerequisites.length > 0) facts.push(html`<span>Builds on ${linkList(file, entry.prerequisites)}</span>`);
  if (entry.kind === "notebook") facts.push(html`<span>Every cell can be opened, read and changed</span>`);
  return html`<header class="page-header">
<p class="eyebrow">${kindOf(entry)}${entry.number === undefined && html` <span aria-hidden="true">·</span> ${course.title}`}${draft && html` <strong class="draft">Draft</strong>`}</p>
<h1>${title}</h1>
${description && html`<p class="lede">${description}</p>`}
${facts.length > 0 && html`<p class="facts">${facts.map((fact, i) => [i > 0 && html` <span aria-hidden="true">·</span> `, fact])}</p>`}
${
  objectives.length > 0 &&
  html`<section class="objectives" aria-labelledby="page-objectives"><h2 id="page-objectives">Objectives</h2><ul>${objectives.map((each) => html`<li>${each}</li>`)}</ul></section>`
}
</header>`;
}

function headerLinks(file: string, entry: Entry, of: number, previous?: Entry, next?: Entry): Child {
  if (!previous && !next) return undefined;
  const arrow = (to: Entry, rel: "prev" | "next") =>
    html`<a rel="${rel}" href="${relativeUrl(file, to.file)}" title="${to.page.meta.title}"><span class="visually-hidden">${rel === "prev" ? "Previous" : "Next"}: ${to.page.meta.title}</span><span aria-hidden="true">${rel === "prev" ? "←" : "→"}</span></a>`;
  return html`<nav class="pager" aria-label="${entry.kind === "lesson" ? "Lessons" : "Notebooks"}">${previous ? arrow(previous, "prev") : noArrow("←")}${entry.kind === "notebook" ? html`<span class="pager-place">Notebooks</span>` : entry.number !== undefined && html`<span class="pager-place">${entry.number} of ${of}</span>`}${next ? arrow(next, "next") : noArrow("→")}</nav>`;
}

function noArrow(sign: string): Markup {
  return html`<span class="pager-none" aria-hidden="true">${sign}</span>`;
}

function cards(file: string, previous?: Entry, next?: Entry): Markup {
  const card = (to: Entry, rel: "prev" | "next") =>
    html`<a class="pager-card" rel="${rel}" href="${relativeUrl(file, to.file)}"><span class="pager-card-where">${rel === "prev" ? "Previous" : "Next"}<span aria-hidden="true"> · </span>${kindOf(to)}</span><span class="pager-card-title">${to.page.meta.title}</span><span class="pager-card-text">${to.page.meta.description}</span></a>`;
  return html`<nav class="pager-cards" aria-label="Previous and next">${previous && card(previous, "prev")}${next && card(next, "next")}</nav>`;
}

/** Titles as links, with commas and an "and". */
export function linkList(from: string, entries: Entry[]): Child[] {
  return entries.map(({page}, i) => [
    i > 0 && (i === entries.length - 1 ? " and " : ", "),
    html`<a href="${relativeUrl(from, pageFile(page.path))}">${page.meta.title}</a>`,
  ]);
}

function kindOf({kind, number}: Entry): string {
  if (kind === "notebook") return "Notebook";
  return number === undefined ? "Lesson" : `Lesson ${number}`;
}
