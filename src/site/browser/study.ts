import {openExercises} from "../../reader/exercises/index.ts";
import type {LivePage, OpenPage} from "../../reader/index.ts";
import {openNotebook} from "../../reader/notebook/index.ts";
import {followProgress} from "../../reader/progress/index.ts";
import {openQuestions} from "../../reader/questions/index.ts";
import type {StudyContext, StudyPart} from "../../reader/study.ts";
import {keepEdits} from "../../reader/work/keep-edits.ts";
import {openWork} from "../../reader/work/open-work.ts";
import {showWorkStatus} from "../../reader/work/status-view.ts";
import {newWorker, readFrom} from "../exercise/run.ts";

/** What the page asks of its reader, and what the reader has done with it. */
export interface Study {
  /** Follows an author's save. */
  update(page: LivePage): void;
  /** Keeps a cell's text of the reader's, or forgets it (undefined). Resolves when it is safe; `ran` when it has run. */
  keepEdit(cell: string, text: string | undefined, ran: Promise<void>): Promise<void>;
  /** Keeps a text that stands in a cell's editor and does not run. */
  keepDraft(cell: string, text: string | undefined): void;
}

/**
 * Brings quizzes, predictions and exercises to life and gives the reader's earlier work back to them and to the cells.
 * Loaded after the page's cells have begun to run: whoever only reads waits for nothing.
 */
export async function openStudy(
  root: HTMLElement,
  page: LivePage,
  live: OpenPage,
  show: StudyContext["show"],
): Promise<Study> {
  const lesson = page.path.replace(/^content\//, "").replace(/\.\w+$/, "");
  const work = await openWork(document.documentElement.dataset.course ?? "course");
  readFrom(live);
  const context: StudyContext = {root, page, live, lesson, work, show};
  showWorkStatus(work, root, async () => {
    const {exportWork} = await import("./export-work.ts");
    await exportWork(work);
  });
  const edits = keepEdits(context);
  const parts: StudyPart[] = [
    edits,
    openQuestions(context),
    openExercises({...context, createWorker: newWorker}),
    followProgress(context),
  ];
  if (lesson.startsWith("notebooks/")) parts.push(openNotebook(context));
  return {
    update(next) {
      for (const part of parts) part.update(next);
    },
    keepEdit: edits.keep,
    keepDraft: edits.keepDraft,
  };
}
