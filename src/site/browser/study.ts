import type {LivePage} from "../../reader/index.ts";
import {openQuestions} from "../../reader/questions/index.ts";
import type {StudyContext, StudyPart} from "../../reader/study.ts";
import {keepEdits} from "../../reader/work/keep-edits.ts";
import {openWork} from "../../reader/work/open-work.ts";
import {showWorkStatus} from "../../reader/work/status-view.ts";
import {atRest, nearOrTouched} from "./first-touch.ts";

/** What the page asks of its reader, and what the reader has done with it. */
export interface Study {
  /** Follows an author's save. */
  update(page: LivePage): void;
  /** Keeps a cell's text of the reader's, or forgets it (undefined). Resolves when it is safe; `ran` when it has run. */
  keepEdit(cell: string, text: string | undefined, ran: Promise<void>): Promise<void>;
  /** Keeps a text that stands in a cell's editor and does not run. */
  keepDraft(cell: string, text: string | undefined): void;
}

type StudyOptions = Omit<StudyContext, "lesson" | "work"> & {
  /** Resolves when the reader has first touched the page. */
  touched: Promise<void>;
};

/**
 * Brings quizzes, predictions and exercises to life and gives the reader's earlier work back to them and to the cells.
 * Loaded after the page's cells have begun to run, and each part when it is near the window or the page is used: whoever
 * only reads waits for nothing.
 */
export async function openStudy({touched, ...given}: StudyOptions): Promise<Study> {
  const {root} = given;
  const lesson = given.page.path.replace(/^content\//, "").replace(/\.\w+$/, "");
  const work = await openWork(document.documentElement.dataset.course ?? "course");
  const context: StudyContext = {...given, lesson, work};
  showWorkStatus(work, root, async () => {
    const {exportWork} = await import("./export-work.ts");
    await exportWork(work);
  });
  const edits = keepEdits(context);
  const parts: StudyPart[] = [edits];
  /** Opens a part of the page as it is by then. */
  const later = async (when: Promise<unknown>, load: () => Promise<(context: StudyContext) => StudyPart>) => {
    await when;
    const open = await load();
    parts.push(open(context));
  };
  void later(nearOrTouched(root.querySelectorAll(".quiz"), touched), async () => openQuestions);
  void later(nearOrTouched(root.querySelectorAll(".exercise"), touched), async () => {
    const [{openExercises}, {newWorker, readFrom}] = await Promise.all([
      import("../../reader/exercises/index.ts"),
      import("../exercise/run.ts"),
    ]);
    readFrom(given.live);
    return (context) => openExercises({...context, createWorker: newWorker});
  });
  void later(
    cameBack(context).then((did) => (did ? undefined : touched.then(atRest))),
    async () => {
      const {followProgress} = await import("../../reader/progress/index.ts");
      return followProgress;
    },
  );
  if (lesson.startsWith("notebooks/"))
    void later(Promise.resolve(), async () => (await import("../../reader/notebook/index.ts")).openNotebook);
  return {
    update(next) {
      context.page = next;
      for (const part of parts) part.update(next);
    },
    keepEdit: edits.keep,
    keepDraft: edits.keepDraft,
  };
}

/** Whether the reader has been on this page before: then it shows at once where they were, and what they have read. */
async function cameBack({work, lesson}: StudyContext): Promise<boolean> {
  return (await work.list({lesson})).length > 0;
}
