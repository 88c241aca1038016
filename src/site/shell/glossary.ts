import {writeDocument} from "./document.ts";
import {html, raw} from "./markup.ts";
import type {CourseView} from "./view.ts";

/** The glossary: every term in alphabetic order, each with an anchor that lessons link to. */
export function renderGlossary(view: CourseView): string {
  const {course, file, glossary} = view;
  const {compare} = new Intl.Collator("en", {sensitivity: "base", numeric: true});
  const terms = [...glossary].sort((a, b) => compare(a.term, b.term));
  const letters = [...new Set(terms.map(({term}) => initial(term)))];
  const first = new Map(letters.map((letter) => [letter, terms.find(({term}) => initial(term) === letter)?.key]));
  return writeDocument({
    title: "Glossary",
    description: `The terms of ${course.title}, in alphabetic order.`,
    kind: "glossary",
    course,
    file,
    script: view.script,
    hasGlossary: true,
    hasMath: terms.some((term) => term.html.includes('class="katex"')),
    main: html`<main class="glossary" id="page-main" tabindex="-1">
<header class="page-header"><p class="eyebrow">${course.title}</p><h1>Glossary</h1></header>
${letters.length > 5 && html`<nav class="letters" aria-label="Letters">${letters.map((letter) => html`<a href="#${encodeURIComponent(first.get(letter) ?? "")}">${letter}</a>`)}</nav>`}
${terms.length === 0 && html`<p class="prose">The glossary is empty. Its terms stand in <code>content/glossary.yaml</code>.</p>`}
<dl class="terms">${terms.map(({key, term, html: definition}) => html`<div class="term-entry" id="${key}"><dt>${term} <a class="anchor" href="#${encodeURIComponent(key)}" aria-label="Link to ${term}">#</a></dt><dd class="prose">${raw(definition)}</dd></div>\n`)}</dl>
</main>`,
  });
}

function initial(term: string): string {
  return [...term.normalize("NFD")].find((character) => /\p{L}|\p{N}/u.test(character))?.toLocaleUpperCase("en") ?? "#";
}
