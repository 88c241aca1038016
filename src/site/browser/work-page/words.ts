import type {Syllabus, SyllabusLesson} from "../../../reader/progress/syllabus.ts";
import {field} from "../../../reader/progress/tally.ts";
import {kindOf} from "../../../reader/work/transfer.ts";
import type {Json, WorkRecord} from "../../../reader/work/types.ts";

/** A record as its reader knows it. */
export interface Described {
  /** "Question", "Exercise", "Edited cell" … */
  kind: string;
  /** The beginning of the question, or a cell's name. */
  name: string;
  /** "right, after 2 tries". */
  state: string;
  /** Where it stands in the lesson; undefined if the lesson no longer has it. */
  url?: string;
  /** Set if the course's text has changed since, or no longer has it. */
  note?: string;
}

type Place = Pick<WorkRecord, "lesson" | "item"> & Partial<WorkRecord>;

export function describe(record: Place, syllabus: Syllabus): Described {
  const lesson = syllabus.lessons.find((each) => each.lesson === record.lesson);
  const id = record.item.slice(kindOf(record.item).length + 1);
  const gone = {note: "The course no longer has it."};
  switch (kindOf(record.item)) {
    case "quiz": {
      const found = lesson?.questions.find((each) => each.id === id);
      const kind = found?.predicts ? "Prediction" : "Question";
      const state = answerState(record.value);
      return {
        kind,
        name: found?.label || id,
        state,
        ...(found ? whereIs(lesson, `quiz-${id}`) : gone),
        ...changed(record, found),
      };
    }
    case "exercise": {
      const found = lesson?.exercises.find((each) => each.id === id);
      const state = field(record.value, "passed") === true ? "passed its check" : "begun";
      const where = found ? whereIs(lesson, `exercise-${id}`) : gone;
      return {kind: "Exercise", name: found?.label || id, state, ...where, ...changed(record, found)};
    }
    case "cell": {
      const runs = field(record.value, "runs");
      const state = runs === undefined ? "edited by you" : "edited, not run yet";
      return {kind: "Cell", name: id, state, ...(lesson ? whereIs(lesson, `cell-${id}`) : gone)};
    }
    case "notebook":
      return {
        kind: "Notebook",
        name: "Your own version",
        state: field(record.value, "runs") === false ? "its code has not been run" : "",
        ...(lesson ? whereIs(lesson) : gone),
      };
    case "section": {
      const found =
        lesson?.sections.find(({hash}) => hash === record.hash) ?? lesson?.sections.find((each) => each.id === id);
      return {kind: "Section", name: found?.title ?? id, state: "read", ...(found ? whereIs(lesson, found.id) : gone)};
    }
    case "place":
      return {kind: "Place", name: "Where you were", state: placeState(record, lesson), ...whereIs(lesson)};
    default:
      return {kind: "Other", name: record.item, state: "", ...whereIs(lesson)};
  }
}

function whereIs(lesson: SyllabusLesson | undefined, id?: string): {url?: string} {
  if (!lesson) return {};
  return {url: id === undefined ? lesson.url : `${lesson.url}#${encodeURIComponent(id)}`};
}

function changed({hash}: Place, found: {hash: string} | undefined): {note?: string} {
  if (!found || hash === undefined || found.hash === hash) return {};
  return {note: "It has been changed since."};
}

const OUTCOMES: Record<string, string> = {
  right: "right",
  wrong: "not right yet",
  given: "answered",
  shown: "answer shown",
  skipped: "skipped",
  open: "begun",
};

function answerState(value: Json | undefined): string {
  const outcome = OUTCOMES[String(field(value, "outcome"))] ?? "begun";
  const tries = field(value, "tries");
  return outcome === "right" && typeof tries === "number" && tries > 1 ? `right, after ${tries} tries` : outcome;
}

function placeState({value}: Place, lesson: SyllabusLesson | undefined): string {
  const section = field(value, "section");
  return typeof section === "string"
    ? `“${lesson?.sections.find(({id}) => id === section)?.title ?? section}”`
    : "at the top";
}

/** What a reader wrote, as text to look at and to copy. */
export function textOf(value: Json): string {
  for (const name of ["code", "text", "markdown", "said"]) {
    const text = field(value, name);
    if (typeof text === "string" && text !== "") return text;
  }
  const answer = field(value, "answer");
  if (typeof answer === "string") return answer;
  return JSON.stringify(answer === undefined ? value : answer, null, 2);
}

const format = new Intl.DateTimeFormat("en", {dateStyle: "medium", timeStyle: "short"});

export function timeText(time: number): string {
  return format.format(time);
}

/** Bytes as one says them. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(bytes < 1e4 ? 1 : 0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** "1 answer", "3 answers". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
