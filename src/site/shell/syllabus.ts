import {plainText, sections} from "../../compiler/index.ts";
import {relativeUrl} from "../../page/index.ts";
import type {Syllabus, SyllabusLesson} from "../../reader/progress/syllabus.ts";
import {html, type Markup} from "./markup.ts";
import {type Entry, outline} from "./outline.ts";
import type {CourseView} from "./view.ts";

/** Long enough to know a question by, short enough for a line. */
const LABEL = 90;

/** What the course asks of its reader, as data for the page's script. `labels`: with the beginnings of the questions. */
export function writeSyllabus(view: CourseView, options: {labels: boolean}): Markup {
  const {lessons, notebooks} = outline(view);
  const syllabus: Syllabus = {
    title: view.course.title,
    lessons: [...lessons, ...notebooks].map((entry) => describe(entry, view.file, options)),
  };
  return html`<div id="syllabus" data-syllabus="${JSON.stringify(syllabus)}" hidden></div>`;
}

function describe({page, kind, number, file}: Entry, from: string, {labels}: {labels: boolean}): SyllabusLesson {
  const label = (prompt: string) => (labels ? shorten(plainText(prompt)) : "");
  return {
    lesson: file.replace(/\.html$/, ""),
    kind: kind === "notebook" ? "Notebook" : number === undefined ? "Lesson" : `Lesson ${number}`,
    title: page.meta.title,
    url: relativeUrl(from, file),
    sections: sections(page),
    questions: page.quizzes.map(({id, hash, prompt, kind}) => ({
      id,
      hash,
      label: label(prompt),
      ...(kind === "predict" ? {predicts: true} : {}),
    })),
    exercises: page.exercises.map(({id, hash, prompt}) => ({id, hash, label: label(prompt)})),
  };
}

function shorten(text: string): string {
  if (text.length <= LABEL) return text;
  const cut = text.slice(0, LABEL);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), LABEL / 2))}…`;
}
