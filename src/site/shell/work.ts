import {writeDocument} from "./document.ts";
import {html} from "./markup.ts";
import {writeSyllabus} from "./syllabus.ts";
import type {CourseView} from "./view.ts";

/** Vite finds it in the HTML. It fills the page. */
const script = "/src/site/work-page.ts";

/** The page of the reader's own work. All that stands on it is on the reader's device, so the shell writes its frame only. */
export function renderWork(view: CourseView): string {
  const {course, file} = view;
  return writeDocument({
    title: "Your work",
    description: `What you have done in ${course.title}, kept on this device.`,
    kind: "work",
    course,
    file,
    script: view.script ?? script,
    hasGlossary: view.glossary.length > 0,
    main: html`<main class="work" id="page-main" tabindex="-1">
<header class="page-header"><p class="eyebrow">${course.title}</p><h1>Your work</h1>
<p class="lede">Your answers, exercises and edits are kept in this browser, and nowhere else. Here you can look through them, take them to another device, or clear them away.</p></header>
<noscript><p class="noscript">This page needs JavaScript, which is off: only a script can read what this browser keeps.</p></noscript>
<div id="work"></div>
${writeSyllabus(view, {labels: true})}
</main>`,
  });
}
