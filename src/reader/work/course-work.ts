import {type Change, type ItemState, withChanges} from "./change.ts";
import {Connection} from "./connection.ts";
import type {WorkDatabase} from "./database.ts";
import {dropLate, keepLate, readLate} from "./late.ts";
import {askToPersist, isOwnWork} from "./persist.ts";
import {readDamaged, readItems} from "./read.ts";
import {byPlace, inScope, isMark, place, readRecord} from "./record.ts";
import {openTabs, type Tabs} from "./tabs.ts";
import {explainTrouble} from "./trouble.ts";
import type {DamagedRecord, Scope, Work, WorkChange, WorkRecord, WorkStatus} from "./types.ts";
import {overlap, WaitingChanges} from "./waiting.ts";
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
  readonly #now: () => number;
  readonly #watchers = new Set<(change: WorkChange) => void>();
  readonly #waiting = new WaitingChanges();
  /** The time of the value of each item that this tab wrote last. */
  readonly #mine = new Map<string, number>();
  readonly #connection: Connection | undefined;
  #writing: Promise<void> = Promise.resolve();
  readonly #tabs: Tabs | undefined;
  #persisting = false;
  #leaving = false;
  #disposed = false;

  constructor(course: string, {memory, now = () => Date.now(), patience = PATIENCE}: CourseWorkOptions = {}) {
    this.course = course;
    this.#now = now;
    this.#status = memory ?? {kind: "saved"};
    if (memory) return;
    this.#connection = new Connection(course, patience, {
      opened: (database) => this.#takeLate(database),
      recovered: () => void this.#writeSoon(),
      outdated: () => this.#fail(new DOMException("", "VersionError")),
    });
    this.#tabs = openTabs(course, (message) => {
      if ("removed" in message) this.#tell(message);
      else for (const record of message.records) this.#tell({record});
    });
    if (typeof window === "undefined") return;
    window.addEventListener("pagehide", this.#leave);
    window.addEventListener("pageshow", this.#comeBack);
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
    this.#waiting.dropBefore(timed);
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
    if (history === "forget") this.#waiting.dropScope(scope);
    const made = this.#make({remove: scope, history});
    // Told at once: told when the device has answered, it would take an answer away that the reader gave meanwhile.
    this.#tell({removed: scope});
    await made;
  }

  watch(callback: (change: WorkChange) => void): () => void {
    this.#watchers.add(callback);
    return () => this.#watchers.delete(callback);
  }

  dispose(): void {
    this.#disposed = true;
    this.#watchers.clear();
    this.#tabs?.close();
    if (typeof window !== "undefined") {
      window.removeEventListener("pagehide", this.#leave);
      window.removeEventListener("pageshow", this.#comeBack);
    }
    this.#connection?.close();
  }

  /** The items in scope as the reader has left them, on the device and in this page, in order. */
  async #items(scope: Scope): Promise<ItemState[]> {
    const found = await this.#ask((database) => readItems(database, scope));
    if (found && found.bad.length > 0) await this.#setAside(found.bad);
    if (this.#waiting.isEmpty) return found?.items ?? [];
    return withChanges(found?.items ?? [], this.#waiting.all, this.#mine)
      .filter((state) => inScope(anyOf(state), scope))
      .sort((a, b) => byPlace(anyOf(a), anyOf(b)));
  }

  async #setAside(keys: IDBValidKey[]): Promise<void> {
    const damaged = await this.#ask((database) => setAside(database, keys, this.#now()));
    for (const each of damaged ?? []) this.#tell({damaged: each});
  }

  /** Adds a change and tries to write all that wait. Each turn takes what is there, so that changes of a moment share one. */
  #make(change: Change): Promise<void> {
    this.#waiting.add(change);
    if (this.#leaving) this.#leave();
    return this.#writeSoon();
  }

  #writeSoon(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const waiting = this.#waiting.all;
    if (waiting.length === 0) return void (await this.connect());
    if ((await this.#tryToWrite(waiting)) || waiting.length === 1) return;
    // One may be too large where the others are not. What follows it on the same item has to wait with it.
    const refused: Change[] = [];
    for (const change of waiting) {
      if (!this.#connection?.isOpen) return;
      if (refused.some((each) => overlap(each, change)) || !(await this.#tryToWrite([change]))) refused.push(change);
    }
    if (this.#status.kind === "memory") this.#setStatus({...this.#status, unsaved: this.#waiting.unsaved});
  }

  async #tryToWrite(changes: Change[]): Promise<boolean> {
    const written = await this.#ask((database) => writeChanges(database, changes, this.#mine, this.#now()));
    if (!written) return false;
    this.#waiting.dropWritten(changes);
    for (const record of written.records) this.#mine.set(place(record), record.time);
    for (const change of changes) if ("remove" in change) this.#tabs?.tell({removed: change.remove});
    if (written.records.length > 0) this.#tabs?.tell({records: written.records});
    for (const damaged of written.damaged) this.#tell({damaged});
    if (!this.#persisting && written.records.some(isOwnWork)) {
      this.#persisting = true;
      void askToPersist();
    }
    if (this.#waiting.isEmpty) this.#setStatus({kind: "saved", at: this.#now()});
    return true;
  }

  /**
   * Asks the device for something. Nothing comes back if it cannot do it; `status` then says why. A connection that has
   * broken under it is made once more.
   */
  async #ask<T>(work: (database: WorkDatabase) => Promise<T>): Promise<T | undefined> {
    if (!this.#connection || this.#disposed) return undefined;
    try {
      const answer = await askTwice(this.#connection, work);
      if (this.#status.kind === "memory" && this.#waiting.isEmpty) this.#setStatus({kind: "saved"});
      return answer;
    } catch (error) {
      this.#fail(error);
      return undefined;
    }
  }

  /** Takes over what the page before could not put into the database any more. */
  async #takeLate(database: WorkDatabase): Promise<void> {
    const put = readLate(this.course);
    if (put.length === 0) return;
    try {
      const {records} = await writeChanges(database, [{put, late: true}], this.#mine, this.#now());
      dropLate(this.course);
      this.#tabs?.tell({records});
    } catch {
      // It stays where it is until there is room.
    }
  }

  /** The page is being left: what the database has not taken may not get there any more. */
  readonly #leave = () => {
    this.#leaving = true;
    const puts = withChanges([], this.#waiting.all, this.#mine);
    keepLate(
      this.course,
      puts.flatMap(({record}) => record ?? []),
    );
  };

  /** The browser had only put the page aside. */
  readonly #comeBack = () => {
    this.#leaving = false;
  };

  #fail(error: unknown): void {
    this.#setStatus({kind: "memory", ...explainTrouble(error), unsaved: this.#waiting.unsaved});
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

async function askTwice<T>(connection: Connection, work: (database: WorkDatabase) => Promise<T>): Promise<T> {
  const database = await connection.get();
  try {
    return await work(database);
  } catch (error) {
    if (!isBroken(error)) throw error;
    connection.drop(database);
    return work(await connection.get());
  }
}

function anyOf({record, older}: ItemState): WorkRecord {
  return record ?? older[0]!;
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
