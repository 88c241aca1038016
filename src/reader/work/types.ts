/** What a reader did and wants to find again, kept on this device. */

/** Plain data, as JSON carries it. */
export type Json = null | boolean | number | string | Json[] | {[key: string]: Json};

/** The newest thing kept about one item: an answer, an edited cell, the code of an exercise, a place in the text. */
export interface WorkRecord {
  /** The page's place in the course without its ending: "softmax", "notebooks/playground". Never the URL, which may change. */
  lesson: string;
  /**
   * What it is and its id: "quiz:bp-sign", "cell:race", "exercise:mul-gate", "place". Unique in the lesson. One that
   * begins with "~" is a mark of the site's own, which only `get` finds.
   */
  item: string;
  value: Json;
  /** The hash of the item's text when it was written: another hash means that it answers an older text. */
  hash: string;
  /** When it was written, in milliseconds since 1970. Grows with each value of an item, whatever the clock says. */
  time: number;
}

/**
 * Where work goes to. `"saved"`: on this device; `at` is the time of the last thing that this page kept.
 * `"memory"`: nowhere, it is gone with the page; `why` says why (the end of "Not saved: …"), `todo` is a sentence that
 * says what to do, and `unsaved` counts the records that are only in this page.
 */
export type WorkStatus = {kind: "saved"; at?: number} | {kind: "memory"; why: string; todo: string; unsaved?: number};

/** What to reset, to export or to look through: all of the course, one lesson of it, one item of a lesson. */
export interface Scope {
  lesson?: string;
  item?: string;
}

/** What was found on the device and is no record. It was set aside as it was. */
export interface DamagedRecord {
  /** Where it was: lesson and item, if it was at a record's place. */
  key: Json;
  /** What was found, as far as JSON can carry it. */
  raw: Json;
  why: string;
  /** When it was found, in milliseconds since 1970. */
  time: number;
}

export type WorkChange = {record: WorkRecord} | {removed: Scope} | {status: WorkStatus} | {damaged: DamagedRecord};

/** The reader's work of one course. Reading never throws: what cannot be read is told by `status` and `damaged`. */
export interface Work {
  /** The course's id. */
  readonly course: string;
  readonly status: WorkStatus;
  /** The records in scope, in order of lesson and item. */
  list(scope?: Scope): Promise<WorkRecord[]>;
  get(lesson: string, item: string): Promise<WorkRecord | undefined>;
  /**
   * Keeps a value; resolves when it is safe on the device. If it cannot be kept there it stays in memory, `status`
   * changes, and the next `put` tries again.
   * @throws TypeError if the value is not plain data
   */
  put(record: Omit<WorkRecord, "time">): Promise<void>;
  /**
   * Keeps many values at once, all or none: for an import, or to bring an older value back. What is replaced goes to the
   * history. Without a time of its own a value counts as written now.
   */
  putAll(records: readonly (Omit<WorkRecord, "time"> & {time?: number})[]): Promise<void>;
  /** Forgets what is in scope and, unless `history` is "keep", its older values and what was damaged of it. */
  remove(scope: Scope, options?: {history?: "keep" | "forget"}): Promise<void>;
  /**
   * The last five values of each item in scope that were replaced by a value of another tab, of another visit or of an
   * import, or removed with `history: "keep"`: in order of lesson and item, newest first.
   */
  history(scope?: Scope): Promise<WorkRecord[]>;
  /** What could not be read, oldest first. */
  damaged(): Promise<DamagedRecord[]>;
  /**
   * Calls back for what changes from elsewhere (another tab, an import, a reset), for each change of status, and for what
   * is found damaged. Returns what ends it.
   */
  watch(callback: (change: WorkChange) => void): () => void;
  dispose(): void;
}
