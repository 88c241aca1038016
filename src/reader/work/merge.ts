import {byPlace, place} from "./record.ts";
import {kindOf} from "./transfer.ts";
import type {Json, WorkRecord} from "./types.ts";

/** What stands on this device and in a file about one item. */
export interface MergeRow {
  lesson: string;
  item: string;
  mine?: WorkRecord;
  theirs?: WorkRecord;
  /**
   * `mine` and `theirs` (of names): only one side has it. `same`: both say the same. `newer-…`: they differ and one was
   * written later. `conflict`: they differ and the later one is not plainly better, for they are of one time or it is the
   * older that is right.
   */
  kind: "mine" | "theirs" | "same" | "newer-mine" | "newer-theirs" | "conflict";
  /** Which one is taken unless the reader says otherwise: the newer. */
  choice: Side;
}

export type Side = "mine" | "theirs";

/** Lays two sides' records beside each other, a row for each item that either has, in order of lesson and item. */
export function compareWork(mine: readonly WorkRecord[], theirs: readonly WorkRecord[]): MergeRow[] {
  const rows = new Map<string, {mine?: WorkRecord; theirs?: WorkRecord}>();
  for (const record of mine) rows.set(place(record), {mine: record});
  for (const record of theirs) rows.set(place(record), {...rows.get(place(record)), theirs: record});
  return [...rows.values()].map(compare).sort(byPlace);
}

function compare({mine, theirs}: {mine?: WorkRecord; theirs?: WorkRecord}): MergeRow {
  const {lesson, item} = (mine ?? theirs)!;
  const row = {lesson, item, ...(mine && {mine}), ...(theirs && {theirs})};
  if (!mine || !theirs) return {...row, kind: mine ? "mine" : "theirs", choice: mine ? "mine" : "theirs"};
  // Of two that say the same the newer one's time holds, so that both sides end with one record.
  const choice = theirs.time > mine.time ? "theirs" : "mine";
  if (mine.hash === theirs.hash && sameWork(kindOf(item), mine.value, theirs.value))
    return {...row, kind: "same", choice};
  const [newer, older] = choice === "theirs" ? [theirs, mine] : [mine, theirs];
  if (newer.time === older.time || (isGood(older) && !isGood(newer))) return {...row, kind: "conflict", choice};
  return {...row, kind: `newer-${choice}`, choice};
}

/** What both sides have after a merge by these choices: every item that either has. */
export function mergeWork(rows: readonly MergeRow[]): WorkRecord[] {
  return rows.map((row) => (row.choice === "theirs" ? row.theirs : row.mine) ?? (row.mine ?? row.theirs)!);
}

/**
 * What has to be written on this device for a merge. Code from a file never runs by itself: a cell's text is taken as one
 * that was typed and not run, and until the reader runs it, what ran here goes on running. A notebook waits as a whole.
 */
export function recordsToWrite(rows: readonly MergeRow[]): WorkRecord[] {
  return rows.flatMap(({choice, kind, mine, theirs}) =>
    choice === "theirs" && theirs && kind !== "same" ? [asForeign(theirs, mine)] : [],
  );
}

/** A record that came with a file, as it may be kept here. */
export function asForeign(record: WorkRecord, mine?: WorkRecord): WorkRecord {
  const kind = kindOf(record.item);
  if (kind === "cell") return {...record, value: {...objectOf(record.value), runs: runningText(mine)}};
  if (kind === "notebook") return {...record, value: {...objectOf(record.value), runs: false}};
  return record;
}

/** The text of a cell that runs here: the reader's, or (null) the author's. */
function runningText(mine: WorkRecord | undefined): string | null {
  const {text, runs} = objectOf(mine?.value);
  if (runs === null || typeof runs === "string") return runs;
  return typeof text === "string" ? text : null;
}

/** Whether an answer is right, or an exercise passed. */
function isGood({value}: WorkRecord): boolean {
  const {outcome, passed} = objectOf(value);
  return outcome === "right" || passed === true;
}

/** Whether two values of an item are the same work: of a cell its text counts, be it run or not. */
function sameWork(kind: string, a: Json, b: Json): boolean {
  const field = kind === "cell" ? "text" : kind === "notebook" ? "markdown" : undefined;
  if (field) return objectOf(a)[field] === objectOf(b)[field];
  return sameJson(a, b);
}

function sameJson(a: Json, b: Json): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  const at = (value: object, key: string) => (value as Record<string, Json>)[key] as Json;
  return (
    keys.length === others.length && keys.every((key) => Object.hasOwn(b, key) && sameJson(at(a, key), at(b, key)))
  );
}

function objectOf(value: Json | undefined): Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
