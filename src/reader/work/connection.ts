import {openDatabase, type WorkDatabase} from "./database.ts";
import {NotOpenError} from "./trouble.ts";

export interface ConnectionEvents {
  /** Called with a database that has just been opened, before anybody else gets it. */
  opened(database: WorkDatabase): Promise<void>;
  /** Called when the database is open after somebody was told that it is not. */
  recovered(): void;
  /** Called when a newer version of this page has taken the database. */
  outdated(): void;
}

/** The connection to a course's database: made when it is asked for, and anew when it was lost. */
export class Connection {
  readonly #course: string;
  readonly #patience: number;
  readonly #events: ConnectionEvents;
  #database: WorkDatabase | undefined;
  #opening: Promise<WorkDatabase> | undefined;
  /** What keeps the database from opening, though it may open yet. */
  #obstacle: Error | undefined;
  readonly #waiting = new Set<(obstacle: Error) => void>();
  #isClosed = false;

  /** @param patience how long the device may take to open the database before `get` rejects, in milliseconds */
  constructor(course: string, patience: number, events: ConnectionEvents) {
    this.#course = course;
    this.#patience = patience;
    this.#events = events;
  }

  get isOpen(): boolean {
    return this.#database !== undefined;
  }

  /** The open database. @throws NotOpenError if it does not open soon; opening goes on */
  async get(): Promise<WorkDatabase> {
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

  /** Gives a connection up that has turned out to be broken, unless there is a newer one. */
  drop(database: WorkDatabase): void {
    database.close();
    if (database === this.#database) this.#database = undefined;
  }

  close(): void {
    this.#isClosed = true;
    this.#database?.close();
  }

  async #open(): Promise<WorkDatabase> {
    let opened: WorkDatabase | undefined;
    const lost = () => opened && this.drop(opened);
    const database = await openDatabase(this.#course, {
      blocked: () => this.#hinder("another tab still shows an older version of this course"),
      outdated: () => {
        lost();
        this.#events.outdated();
      },
      closed: lost,
    });
    opened = database;
    await this.#events.opened(database);
    if (this.#isClosed) database.close();
    this.#database = database;
    if (this.#obstacle) this.#events.recovered();
    return database;
  }

  /** Whoever waits for the database waits no longer. */
  #hinder(why: string): void {
    this.#obstacle = new NotOpenError(why);
    for (const reject of this.#waiting) reject(this.#obstacle);
  }
}
