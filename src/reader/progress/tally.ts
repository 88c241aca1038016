import type {Section} from "../../page/index.ts";
import type {Json, WorkRecord} from "../work/types.ts";
import type {SyllabusLesson} from "./syllabus.ts";

/** How much of a lesson is done. */
export interface Tally {
  sections: Share;
  questions: Share;
  exercises: Share;
}

export interface Share {
  done: number;
  of: number;
}

/** Counts a lesson's records. Answers to an older text of a question, and what the lesson no longer has, do not count. */
export function tally(
  {lesson, sections, questions, exercises}: Pick<SyllabusLesson, "lesson" | "sections" | "questions" | "exercises">,
  records: readonly WorkRecord[],
): Tally {
  const own = new Map(records.filter((record) => record.lesson === lesson).map((record) => [record.item, record]));
  const current = (item: string, hash: string) => {
    const record = own.get(item);
    return record?.hash === hash ? record.value : undefined;
  };
  const count = (all: readonly unknown[], done: number): Share => ({done, of: all.length});
  return {
    sections: count(sections, readSections(sections, [...own.values()]).size),
    questions: count(questions, questions.filter(({id, hash}) => isAnswered(current(`quiz:${id}`, hash))).length),
    exercises: count(
      exercises,
      exercises.filter(({id, hash}) => field(current(`exercise:${id}`, hash), "passed") === true).length,
    ),
  };
}

/** What a question may have come to, once it is answered. One that was skipped may still be. */
const ANSWERED = new Set(["right", "wrong", "given", "shown"]);

/** Whether a question's value holds an answer. */
export function isAnswered(value: Json | undefined): boolean {
  const outcome = field(value, "outcome");
  return typeof outcome === "string" && ANSWERED.has(outcome);
}

/** A field of a record's value, which may be anything. */
export function field(value: Json | undefined, name: string): Json | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/**
 * The sections that have been read, each with its record. A record belongs to the section of its text, whatever that is
 * called by now; one whose text has changed belongs to the section of its name.
 */
export function readSections(sections: readonly Section[], records: readonly WorkRecord[]): Map<string, WorkRecord> {
  const marks = records.filter(({item, value}) => item.startsWith("section:") && field(value, "seen") === true);
  return attach(sections, marks, ({item}) => item.slice("section:".length));
}

/** The section that a `place` record of the lesson means. */
export function placeOf(sections: readonly Section[], record: WorkRecord | undefined): Section | undefined {
  const name = field(record?.value, "section");
  if (!record || typeof name !== "string") return undefined;
  const [found] = attach(sections, [record], () => name).keys();
  return sections.find(({id}) => id === found);
}

function attach(
  sections: readonly Section[],
  records: readonly WorkRecord[],
  nameOf: (record: WorkRecord) => string,
): Map<string, WorkRecord> {
  const found = new Map<string, WorkRecord>();
  const left = new Set(records);
  const take = (fits: (section: Section, record: WorkRecord) => boolean) => {
    for (const record of left)
      for (const section of sections) {
        if (found.has(section.id) || !fits(section, record)) continue;
        found.set(section.id, record);
        left.delete(record);
        break;
      }
  };
  take((section, record) => section.hash === record.hash && section.id === nameOf(record));
  take((section, record) => section.hash === record.hash);
  take((section, record) => section.id === nameOf(record));
  return found;
}
