import {type Change, type ItemState, withChanges} from "./change.ts";
import {openDatabase, type WorkDatabase} from "./database.ts";
import {readDamaged, readItems} from "./read.ts";
import {byPlace, inScope, isMark, place, readRecord} from "./record.ts";
import {openTabs, type Tabs} from "./tabs.ts";
import {explainTrouble, NotOpenError} from "./trouble.ts";
import type {DamagedRecord, Scope, Work, WorkChange, WorkRecord, WorkStatus} from "./types.ts";
import {setAside, writeChanges} from "./write.ts";

/** How long the device may take to answer before work goes on without it, in milliseconds. */
const PATIENCE = 3000;

export interface CourseWorkOptions {
  /** What to say of work that is kept in this page only. Without it work is kept on this device, and shared with other tabs. */
  memory?: WorkStatus;
  now?: () => number;
  patience?: number;
}

/**
 * The work of a course: the device's database, and over it the changes that the device has not taken yet. A change that it
 * refuses (no room, no permission, no answer) stays among these and is tried again with the next one.
 */
export class CourseWork implements Work {
  readonly course: string;
  #status: WorkStatus;
  readonly #device: boolean;
  readonly #now: () => number;
  readonly #patience: number;
  readonly #watchers = new Set<(change: WorkChange) => void>();
  /** What the device has not taken yet, in order. */
  #changes: Change[] = [];
  /** The time of the value of each item that this tab wrote last. */
  readonly #mine = new Map<string, number>();
  #database: WorkDatabase | undefined;
  #opening: Promise<WorkDatabase> | undefined;
  /** What keeps the database from opening, though it may open yet. */
  #obstacle: Error | undefined;
  readonly #waiting = new Set<(obstacle: Error) => void>();
  #writing: Promise<void> = Promise.resolve();
  readonly #tabs: Tabs | undefined;
  #persisting = false;
  #disposed = false;

