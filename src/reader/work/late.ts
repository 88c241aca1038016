import {place, readRecord} from "./record.ts";
import type {WorkRecord} from "./types.ts";

/**
 * What was written in the moment in which the page was left. A database takes nothing then that it must answer first, and a
 * page that goes away hears no answer; local storage takes it at once. The next page puts it into the database.
 */
const key = (course: string) => `work of ${course}, written last`;

/** Keeps records for the next page, beside those that are there already. */
export function keepLate(course: string, records: readonly WorkRecord[]): void {
  if (records.length === 0) return;
  try {
    const all = new Map([...readLate(course), ...records].map((record) => [place(record), record]));
    localStorage.setItem(key(course), JSON.stringify([...all.values()]));
  } catch {
    // The browser has no such place, or it is full: what was acknowledged is in the database.
  }
}

/** The records that a page has left behind; what is none is left out. */
export function readLate(course: string): WorkRecord[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(key(course)) ?? "[]");
    return Array.isArray(list) ? list.map(readRecord).filter((record) => typeof record !== "string") : [];
  } catch {
    return [];
  }
}

export function dropLate(course: string): void {
  try {
    localStorage.removeItem(key(course));
  } catch {
    // It could not be read either.
  }
}
