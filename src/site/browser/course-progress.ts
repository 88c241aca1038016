import type {Syllabus, SyllabusLesson} from "../../reader/progress/syllabus.ts";
import {placeOf, type Share, type Tally, tally} from "../../reader/progress/tally.ts";
import type {Work, WorkRecord} from "../../reader/work/types.ts";

/** Shows, at each lesson of the index, how much of it is done, and offers to go on where the reader was last. */
export function showProgress(syllabus: Syllabus, work: Work): void {
  const show = async () => {
    const records = await work.list();
    for (const item of document.querySelectorAll<HTMLElement>("[data-lesson]")) {
      const lesson = syllabus.lessons.find(({lesson}) => lesson === item.dataset.lesson);
      item.querySelector(".lesson-progress")?.remove();
      if (lesson) item.append(...progressOf(lesson, records));
    }
    offerToGoOn(document.getElementById("go-on"), syllabus, records);
  };
  work.watch((change) => {
    if (!("status" in change)) void show();
  });
  // A page that the browser kept for "back" has missed what other pages have written since.
  addEventListener("pageshow", ({persisted}) => persisted && void show());
  void show();
}

function progressOf(lesson: SyllabusLesson, records: readonly WorkRecord[]): HTMLElement[] {
  const done = tally(lesson, records);
  const text = progressText(done);
  if (text === "") return [];
  const line = document.createElement("div");
  line.className = "lesson-progress";
  line.append(progressBar(done), text);
  return [line];
}

/** "3 of 7 sections read, 4 of 9 questions, 1 exercise of 2"; "" where nothing is done. */
export function progressText({sections, questions, exercises}: Tally): string {
  if (sections.done + questions.done + exercises.done === 0) return "";
  const say = ({done, of}: Share, one: string, rest = "") =>
    of === 0 ? [] : [`${done} of ${of} ${of === 1 ? one : `${one}s`}${rest}`];
  return [...say(sections, "section", " read"), ...say(questions, "question"), ...say(exercises, "exercise")].join(
    ", ",
  );
}

/** A picture of what `progressText` says: all that is asked in one bar. */
export function progressBar(done: Tally): HTMLElement {
  const shares = Object.values(done) as Share[];
  const of = shares.reduce((sum, share) => sum + share.of, 0);
  const part = shares.reduce((sum, share) => sum + share.done, 0);
  const bar = document.createElement("span");
  bar.className = "progress-bar";
  bar.ariaHidden = "true";
  bar.style.setProperty("--done", String(of === 0 ? 0 : part / of));
  return bar;
}

/** Leads to the lesson of the newest record, and there to the section that the reader was in. */
function offerToGoOn(box: HTMLElement | null, {lessons}: Syllabus, records: readonly WorkRecord[]): void {
  if (!box) return;
  const byName = new Map(lessons.map((lesson) => [lesson.lesson, lesson]));
  const latest = records
    .filter(({lesson}) => byName.has(lesson))
    .reduce<WorkRecord | undefined>((last, record) => (last && last.time >= record.time ? last : record), undefined);
  const lesson = latest && byName.get(latest.lesson);
  box.replaceChildren();
  if (!lesson) return;
  const place = records.find(({lesson: name, item}) => name === lesson.lesson && item === "place");
  const section = placeOf(lesson.sections, place);
  const link = document.createElement("a");
  link.className = "button";
  link.href = section ? `${lesson.url}#${encodeURIComponent(section.id)}` : lesson.url;
  const kind = lesson.kind === "Notebook" ? "the notebook" : lesson.kind.replace("Lesson", "lesson");
  link.textContent = `Go on with ${kind}: ${lesson.title}`;
  box.append(link);
  if (section) {
    const where = document.createElement("span");
    where.textContent = `at “${section.title}”`;
    box.append(where);
  }
}
