import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import GithubSlugger from "github-slugger";
import {isSeq, parseDocument} from "yaml";

const FOLDERS = {lesson: "content", notebook: "notebooks"} as const;
const LISTS = {lesson: "lessons", notebook: "notebooks"} as const;

/** Writes a first version of a page and adds it to the end of its list in course.yaml. Returns what to say. */
export function createLesson(root: string, kind: "lesson" | "notebook", title: string): string {
  const slug = new GithubSlugger().slug(title);
  if (!slug) throw new Error(`The title ${JSON.stringify(title)} has no letter or digit to make a file name of.`);
  const path = `${FOLDERS[kind]}/${slug}.md`;
  if (existsSync(join(root, path))) throw new Error(`${path} exists already. Choose another title, or edit that file.`);

  const coursePath = join(root, "content/course.yaml");
  const course = parseDocument(readFileSync(coursePath, "utf8"));
  if (course.errors[0]) throw new Error(`content/course.yaml cannot be read: ${course.errors[0].message}`);
  const list = course.get(LISTS[kind]);
  const entry = kind === "lesson" ? course.createNode({slug, prerequisites: []}) : course.createNode(slug);
  if (isSeq(list)) list.add(entry);
  else course.set(LISTS[kind], course.createNode([entry]));

  writeFileSync(join(root, path), template(slug, title));
  writeFileSync(coursePath, String(course));
  return `${path} is ready, and stands last in content/course.yaml. npm start shows it at ${kind === "lesson" ? "" : "notebooks/"}${slug}.html`;
}

/** A page with one of each thing that most lessons have. */
function template(slug: string, title: string): string {
  return `---
title: ${JSON.stringify(title)}
description: One sentence that says what the reader will understand at the end.
objectives:
  - Say what the reader will be able to do
minutes: 15
---

Why should anyone want to know this? Begin with a question.

<!-- predict id=${slug}-first type=numeric answer=9 tol=0.5 -->
What is the slope of $x^2$ at $x = 4.5$?
<!-- reveal -->

\`\`\`js
const x = view(Inputs.range([-5, 5], {label: "x", step: 0.1, value: 4.5}))
\`\`\`

At $x$ = \${format(x)} the slope $2x$ is \${format(2 * x)}.

<!-- /predict -->

## Summary

<!-- quiz id=${slug}-sign -->
If the slope is positive, a small step to the right makes the function…
- [x] larger
  > Yes: the slope times the step is positive.
- [ ] smaller
  > That is what a step to the left does.
<!-- /quiz -->
`;
}
