import {formatPlace, type Problem} from "../../page/index.ts";
import {writeDocument} from "./document.ts";
import {html} from "./markup.ts";

/** What the dev server shows in place of a page that cannot be shown: what is wrong, where, and what to do. */
export function renderProblems(problems: Problem[]): string {
  const errors = problems.filter(({severity}) => severity === "error").length;
  return writeDocument({
    title: "This page cannot be shown yet",
    description: "Problems in the course's text.",
    kind: "problems",
    file: "index.html",
    main: html`<main class="problem-page" id="page-main" tabindex="-1">
<header class="page-header"><p class="eyebrow">${errors === 1 ? "1 error" : `${errors} errors`}</p>
<h1>This page cannot be shown yet</h1>
<p class="lede">Mend what is listed here and save the file: the page then shows itself.</p></header>
<ol class="problem-list">${problems.map(
      (problem) => html`<li class="problem" data-severity="${problem.severity}">
<p class="problem-place"><strong>${problem.severity}</strong> <code>${formatPlace(problem)}</code></p>
<p class="problem-message">${problem.message}</p>
<p class="problem-code">${problem.code}</p></li>
`,
    )}</ol>
</main>`,
  });
}
