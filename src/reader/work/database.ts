import {type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB} from "idb";

export type Key = [lesson: string, item: string];

/** What the stores hold is `unknown`: it may have been written by another version of this page, or by anybody. */
interface Schema extends DBSchema {
  /** The newest record of each item. */
  records: {key: Key; value: unknown};
  /** The older records of each item, newest first. */
  history: {key: Key; value: unknown};
  /** What was no record, in the order in which it was found. */
  damaged: {key: number; value: unknown};
}

export type WorkDatabase = IDBPDatabase<Schema>;
export type WorkTransaction = IDBPTransaction<Schema, ("records" | "history" | "damaged")[], "readwrite">;
type Upgrade = (database: WorkDatabase) => void;

/** What makes each version of the database of the one before. Databases of all versions are out there: only add to it. */
const upgrades: Upgrade[] = [
  (database) => {
    database.createObjectStore("records");
  },
  (database) => {
    database.createObjectStore("history");
    database.createObjectStore("damaged", {autoIncrement: true});
  },
];

export const VERSION = upgrades.length;

/** The name of a course's database. The site's address is no part of it. */
export function databaseName(course: string): string {
  return `work of ${course}`;
}

/**
 * Opens a course's database.
 * @param events.blocked called if an older page holds the database and so keeps it from being opened, until it lets go
 * @param events.outdated called if a newer page asks for the database, which is closed then
 * @param events.closed called if the browser closed the database, or somebody deletes it
 */
export function openDatabase(
  course: string,
  events: {blocked(): void; outdated(): void; closed(): void},
): Promise<WorkDatabase> {
  return openDB<Schema>(databaseName(course), VERSION, {
    upgrade(database, from) {
      for (const upgrade of upgrades.slice(from)) upgrade(database);
    },
    blocked: events.blocked,
    blocking(_current, asked, event) {
      (event.target as IDBDatabase).close();
      if (asked === null) events.closed();
      else events.outdated();
    },
    terminated: events.closed,
  });
}
