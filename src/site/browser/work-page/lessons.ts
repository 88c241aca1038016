import type {Syllabus, SyllabusLesson} from "../../../reader/progress/syllabus.ts";
import {placeOf, tally} from "../../../reader/progress/tally.ts";
import type {Scope, WorkRecord} from "../../../reader/work/types.ts";
import {type Child, html} from "../../../units/shared/element.ts";
import {progressBar, progressText} from "../course-progress.ts";
import {type Described, describe, textOf, timeText} from "./words.ts";

export interface KeptActions {
  /** `what` says in words what goes: "the question “…”", "all work in Softmax". */
  reset(scopes: Scope[], what: string): void;
  restore(record: WorkRecord): void;
  copy(text: string): void;
}

/** What is kept, lesson by lesson in the course's order; what belongs to no lesson of the course comes last. */
export function showLessons(
  syllabus: Syllabus,
  records: readonly WorkRecord[],
  history: readonly WorkRecord[],
  actions: KeptActions,
): HTMLElement[] {
  const names = new Set([...records, ...history].map(({lesson}) => lesson));
  const known = syllabus.lessons.filter(({lesson}) => names.delete(lesson));
  const unknown = [...names].sort().map((lesson): SyllabusLesson => {
    return {
      lesson,
      kind: "No longer in the course",
      title: lesson,
      url: "",
      sections: [],
      questions: [],
      exercises: [],
    };
  });
  return [...known, ...unknown].map((lesson) => {
    const own = (all: readonly WorkRecord[]) => all.filter((record) => record.lesson === lesson.lesson);
    return showLesson(lesson, syllabus, own(records), own(history), actions);
  });
}

function showLesson(
  lesson: SyllabusLesson,
  syllabus: Syllabus,
  records: WorkRecord[],
  history: WorkRecord[],
  actions: KeptActions,
): HTMLElement {
  const done = tally(lesson, records);
  const progress = progressText(done);
  const place = placeOf(
    lesson.sections,
    records.find(({item}) => item === "place"),
  );
  const isReading = ({item}: WorkRecord) => item === "place" || item.startsWith("section:");
  const reading = records.filter(isReading);
  // An item whose value was cleared away may have older ones left.
  const items = [...new Set([...records, ...history].filter((record) => !isReading(record)).map(({item}) => item))];
  const id = `work-${lesson.lesson.replace(/[^\w-]/g, "-")}`;
  return html(
    "section",
    {class: "work-lesson", "aria-labelledby": id},
    html(
      "header",
      {class: "work-lesson-header"},
      html(
        "h2",
        {id},
        html("span", {class: "work-lesson-kind"}, lesson.kind),
        lesson.url === "" ? lesson.title : html("a", {href: lesson.url}, lesson.title),
      ),
      button(`Reset ${lesson.kind === "Notebook" ? "notebook" : "lesson"}`, `reset ${lesson.lesson}`, () =>
        actions.reset([{lesson: lesson.lesson}], `all your work in “${lesson.title}”`),
      ),
    ),
    progress !== "" && html("div", {class: "work-progress"}, progressBar(done), html("p", {}, `${progress}.`)),
    reading.length > 0 &&
      html(
        "p",
        {class: "work-place"},
        place
          ? html("span", {}, "You were at ", html("a", {href: `${lesson.url}#${place.id}`}, `“${place.title}”`), ".")
          : "It is kept which sections you have read.",
        " ",
        button("Forget what was read", `unread ${lesson.lesson}`, () =>
          actions.reset(
            reading.map(({item}) => ({lesson: lesson.lesson, item})),
            `which sections of “${lesson.title}” you have read and where you were`,
          ),
        ),
      ),
    items.length > 0 &&
      html(
        "ul",
        {class: "work-items"},
        ...items.map((item) =>
          showItem(
            {lesson: lesson.lesson, item},
            records.find((record) => record.item === item),
            history.filter((record) => record.item === item),
            syllabus,
            actions,
          ),
        ),
      ),
  );
}

function showItem(
  scope: {lesson: string; item: string},
  record: WorkRecord | undefined,
  older: WorkRecord[],
  syllabus: Syllabus,
  actions: KeptActions,
): HTMLElement {
  const said = describe(record ?? scope, syllabus);
  const key = `${scope.lesson} ${scope.item}`;
  const state = record ? said.state : "cleared, with older values left";
  return html(
    "li",
    {class: "work-item"},
    nameOf(said),
    html(
      "p",
      {class: "work-facts"},
      ...[state, record && timeText(record.time), said.note]
        .filter((fact): fact is string => fact !== undefined && fact !== "")
        .map((fact, i) => html("span", {}, i > 0 ? ` · ${fact}` : fact)),
    ),
    html(
      "details",
      {"data-key": `show ${key}`},
      html("summary", {}, older.length > 0 ? `Show, with ${older.length} older` : "Show", hidden(` of ${said.name}`)),
      record && showValue(record, [copyButton(record, key, actions)]),
      ...older.map((old, i) =>
        showValue(
          old,
          [
            copyButton(old, `${key} ${i}`, actions),
            button("Restore", `restore ${key} ${i}`, () => actions.restore(old), ` the value of ${timeText(old.time)}`),
          ],
          "Older value",
        ),
      ),
    ),
    button("Reset", `reset ${key}`, () => actions.reset([scope], `your work on “${said.name}”`), ` ${said.name}`),
  );
}

function nameOf({kind, name, url}: Described): HTMLElement {
  return html(
    "p",
    {class: "work-name"},
    html("span", {class: "work-kind"}, kind),
    " ",
    url === undefined ? name : html("a", {href: url}, name),
  );
}

function showValue(record: WorkRecord, buttons: HTMLElement[], title = "Now"): HTMLElement {
  return html(
    "div",
    {class: "work-value"},
    html("p", {class: "work-facts"}, `${title}, of ${timeText(record.time)}`),
    html(
      "pre",
      {tabindex: 0, role: "group", "aria-label": `${title}, of ${timeText(record.time)}`},
      textOf(record.value),
    ),
    html("p", {class: "work-buttons"}, ...buttons),
  );
}

function copyButton({value}: WorkRecord, key: string, {copy}: KeptActions): HTMLElement {
  return button("Copy", `copy ${key}`, () => copy(textOf(value)));
}

/** A quiet button. `key` finds it again after the page was written anew; `more` ends its name for who does not see where it stands. */
export function button(label: string, key: string, onclick: () => void, more?: string): HTMLButtonElement {
  return html(
    "button",
    {type: "button", class: "work-button", "data-key": key, "aria-label": more && label + more, onclick},
    label,
  );
}

export function hidden(text: string): Child {
  return html("span", {class: "visually-hidden"}, text);
}
