/** What a reader did and wants to find again, kept on this device. */

/** Plain data, as JSON carries it. */
export type Json = null | boolean | number | string | Json[] | {[key: string]: Json};

/** The newest thing kept about one item: an answer, an edited cell, the code of an exercise, a place in the text. */
export interface WorkRecord {
  /** The page's place in the course without its ending: "softmax", "notebooks/playground". Never the URL, which may change. */
  lesson: string;
  /** What it is and its id: "quiz:bp-sign", "cell:race", "exercise:mul-gate", "section". Unique in the lesson. */
  item: string;
  value: Json;
  /** The hash of the item's text when it was written: another hash means that it answers an older text. */
  hash: string;
  /** When it was written, in milliseconds since 1970. */
  time: number;
}

/** Where work goes to. `"saved"`: on this device. `"memory"`: nowhere, it is gone with the page; `why` says why. */
export type WorkStatus = {kind: "saved"} | {kind: "memory"; why: string; todo: string};

/** What to reset, to export or to look through: all of the course, one lesson of it, one item of a lesson. */
export interface Scope {
  lesson?: string;
  item?: string;
}

/** The reader's work of one course. Reading never throws: what cannot be read is told by `status` and by `troubles`. */
export interface Work {
  readonly status: WorkStatus;
  /** The records in scope, in order of lesson and item. */
  list(scope?: Scope): Promise<WorkRecord[]>;
  get(lesson: string, item: string): Promise<WorkRecord | undefined>;
  /** Keeps a value; resolves when it is safe on the device. If it cannot be kept there it stays in memory and `status` changes. */
  put(record: Omit<WorkRecord, "time">): Promise<void>;
  remove(scope: Scope): Promise<void>;
  /** Calls back for what changes from elsewhere (another tab, an import, a reset) and for each change of status. */
  watch(callback: (change: {record: WorkRecord} | {removed: Scope} | {status: WorkStatus}) => void): () => void;
  dispose(): void;
}
