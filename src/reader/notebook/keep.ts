import type {Work, WorkRecord} from "../work/types.ts";

/** A reader's version of a notebook, as it is kept. */
export interface KeptNotebook {
  markdown: string;
  /** Whether the reader has agreed to run its code: not yet, if it came from a file. */
  runs: boolean;
  /** The hash of the author's text that it was made from. */
  hash: string;
}

export const ITEM = "notebook";
/** Stands while a version's code begins to run: where it still stands at the next visit, the page did not survive it. */
const RUNNING = "~notebook-running";

/** What was kept, if it is a notebook. */
export function readKept({value, hash}: WorkRecord): KeptNotebook | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const {markdown, runs} = value;
  return typeof markdown === "string" ? {markdown, runs: runs === true, hash} : undefined;
}

export class NotebookKeeper {
  readonly #work: Work;
  readonly #lesson: string;

  constructor(work: Work, lesson: string) {
    this.#work = work;
    this.#lesson = lesson;
  }

  async keep({markdown, runs, hash}: KeptNotebook): Promise<void> {
    await this.#work.put({lesson: this.#lesson, item: ITEM, value: {markdown, runs}, hash});
  }

  /** The author's text is the reader's again. The reader's own is among the older values. */
  async forget(): Promise<void> {
    await this.#work.remove({lesson: this.#lesson, item: ITEM}, {history: "keep"});
  }

  /** Whether the page did not survive this version the last time. */
  async hung(): Promise<boolean> {
    return (await this.#work.get(this.#lesson, RUNNING)) !== undefined;
  }

  /** Runs a version with the mark standing until it is known that the page goes on, and resolves then. */
  async running(run: () => Promise<void>, settled: () => Promise<void>): Promise<void> {
    const place = {lesson: this.#lesson, item: RUNNING};
    await this.#work.put({...place, value: true, hash: ""});
    const outlived = () => this.#work.remove(place, {history: "forget"});
    // A page that is left has not hung. Whether there is time to say so is the browser's to decide.
    addEventListener("pagehide", outlived);
    try {
      await run();
    } finally {
      await settled();
      removeEventListener("pagehide", outlived);
      await outlived();
    }
  }
}
