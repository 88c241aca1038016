import type {Section} from "../../page/index.ts";

/** What the course asks of its reader, lesson by lesson: by it progress is counted, and kept work is told in words. */
export interface Syllabus {
  title: string;
  /** Lessons in their order, then notebooks. */
  lessons: SyllabusLesson[];
}

export interface SyllabusLesson {
  /** As in `WorkRecord`: "softmax", "notebooks/playground". */
  lesson: string;
  /** "Lesson 6", "Notebook". */
  kind: string;
  title: string;
  /** Its URL, seen from the page that the syllabus stands in. */
  url: string;
  sections: Section[];
  questions: SyllabusItem[];
  exercises: SyllabusItem[];
}

export interface SyllabusItem {
  id: string;
  /** As in `WorkRecord`: work with another hash answers an older text. */
  hash: string;
  /** Its beginning, as plain text. */
  label: string;
  predicts?: boolean;
}

/** The syllabus that the shell wrote into the document. */
export function readSyllabus(root: Document): Syllabus {
  const text = root.getElementById("syllabus")?.dataset.syllabus;
  return text ? (JSON.parse(text) as Syllabus) : {title: "", lessons: []};
}
