import {writeFile} from "../../reader/work/transfer.ts";
import type {Work} from "../../reader/work/types.ts";

/** Gives the reader all their work as a file, what could not be read included. Resolves to the number of records in it. */
export async function exportWork(work: Work): Promise<number> {
  const [records, history, damaged] = await Promise.all([work.list(), work.history(), work.damaged()]);
  const now = Date.now();
  const text = writeFile(work.course, records, history, now, damaged);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], {type: "application/json"}));
  link.download = `${work.course}-work-${new Date(now).toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return records.length;
}
