import {relativeUrl} from "../../page/index.ts";
import {writeDocument} from "./document.ts";
import {emblem} from "./emblem.ts";
import {linkList} from "./lesson.ts";
import {html, type Markup} from "./markup.ts";
import {type Entry, outline} from "./outline.ts";
import {writeSyllabus} from "./syllabus.ts";
import type {CourseView} from "./view.ts";

/** Vite finds it in the HTML. It shows how far the reader has come. */
const script = "/src/site/index-page.ts";

/** The course's front page: what it is, its lessons in order, and its notebooks. */
export function renderIndex(view: CourseView): string {
  const {course, file} = view;
  const {lessons, notebooks} = outline(view);
  const minutes = lessons.reduce((sum, {page}) => sum + (page.meta.minutes ?? 0), 0);
  return writeDocument({
    title: course.title,
    description: course.description,
    kind: "index",
    course,
    file,
    script: view.script ?? script,
    hasGlossary: view.glossary.length > 0,
    main: html`<main class="index" id="page-main" tabindex="-1">
<header class="index-header">
<div>
<h1>${course.title}</h1>
<p class="lede">${course.description}</p>
<p class="index-start">${lessons[0] && html`<a class="button" href="${relativeUrl(file, lessons[0].file)}">Begin with lesson 1</a>`}${minutes > 0 && html`<span>${lessons.length === 1 ? "1 lesson" : `${lessons.length} lessons`}, ${duration(minutes)} in all</span>`}</p>
</div>
${emblem("large")}
<p class="index-go-on" id="go-on"></p>
</header>
<section aria-labelledby="lessons"><h2 id="lessons">Lessons</h2>
${lessons.length > 0 ? html`<ol class="lessons">${lessons.map((entry) => item(file, entry))}</ol>` : html`<p>This course has no lesson yet. A lesson is a Markdown file in <code>content/</code> whose name stands in <code>content/course.yaml</code>.</p>`}
</section>
${
  notebooks.length > 0 &&
  html`<section aria-labelledby="notebooks"><h2 id="notebooks">Notebooks</h2>
<p class="index-note">Open workbenches, to try what the lessons teach on examples of your own.</p>
<ul class="lessons">${notebooks.map((entry) => item(file, entry))}</ul></section>`
}
${writeSyllabus(view, {labels: false})}
</main>`,
  });
}

function item(file: string, {page, number, file: to, prerequisites}: Entry): Markup {
  const {title, description, minutes, draft} = page.meta;
  return html`<li class="lesson" data-lesson="${to.replace(/\.html$/, "")}">
<span class="lesson-number" aria-hidden="true">${number ?? "◇"}</span>
<div><h3><a class="lesson-title" href="${relativeUrl(file, to)}">${title}</a>${draft && html` <strong class="draft">Draft</strong>`}</h3>
${description && html`<p class="lesson-text">${description}</p>`}
${(minutes !== undefined || prerequisites.length > 0) && html`<p class="facts">${minutes !== undefined && html`<span>${minutes} minutes</span>`}${minutes !== undefined && prerequisites.length > 0 && html` <span aria-hidden="true">·</span> `}${prerequisites.length > 0 && html`<span>builds on ${linkList(file, prerequisites)}</span>`}</p>`}
</div></li>`;
}

/** Minutes as one says them: "50 minutes", "about 3 hours", "about 2½ hours". */
export function duration(minutes: number): string {
  if (minutes < 90) return `${minutes} minutes`;
  const halves = Math.round(minutes / 30);
  return `about ${Math.floor(halves / 2)}${halves % 2 === 1 ? "½" : ""} hours`;
}