  constructor(course: string, {memory, now = () => Date.now(), patience = PATIENCE}: CourseWorkOptions = {}) {
    this.course = course;
    this.#now = now;
    this.#patience = patience;
    this.#device = memory === undefined;
    this.#status = memory ?? {kind: "saved"};
    if (!this.#device) return;
    this.#tabs = openTabs(course, (message) => {
      if ("removed" in message) this.#tell(message);
      else for (const record of message.records) this.#tell({record});
    });
  }

  get status(): WorkStatus {
    return this.#status;
  }

  /** Resolves when the device is there or is known not to be. */
  async connect(): Promise<void> {
    await this.#ask(async () => {});
  }

  async list(scope: Scope = {}): Promise<WorkRecord[]> {
    const items = await this.#items(scope);
    return items.flatMap(({record}) => (record && !isMark(record.item) ? [record] : []));
  }

  async get(lesson: string, item: string): Promise<WorkRecord | undefined> {
    const [found] = await this.#items({lesson, item});
    return found?.record;
  }

  async history(scope: Scope = {}): Promise<WorkRecord[]> {
    return (await this.#items(scope)).flatMap(({older}) => older);
  }

  async damaged(): Promise<DamagedRecord[]> {
    return (await this.#ask(readDamaged)) ?? [];
  }

  async put(record: Omit<WorkRecord, "time">): Promise<void> {
    const timed = checked({...record, time: this.#now()});
    // A value that the device has not taken yet and that this one follows would only be in its way.
    const key = place(timed);
    const last = this.#changes.findLastIndex((change) => touches(change, timed));
    const earlier = this.#changes[last];
    if (earlier && "put" in earlier && !earlier.whole && earlier.put.every((each) => place(each) === key))
      this.#changes.splice(last, 1);
    await this.#make({put: [timed]});
  }

  async putAll(records: readonly (Omit<WorkRecord, "time"> & {time?: number})[]): Promise<void> {
    const now = this.#now();
    const timed = records.map((record) => checked({...record, time: record.time ?? now}));
    await this.#make({put: timed, whole: true});
    for (const record of timed) this.#tell({record});
  }

  async remove({lesson, item}: Scope, {history = "forget"}: {history?: "keep" | "forget"} = {}): Promise<void> {
    const scope = {...(lesson !== undefined && {lesson}), ...(item !== undefined && {item})};
    // What the device has not taken yet and is to be forgotten need not go there first.
    if (history === "forget")
      this.#changes = this.#changes.flatMap((change): Change[] => {
        if (!("put" in change)) return [change];
        const put = change.put.filter((record) => !inScope(record, scope));
        return put.length === change.put.length ? [change] : put.length > 0 ? [{...change, put}] : [];
      });
    await this.#make({remove: scope, history});
    this.#tell({removed: scope});
  }

  watch(callback: (change: WorkChange) => void): () => void {
    this.#watchers.add(callback);
    return () => this.#watchers.delete(callback);
  }

  dispose(): void {
    this.#disposed = true;
    this.#watchers.clear();
    this.#tabs?.close();
    this.#database?.close();
  }

  /** The items in scope as the reader has left them, on the device and in this page, in order. */
  async #items(scope: Scope): Promise<ItemState[]> {
    const found = await this.#ask((database) => readItems(database, scope));
    if (found && found.bad.length > 0) await this.#setAside(found.bad);
    if (this.#changes.length === 0) return found?.items ?? [];
    return withChanges(found?.items ?? [], this.#changes, this.#mine)
      .filter((state) => inScope(anyOf(state), scope))
      .sort((a, b) => byPlace(anyOf(a), anyOf(b)));
  }

  async #setAside(keys: IDBValidKey[]): Promise<void> {
    const damaged = await this.#ask((database) => setAside(database, keys, this.#now()));
    for (const each of damaged ?? []) this.#tell({damaged: each});
  }

  /** Adds a change and tries to write all that wait. Each turn takes what is there, so that changes of a moment share one. */
  #make(change: Change): Promise<void> {
    this.#changes.push(change);
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    if (!this.#device) return;
    const waiting = [...this.#changes];
    if (waiting.length === 0) return void (await this.connect());
    if ((await this.#tryToWrite(waiting)) || waiting.length === 1) return;
    // One may be too large where the others are not. What follows it on the same item has to wait with it.
    const refused: Change[] = [];
    for (const change of waiting) {
      if (!this.#database) return;
      if (refused.some((each) => overlap(each, change)) || !(await this.#tryToWrite([change]))) refused.push(change);
    }
    if (this.#status.kind === "memory") this.#setStatus({...this.#status, unsaved: this.#unsaved()});
  }

  async #tryToWrite(changes: Change[]): Promise<boolean> {
    const written = await this.#ask((database) => writeChanges(database, changes, this.#mine, this.#now()));
    if (!written) return false;
    this.#changes = this.#changes.filter((change) => !changes.includes(change));
    for (const record of written.records) this.#mine.set(place(record), record.time);
    for (const change of changes) if ("remove" in change) this.#tabs?.tell({removed: change.remove});
    if (written.records.length > 0) this.#tabs?.tell({records: written.records});
    for (const damaged of written.damaged) this.#tell({damaged});
    if (!this.#persisting && written.records.some(isOwnWork)) {
      this.#persisting = true;
      void askToPersist();
    }
    if (this.#changes.length === 0) this.#setStatus({kind: "saved", at: this.#now()});
    return true;
  }

  /**
   * Asks the device for something. Nothing comes back if it cannot do it; `status` then says why. A connection that has
   * broken under it is made once more.
   */
  async #ask<T>(work: (database: WorkDatabase) => Promise<T>): Promise<T | undefined> {
    if (!this.#device || this.#disposed) return undefined;
    try {
      const answer = await this.#askTwice(work);
      if (this.#status.kind === "memory" && this.#changes.length === 0) this.#setStatus({kind: "saved"});
      return answer;
    } catch (error) {
      this.#fail(error);
      return undefined;
    }
  }

  async #askTwice<T>(work: (database: WorkDatabase) => Promise<T>): Promise<T> {
    const database = await this.#connection();
    try {
      return await work(database);
    } catch (error) {
      if (database === this.#database && !isBroken(error)) throw error;
      if (database === this.#database) this.#drop();
      return work(await this.#connection());
    }
  }

  /** The database, opened if it is not. @throws NotOpenError if it does not open soon; opening goes on. */
  async #connection(): Promise<WorkDatabase> {
    if (this.#database) return this.#database;
    if (this.#obstacle) throw this.#obstacle;
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined;
      this.#obstacle = undefined;
    });
    const opening = this.#opening;
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      const late = setTimeout(() => this.#hinder("this browser's storage does not answer"), this.#patience);
      opening.then(resolve, reject).finally(() => {
        clearTimeout(late);
        this.#waiting.delete(reject);
      });
    });
  }

  /** Whoever waits for the database waits no longer. */
  #hinder(why: string): void {
    this.#obstacle = new NotOpenError(why);
    for (const reject of this.#waiting) reject(this.#obstacle);
  }

  async #open(): Promise<WorkDatabase> {
    const database = await openDatabase(this.course, {
      blocked: () => this.#hinder("another tab still shows an older version of this course"),
      outdated: () => {
        this.#drop();
        this.#fail(new DOMException("", "VersionError"));
      },
      closed: () => this.#drop(),
    });
    if (this.#disposed) database.close();
    else this.#database = database;
    // What was hindered is there after all.
    if (this.#obstacle) this.#writing = this.#writing.then(() => this.#write());
    return database;
  }

  #drop(): void {
    this.#database?.close();
    this.#database = undefined;
  }

  #fail(error: unknown): void {
    this.#setStatus({kind: "memory", ...explainTrouble(error), unsaved: this.#unsaved()});
  }

  #unsaved(): number {
    return new Set(this.#changes.flatMap((change) => ("put" in change ? change.put.map(place) : []))).size;
  }

  #setStatus(status: WorkStatus): void {
    if (this.#disposed) return;
    this.#status = status;
    this.#tell({status});
  }

  #tell(change: WorkChange): void {
    for (const watcher of this.#watchers) {
      try {
        watcher(change);
      } catch (error) {
        console.error(error); // One part of the page must not keep the news from the others.
      }
    }
  }
}

function anyOf({record, older}: ItemState): WorkRecord {
  return record ?? older[0]!;
}

/** Whether the order of two changes matters. */
function overlap(a: Change, b: Change): boolean {
  return "put" in b ? b.put.some((record) => touches(a, record)) : "put" in a && overlap(b, a);
}

function touches(change: Change, record: WorkRecord): boolean {
  return "remove" in change ? inScope(record, change.remove) : change.put.some((each) => place(each) === place(record));
}

/** What a reader has made, as against what the page notes of a reader who only reads. */
function isOwnWork({item}: WorkRecord): boolean {
  return !isMark(item) && item !== "place" && !item.startsWith("section:");
}

/** Asks the browser not to throw the work away when room gets short. Some ask the reader then, so it comes late. */
async function askToPersist(): Promise<void> {
  if (typeof navigator === "undefined") return;
  try {
    if (!(await navigator.storage?.persisted?.())) await navigator.storage?.persist?.();
  } catch {
    // It stays as the browser likes.
  }
}

/** A connection that is closing or closed, or whose database was deleted. */
function isBroken(error: unknown): boolean {
  return error instanceof DOMException && ["InvalidStateError", "NotFoundError", "AbortError"].includes(error.name);
}

/** A copy of a record, which its writer may change without changing what is kept. */
function checked(record: WorkRecord): WorkRecord {
  const {lesson, item, value, hash, time} = record;
  const read = readRecord({lesson, item, value, hash, time});
  if (typeof read === "string") throw new TypeError(`${item} of ${lesson} cannot be kept. ${read}`);
  return structuredClone(read);
}
