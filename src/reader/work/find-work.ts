import type {Work, WorkRecord} from "./types.ts";

/** Earlier work on an item. */
export interface FoundWork {
  /** Its `lesson` is another one if the item has moved since. */
  record: WorkRecord;
  /** Whether the item's text has changed since: the work is on an older text. */
  changed: boolean;
}

/**
 * The reader's work on an item, and whether the author has changed the item's text since. A question or an exercise that
 * has moved here from another lesson is found by its id, which is unique in the course; work on another id never is.
 */
export async function findWork(work: Work, lesson: string, item: string, hash: string): Promise<FoundWork | undefined> {
  const record = (await work.get(lesson, item)) ?? (isUniqueInCourse(item) ? await newest(work, item) : undefined);
  return record && {record, changed: record.hash !== hash};
}

/** Cells, sections and places have names that other lessons use as well. */
function isUniqueInCourse(item: string): boolean {
  return /^(quiz|exercise):/.test(item);
}

async function newest(work: Work, item: string): Promise<WorkRecord | undefined> {
  const records = await work.list({item});
  return records.sort((a, b) => b.time - a.time)[0];
}
